"""Makes a backup while Portreeve goes on running."""

from __future__ import annotations

import shutil
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from portreeve.config.backup.manifest import BackupWrong, Manifest, describe, write
from portreeve.config.backup.programs import call
from portreeve.config.settings.read import Settings
from portreeve.foundation.database import api as database

DUMP = "database.dump"
FOLDERS = ("files", "seals")
"""Folders of the home that belong to the records. Keys are left out: beside the data they would protect nothing."""


def take(target: Path, settings: Settings, *, at: datetime) -> Manifest:
    """Make a backup in a new folder; it has its name only once it is whole. Raises BackupWrong.

    The database is dumped first: a file that comes later is one too many in the backup, never one too few.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupWrong(f"{target} is there already. Name a new or an empty folder.")
    programs = database.find_programs(settings.postgres_bin)
    half = target.with_name(f"{target.name}.part")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700, parents=True)
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--file={half / DUMP}"]
    call("pg_dump", arguments, programs=programs)
    for name in FOLDERS:
        if (settings.home / name).is_dir():
            shutil.copytree(settings.home / name, half / name)
    manifest = describe(half, made_at=at, version=version("portreeve"), postgres=programs.major)
    write(half, manifest)
    if target.exists():
        target.rmdir()
    half.rename(target)
    return manifest

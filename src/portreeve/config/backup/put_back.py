"""Puts a backup in the place of what is there: all of it or nothing, and without those who have been erased since."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, connection

from portreeve.config.backup import holds_file
from portreeve.config.backup.manifest import BackupWrong, Manifest, differences, read
from portreeve.config.backup.programs import call
from portreeve.config.backup.take import DUMP, FOLDERS
from portreeve.config.settings.read import Settings
from portreeve.config.supervisor.migrations import migrate
from portreeve.config.upkeep import erased_here
from portreeve.foundation.database import api as database
from portreeve.foundation.files import api as files
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.types import Hold
from portreeve.foundation.pure.actor import system


class PutBack(NamedTuple):
    """What a restore did."""

    manifest: Manifest
    erased: int
    """People who were erased again."""
    holds: int
    """Legal holds that were placed or lifted again."""


def put_back(
    source: Path,
    settings: Settings,
    *,
    replace: bool,
    erased: Iterable[UUID] = (),
    holds: Iterable[Hold] = (),
    at: datetime,
) -> PutBack:
    """Restore a backup, and do again what the law asked for since: erasures, and legal holds. Raises BackupWrong.

    `erased` names people erased since, and `holds` those placed and lifted, where this machine lost what knew of them.
    A hold comes from the database to be replaced and from the file beside it, whichever can be read. Nothing is changed
    unless the backup is sound, nobody else uses the database, and there is nothing to lose or `replace` says that it
    may be lost.
    """
    manifest = read(source)
    if found := differences(source, manifest):
        raise BackupWrong(f"{source} is not as it was made; use another backup.\n" + "\n".join(found[:20]))
    _refuse_unless_free(settings, replace)
    known = holds_file.together(_holds_kept(settings.home), holds, _holds_here())
    again = {*erased, *erased_here(settings.home), *_erased_since(manifest.made_at)}
    _replace_database(source / DUMP, database.find_programs(settings.postgres_bin))
    for name in FOLDERS:
        _replace_folder(source / name, settings.home / name)
    migrate()
    again -= {*personal_data.erased_since()}  # who was erased when the backup was made may be on legal hold since
    by = system("restore")
    lifted = [one for one in known if one.lifted_at is not None]
    taken = personal_data.take_over_holds(holds=lifted, by=by, at=at)
    personal_data.reapply_erasures(
        erased=again, erase_file=lambda file: files.erase(file=file, by=by, at=at), by=by, at=at
    )
    # A hold that is in force on somebody erased was placed afterwards, and keeps what an erasure leaves.
    taken += personal_data.take_over_holds(holds=known, by=by, at=at)
    return PutBack(manifest, len(again), taken)


def _refuse_unless_free(settings: Settings, replace: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        if cursor.fetchone()[0]:
            raise BackupWrong("The database is in use. Stop Portreeve first, and whatever else is connected.")
    full = bool(connection.introspection.table_names()) or any(
        any((settings.home / name).glob("*")) for name in FOLDERS
    )
    if full and not replace:
        raise BackupWrong("There are records here already. To lose them and have the backup instead, add --replace.")


def _erased_since(at: datetime) -> tuple[UUID, ...]:
    """Return who was erased since, as far as the database to be replaced knows."""
    with suppress(DatabaseError):
        return personal_data.erased_since(at)
    return ()


def _holds_here() -> tuple[Hold, ...]:
    """Return the legal holds, as far as the database to be replaced knows."""
    with suppress(DatabaseError):
        return personal_data.every_hold()
    return ()


def _holds_kept(home: Path) -> tuple[Hold, ...]:
    """Return the legal holds that are kept outside the database."""
    path = holds_file.holds_file(home)
    return holds_file.read(path) if path.exists() else ()


def _replace_database(dump: Path, programs: database.Programs) -> None:
    """Drop what is there and restore the dump in one transaction: when that fails, all is as it was."""
    connection.close()
    with tempfile.TemporaryDirectory(prefix="portreeve-restore-") as folder:
        script = Path(folder) / "restore.sql"
        call("pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(dump)], programs=programs)
        fresh = ["--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public", "--file=-"]
        options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        call("psql", [*options, *fresh], programs=programs, feed=script)


def _replace_folder(source: Path, target: Path) -> None:
    """Put a folder in the place of another; the other goes only when the new one is there."""
    half, old = target.with_name(f"{target.name}.new"), target.with_name(f"{target.name}.old")
    for left in (half, old):
        shutil.rmtree(left, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, half)
    else:
        half.mkdir(mode=0o700)
    if target.exists():
        target.rename(old)
    half.rename(target)
    shutil.rmtree(old, ignore_errors=True)

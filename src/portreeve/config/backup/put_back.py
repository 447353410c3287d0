"""Puts a backup in the place of what is there: all of it or nothing, and without those who have been erased since."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, connection

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


def put_back(
    source: Path, settings: Settings, *, replace: bool, erased: Iterable[UUID] = (), at: datetime
) -> tuple[Manifest, int]:
    """Restore a backup; returns its manifest and how many people were erased again. Raises BackupWrong.

    `erased` names people erased since, where the database that knew of them is lost. Nothing is changed unless the
    backup is sound, nobody else uses the database, and there is nothing to lose or `replace` says that it may be lost.
    """
    manifest = read(source)
    if found := differences(source, manifest):
        raise BackupWrong(f"{source} is not as it was made; use another backup.\n" + "\n".join(found[:20]))
    _refuse_unless_free(settings, replace)
    holds = _holds_here()
    again = {*erased, *erased_here(settings.home), *_erased_since(manifest.made_at)}
    _replace_database(source / DUMP, database.find_programs(settings.postgres_bin))
    for name in FOLDERS:
        _replace_folder(source / name, settings.home / name)
    migrate()
    by = system("restore")
    personal_data.reapply_erasures(
        erased=again, erase_file=lambda file: files.erase(file=file, by=by, at=at), by=by, at=at
    )
    personal_data.take_over_holds(holds=[one for one in holds if one.party not in again], by=by, at=at)
    return manifest, len(again)


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
    """Return the legal holds in force, as far as the database to be replaced knows: none is lost by a restore."""
    with suppress(DatabaseError):
        return personal_data.holds_in_force()
    return ()


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

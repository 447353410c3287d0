"""Commands that keep everything safe: backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers, say

Folder = Annotated[Path, typer.Argument(help="The folder of the backup.")]
Replace = Annotated[bool, typer.Option("--replace", help="Lose the records that are here now.")]
Erased = Annotated[
    Path | None,
    typer.Option(help="Ids of people erased since the backup, one a line, where the database that knew is lost."),
]
Holds = Annotated[
    Path | None,
    typer.Option(help="The home's holds.jsonl as it was, where the machine that kept it is lost."),
]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (backup, restore):
        app.command()(command)


@answers
def backup(folder: Folder) -> Answer:
    """Copy the database, uploads and seals into a new folder, with checksums. Portreeve may go on running.

    Keys are not copied: keep the home folder's `keys` in another place, or encrypted answers cannot be read.
    """
    with with_database() as settings:
        from portreeve.config.backup.manifest import BackupWrong
        from portreeve.config.backup.take import take
        from portreeve.foundation.clock import api as clock

        try:
            manifest = take(folder.absolute(), settings, at=clock.now())
        except (BackupWrong, OSError) as problem:
            raise WrongUse(str(problem)) from problem
    say("The keys were not copied. Keep those apart, or encrypted answers cannot be read after a restore.")
    data = {"folder": folder, "made_at": manifest.made_at, "files": len(manifest.files)}
    return Answer(data, text=f"Made a backup of {len(manifest.files)} files in {folder}.")


@answers
def restore(folder: Folder, replace: Replace = False, erased: Erased = None, holds: Holds = None) -> Answer:
    """Put a backup back. Stop Portreeve first. Erasures and legal holds since the backup are done again."""
    ids = _ids(erased) if erased else ()
    with with_database() as settings:
        from portreeve.config.backup import holds_file
        from portreeve.config.backup.manifest import BackupWrong
        from portreeve.config.backup.put_back import put_back
        from portreeve.foundation.clock import api as clock

        try:
            known = holds_file.read(holds) if holds else ()
            done = put_back(folder.absolute(), settings, replace=replace, erased=ids, holds=known, at=clock.now())
        except (BackupWrong, OSError) as problem:
            raise WrongUse(str(problem)) from problem
    made_at, files = done.manifest.made_at, len(done.manifest.files)
    data = {"made_at": made_at, "files": files, "erased_again": done.erased, "holds_again": done.holds}
    text = f"Restored the backup of {made_at:%d %B %Y, %H:%M} UTC; {done.erased} people were erased again."
    if done.holds:
        text += f" {done.holds} legal {'hold was' if done.holds == 1 else 'holds were'} brought up to date."
    return Answer(data, text=text)


def _ids(file: Path) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(line.strip()) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    except (OSError, ValueError) as wrong:
        raise WrongUse(f"{file} must hold one id a line: {wrong}.") from wrong

"""The list of what a backup holds, with checksums, so that a damaged one is found before it is trusted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

NAME = "manifest.json"
FORMAT = 1


class BackupWrong(Exception):
    """A folder that is no backup, or not the one that was made; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. It names no person."""

    made_at: datetime
    version: str
    """Portreeve's own."""
    postgres: int
    """The major version the database was dumped with."""
    files: dict[str, str]
    """SHA-256 of every file, by its path in the backup."""


def describe(folder: Path, *, made_at: datetime, version: str, postgres: int) -> Manifest:
    """Return the manifest of what is in a folder."""
    return Manifest(made_at, version, postgres, {name: checksum(folder / name) for name in sorted(_names(folder))})


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder."""
    said = {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    (folder / NAME).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read the manifest of a backup. Raises BackupWrong."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if said["format"] != FORMAT:
            raise BackupWrong(
                f"{folder} was made by a Portreeve whose backups have format {said['format']}; use that one."
            )
        return Manifest(datetime.fromisoformat(said["made_at"]), said["version"], said["postgres"], dict(said["files"]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BackupWrong(
            f"{folder} is not a backup: its {NAME} cannot be read. Name the folder of a backup."
        ) from problem


def differences(folder: Path, manifest: Manifest) -> list[str]:
    """Return what is missing from, altered in or added to a backup since it was made; empty when it is sound."""
    there = set(_names(folder))
    listed = set(manifest.files)
    altered = {name for name in there & listed if checksum(folder / name) != manifest.files[name]}
    return sorted(
        [f"missing: {name}" for name in listed - there]
        + [f"altered: {name}" for name in altered]
        + [f"added: {name}" for name in there - listed]
    )


def checksum(file: Path) -> str:
    """Return a file's SHA-256, in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != NAME:
            yield path.relative_to(folder).as_posix()

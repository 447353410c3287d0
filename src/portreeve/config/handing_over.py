"""Handing a person what is held on them, in a folder: person.json, and their photos and documents beside it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from portreeve.foundation.files import api as files
from portreeve.foundation.files.types import FileKind, FileView
from portreeve.foundation.keys import api as keys
from portreeve.foundation.personal_data.types import Export
from portreeve.foundation.pure.left_out import LeftOut, in_words

_ENDINGS = {FileKind.JPEG: ".jpg", FileKind.PNG: ".png", FileKind.WEBP: ".webp", FileKind.PDF: ".pdf"}


class FolderInUse(Exception):
    """The folder holds something already; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was written beside the JSON."""

    files: int
    missing: tuple[UUID, ...]
    """Files of which we know but which cannot be opened: their bytes or their key are lost."""


def folder_for(target: Path) -> Path:
    """Return a new folder that nobody but its owner may read. Raises FolderInUse."""
    folder = target.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(f"{folder} is there already. Name a new or an empty folder.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def as_json(export: Export, *, language: str) -> dict[str, Any]:
    """Return an export as one document, its files by id, name and kind; erased ones are no longer there.

    `language`: the person's, in which it says why something is left out.
    """
    named = [_described(view) for view in _there(export).values()]
    tables = {name: [_plain(row, language) for row in rows] for name, rows in export.tables.items()}
    return {"person": str(export.party), "at": export.at.isoformat(), "tables": tables, "files": named}


def hand_over(export: Export, folder: Path, *, language: str) -> Handed:
    """Write an export into an empty folder; what is sealed is opened."""
    document, missing = as_json(export, language=language), []
    for place, view in enumerate(_there(export).values()):
        try:
            _write_file(view, folder / _path(view))
        except (OSError, keys.CannotOpen):
            missing.append(view.id)
            document["files"][place]["missing"] = True
    text = json.dumps(document, default=str, ensure_ascii=False, indent=2)
    with _private(folder / "person.json").open("w", encoding="utf-8") as writer:
        writer.write(text + "\n")
    return Handed(files=len(document["files"]) - len(missing), missing=tuple(missing))


def _there(export: Export) -> dict[UUID, FileView]:
    """Return the files that are still there, in the order in which they came."""
    found = files.files(export.files)
    return {id: found[id] for id in sorted(found)}


def _described(view: FileView) -> dict[str, Any]:
    return {
        "id": str(view.id),
        "path": _path(view),
        "name": view.name,
        "kind": view.kind.value,
        "bytes": view.size,
        "received_at": view.received_at.isoformat(),
    }


def _path(view: FileView) -> str:
    """Return where a file is written: by its id, since names may be the same; its ending is that of what it is."""
    return f"files/{view.id}{_ENDINGS[view.kind]}"


def _write_file(view: FileView, target: Path) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with files.open_file(view.id) as reader, _private(target).open("wb") as writer:
            shutil.copyfileobj(reader, writer)
    except (OSError, keys.CannotOpen):
        target.unlink(missing_ok=True)  # half a file is not handed over as if it were whole
        raise


def _private(path: Path) -> Path:
    """Make a file that nobody but its owner may read."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def _plain(value: object, language: str) -> object:
    """Return a value so that it can be written as JSON; what is left out says so in a language."""
    if isinstance(value, LeftOut):
        return in_words(value, language)
    if isinstance(value, Mapping):
        return {name: _plain(inner, language) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, language) for inner in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)

"""Reads the council's holders of records, `holders.yaml`, and sets them up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.people import api as people

FILE = "holders.yaml"
_ENTRIES = ("name", "mailbox", "promise", "team")


class HoldersWrong(ValueError):
    """The file cannot be used; the text says where and what to do."""


def read_holders(path: Path) -> dict[str, dict[str, str]]:
    """Return the holders of a file by code, checked. Raises HoldersWrong."""
    try:
        raw = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise HoldersWrong(f"{path.name} cannot be read: {error}") from error
    if not isinstance(raw, dict) or not raw:
        raise HoldersWrong(f"{path.name}: write one entry for each holder, such as `council-tax: {{name: ...}}`.")
    for code, entry in raw.items():
        missing = [name for name in _ENTRIES if not isinstance(entry, dict) or not isinstance(entry.get(name), str)]
        if missing or (unknown := sorted(set(entry) - set(_ENTRIES))):
            wrong = f"{missing[0]} is missing" if missing else f"{unknown[0]} is not known"
            raise HoldersWrong(f"{path.name}: {code}: {wrong}; write name, mailbox, promise and team.")
        _check_promise(path, code, entry["promise"])
    return raw


def load_holders(path: Path, *, by: Actor, at: datetime) -> int:
    """Set up every holder of a file, or change it; returns how many. Raises HoldersWrong, DetailUnusable."""
    found = read_holders(path)
    for code, entry in found.items():
        people.set_holder(code=code, **entry, by=by, at=at)
    return len(found)


def _check_promise(path: Path, code: str, promise: str) -> None:
    try:
        clock.calendar().due(clock.now(), promise)
    except ValueError as error:
        raise HoldersWrong(f"{path.name}: {code}: {error}") from error

"""Reading one field of a reply: text that a person could have typed, or a code that says why not."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TypeGuard

from portreeve.modules.journeys.rules.answers.asked import LONGEST_FIELD
from portreeve.modules.journeys.types import InvalidAnswer, Json, Raw

_KEPT_CONTROLS = frozenset("\n\t")
# Joiners and direction marks belong to words in Arabic, Hindi and others: they stay.
_NOT_CHARACTERS = frozenset("\ufffd\ufffe\uffff")
_INVISIBLE = frozenset("\u00ad\ufeff\u200b")


def is_map(value: Json) -> TypeGuard[dict[str, Json]]:
    """Say whether a value is a map, for reading what was stored."""
    return isinstance(value, dict)


def text_of(value: Json | Mapping[str, Json], key: str) -> str:
    """Return a text within a stored map; empty if it is not there."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else ""


def clean(said: str) -> str | None:
    """Return what was typed without what nobody meant, or None if no keyboard makes it (NULs, broken encodings)."""
    said = said.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    said = "".join(letter for letter in said if letter not in _INVISIBLE)
    for letter in said:
        kind = unicodedata.category(letter)
        nobody = letter in _NOT_CHARACTERS or (kind == "Cc" and letter not in _KEPT_CONTROLS)
        if kind == "Cs" or nobody:
            return None
    return unicodedata.normalize("NFC", said).strip()


def read(raw: Raw, key: str, *, limit: int = LONGEST_FIELD, lines: bool = False) -> str | InvalidAnswer:
    """Return a field of the reply as text, empty if it is not there; a refusal if it is not text or too long."""
    said = raw.get(key, "")
    if not isinstance(said, str):
        if isinstance(said, (bytes, Mapping)) or len(said) > 1 or not all(isinstance(each, str) for each in said):
            return InvalidAnswer("unreadable", part=key)
        said = said[0] if said else ""
    if len(said) > max(limit, 1) * 2 + 1000:
        return InvalidAnswer("too-long", {"limit": str(limit)}, part=key)
    tidy = clean(said)
    if tidy is None:
        return InvalidAnswer("unreadable", part=key)
    if not lines:
        tidy = " ".join(tidy.split())
    if len(tidy) > limit:
        return InvalidAnswer("too-long", {"limit": str(limit)}, part=key)
    return tidy


def read_given(raw: Raw, key: str = "answer", *, limit: int = LONGEST_FIELD) -> str | InvalidAnswer:
    """Return a field as `read` does, and refuse an empty one."""
    return read(raw, key, limit=limit) or InvalidAnswer("missing", part=key)


def read_list(raw: Raw, key: str, *, most: int = 200) -> list[str] | InvalidAnswer:
    """Return a field that may hold several texts."""
    said = raw.get(key, "")
    items = [said] if isinstance(said, str) else list(said)
    if len(items) > most:
        return InvalidAnswer("too-many", {"most": str(most)}, part=key)
    found = []
    for item in items:
        one = read({key: item}, key, limit=200)
        if isinstance(one, InvalidAnswer):
            return one
        if one:
            found.append(one)
    return found


def read_all(raw: Raw, keys: Mapping[str, int]) -> dict[str, str] | InvalidAnswer:
    """Return several fields, each with its own limit; the first refusal if any is refused."""
    found: dict[str, str] = {}
    for key, limit in keys.items():
        one = read(raw, key, limit=limit)
        if isinstance(one, InvalidAnswer):
            return one
        found[key] = one
    return found

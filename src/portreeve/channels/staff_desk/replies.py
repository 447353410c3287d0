"""Replies that staff can begin from: the council's own words, from `replies.yaml` in its folder, per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from portreeve.foundation.config_types import api as config_types


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: for which acts and services it is offered, and its words by language."""

    id: str
    name: Mapping[str, str]
    text: Mapping[str, str]
    acts: tuple[str, ...]
    services: tuple[str, ...]


def replies_for(act: str, service: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return name and text of each reply that suits an act and a service, in a language or the council's first."""
    path = config_types.installation().council / "replies.yaml"
    found = _read(path, path.stat().st_mtime_ns) if path.exists() else ()
    return tuple(
        (_said(r.name, language), _said(r.text, language))
        for r in found
        if act in r.acts and (not r.services or service in r.services)
    )


def _said(told: Mapping[str, str], language: str) -> str:
    """Return a text in a language, else in English, else in whatever there is."""
    return told.get(language) or told.get("en") or next(iter(told.values()), "")


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> tuple[Reply, ...]:
    """Read the file, again when it has changed. Raises CouncilDataWrong."""
    del changed
    raw: Mapping[str, Any] = config_types.read_mapping(path)
    return tuple(
        Reply(
            id=str(key),
            name={str(k): str(v) for k, v in one["name"].items()},
            text={str(k): str(v) for k, v in one["text"].items()},
            acts=tuple(str(a) for a in one["acts"]),
            services=tuple(str(s) for s in one.get("services") or ()),
        )
        for key, one in raw.items()
    )

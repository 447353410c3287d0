"""When the time of a single answer is over: each is kept so long after the case has ended, as its service says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from portreeve.foundation.pure.span import after

GONE = "gone"
"""Marks an answer that went when its time was over; how personal it was and how long it was kept stay."""


def over(stored: Mapping[str, Any], ended_at: datetime | None, at: datetime) -> tuple[str, ...]:
    """Return the paths of stored answers whose time is over; none while the case is open.

    A path is a question, or a group and one of its questions: `movers.born`.
    """
    if ended_at is None:
        return ()
    return tuple(sorted(path for path, span in _spans(stored) if after(ended_at, span) <= at))


def _spans(stored: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield path and span of each answer that is still there and has a time of its own."""
    for name, one in stored.items():
        if "value" not in one:
            continue
        if one.get("keep"):
            yield name, one["keep"]
        for child, span in one.get("parts", {}).items():
            yield f"{name}.{child}", span


def marked(stored: Mapping[str, Any], left: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Return stored answers with the values that are left; those at some paths are marked as gone."""
    children = {path for path in paths if "." in path}
    found: dict[str, Any] = {}
    for name, one in stored.items():
        kept = {key: inner for key, inner in one.items() if key not in {"value", "parts"}}
        if "value" not in one or name not in left:
            found[name] = {**kept, GONE: True}
            continue
        parts = {child: span for child, span in one.get("parts", {}).items() if f"{name}.{child}" not in children}
        found[name] = {**kept, "value": left[name]} | ({"parts": parts} if parts else {})
    return found

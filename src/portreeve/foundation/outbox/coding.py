"""Events to JSON and back, by the annotations of their classes alone."""

from __future__ import annotations

import types
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from portreeve.foundation.pure.events import Event, kinds


class UnknownEvent(LookupError):
    """A stored event has a kind that no class declares any more."""


_known: dict[type[Event], dict[str, Any]] = {}


def _hints(kind: type[Event]) -> dict[str, Any]:
    """Return the fields of an event class with their types, without the subject, worked out once."""
    found = _known.get(kind)
    if found is None:
        hints = get_type_hints(kind)
        found = _known[kind] = {f.name: hints[f.name] for f in fields(kind) if f.name != "subject"}
    return found


def encode(event: Event) -> dict[str, Any]:
    """Return an event's own fields, without its subject, as JSON. Raises TypeError for a value JSON cannot carry."""
    return {name: _plain(getattr(event, name)) for name in _hints(type(event))}


def decode(kind: str, subject: UUID, data: dict[str, Any]) -> Event:
    """Return the event that was stored. Fields added since take their defaults. Raises UnknownEvent."""
    found = kinds().get(kind)
    if found is None:
        raise UnknownEvent(kind)
    hints = _hints(found)
    return found(subject=subject, **{name: _typed(hints[name], data[name]) for name in hints if name in data})


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("An event's times must be aware.")
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"An event cannot carry a {type(value).__name__}.")


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in {Union, types.UnionType}:
        (hint,) = [part for part in get_args(hint) if part is not types.NoneType]
    if get_origin(hint) is tuple:
        parts = get_args(hint)
        each = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_typed(part, item) for part, item in zip(each, value, strict=True))
    return _scalar(hint, value)


def _scalar(hint: Any, value: Any) -> Any:
    if hint in {datetime, date}:
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, UUID | StrEnum):
        return hint(value)
    return value


def misfits(kind: type[Event]) -> list[str]:
    """Name the fields of an event class whose annotations cannot be stored and read back."""
    return [name for name, hint in _hints(kind).items() if not _fits(hint)]


def _fits(hint: Any) -> bool:
    if get_origin(hint) in {Union, types.UnionType}:
        parts = [part for part in get_args(hint) if part is not types.NoneType]
        return len(parts) == 1 and _fits(parts[0])
    if get_origin(hint) is tuple:
        return all(part is Ellipsis or _fits(part) for part in get_args(hint))
    return isinstance(hint, type) and issubclass(hint, UUID | datetime | date | StrEnum | str | int)

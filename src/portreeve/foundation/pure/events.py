"""What has happened, as a value: ids and codes only, never personal data (design §2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

_KINDS: dict[str, type[Event]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events. A subclass is a frozen dataclass that sets `kind`, such as `case.opened`.

    Field types are limited to what JSON can carry and bring back by the annotation alone:
    UUID, datetime, date, StrEnum, str, int, bool, None and tuples of them.
    """

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1
    subject: UUID
    """What it happened to. Order is kept per handler and subject."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Register the class under its kind, so that a stored row can become a value again."""
        super().__init_subclass__(**kwargs)
        if not cls.kind:
            raise TypeError(f"{cls.__name__} must set `kind`, such as 'case.opened'.")
        if cls.kind in _KINDS and _KINDS[cls.kind].__qualname__ != cls.__qualname__:
            raise TypeError(f"Two events are called {cls.kind}: {_KINDS[cls.kind].__name__} and {cls.__name__}.")
        _KINDS[cls.kind] = cls


EventT_co = TypeVar("EventT_co", bound=Event, covariant=True)


@dataclass(frozen=True, slots=True)
class Recorded(Generic[EventT_co]):
    """An event as it was stored, handed to a handler afterwards."""

    id: UUID
    event: EventT_co
    at: datetime
    actor_kind: str
    actor: str
    channel: str
    cause: UUID | None
    trace: str
    spell: UUID | None = None


def kinds() -> dict[str, type[Event]]:
    """Return every known event class by its kind, for the relay and for the reference page."""
    return dict(_KINDS)

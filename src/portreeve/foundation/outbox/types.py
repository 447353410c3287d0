"""Handlers, and what could not be handed on, as values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from portreeve.foundation.pure.events import Event, Recorded

EVERY_KIND = "*"
LIVE_CHANNEL = "portreeve_live"
"""The PostgreSQL channel on which the relay says what changed, as JSON with `kind` and `subject`: ids only."""


class Begins(StrEnum):
    """Where a handler that is new to this installation begins."""

    FIRST_EVENT = "first event"
    NOW = "now"
    """For a handler added later whose effects must not happen for what is long past, such as a new message."""


@dataclass(frozen=True, slots=True)
class Handler:
    """Somebody who reacts to events afterwards. The name is stored with its place: never rename one.

    `handle` uses the database only: what it does and its place are committed together, so each event takes effect
    once. A call to the outside is a job that it defers, which is committed with the rest. It may be called again for
    the same event after an error, its own or of another event of the batch: what it did before was undone.
    """

    name: str
    kinds: tuple[type[Event] | str, ...]
    """The events it is given, as classes or by kind; `EVERY_KIND` for all of them."""
    handle: Callable[[Recorded[Any]], None]
    begins: Begins = Begins.FIRST_EVENT
    replayable: bool = False
    """Its effects can be rebuilt from the kept events, as facts can and messages cannot."""
    together: Callable[[Sequence[Recorded[Any]]], None] | None = None
    """Does for a batch, in order, what `handle` does for each, where that is cheaper; it emits nothing. If it fails,
    what it did is undone and each event is handed to `handle` by itself, so that only the one at fault is kept."""
    around: Callable[[], AbstractContextManager[None]] | None = None
    """Surrounds a batch, in its transaction, so that what each event asks for can be asked for once at its end. Not
    there when the events of a batch are tried one by one."""

    def codes(self) -> frozenset[str]:
        """Return the kinds it is given, by code."""
        return frozenset(kind if isinstance(kind, str) else kind.kind for kind in self.kinds)

    def takes(self, kinds: frozenset[str]) -> bool:
        """Say whether it is given any of these kinds."""
        own = self.codes()
        return bool(kinds & own or (kinds and EVERY_KIND in own))


class LetterState(StrEnum):
    """Where a letter stands: an event that a handler could not take."""

    WAITING = "waiting"
    """For its next attempt."""
    PARKED = "parked"
    """Behind another letter about the same subject, so that order holds."""
    DEAD = "dead"
    """After its last attempt; a person decides."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that a handler could not take, for staff to see and retry."""

    id: UUID
    handler: str
    event: UUID
    kind: str
    subject: UUID
    at: datetime
    attempts: int
    since: datetime
    error: str
    """Kind of the error and where in our code it arose; never its text."""
    behind: int
    """How many later events about the same subject wait behind it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a handler is doing."""

    handler: str
    waiting: int
    """Events not handed on yet, counted up to 1,000."""
    oldest: datetime | None
    """When the first of them happened."""
    retrying: int
    parked: int
    dead: int

"""Writing an event down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from portreeve.foundation.observe import api as observe
from portreeve.foundation.outbox.coding import encode
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.events import Event
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.statements.api import planned

CAUSE: ContextVar[UUID | None] = ContextVar("portreeve_cause", default=None)
"""The event being handled now: whatever is emitted meanwhile was caused by it."""
_WHOLE: ContextVar[bool] = ContextVar("portreeve_whole", default=False)

_ADD = """
INSERT INTO outbox_event (id, kind, version, subject, at, actor_kind, actor, channel, cause, trace, spell, data)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb)
"""


@contextmanager
def as_a_whole(whole: bool) -> Iterator[None]:
    """Say that whatever fails meanwhile undoes the whole transaction, which is then tried again with care."""
    before = _WHOLE.set(whole)
    try:
        yield
    finally:
        _WHOLE.reset(before)


def undone_as_a_whole() -> bool:
    """Say whether a failure now undoes the whole transaction: no part of it then needs a savepoint of its own."""
    return _WHOLE.get()


class NotInTransaction(RuntimeError):
    """An event must be written in the transaction of the change it tells of."""


def emit(event: Event, *, by: Actor, at: datetime, cause: UUID | None = None) -> UUID:
    """Write an event down in the open transaction; returns its id. Nobody is told before the relay comes by.

    Raises NotInTransaction outside one, TypeError for a value that JSON cannot carry.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{event.kind} was emitted outside a transaction; put it in an @operation.")
    new = uuid7()
    own: list[Any] = [new, event.kind, event.version, event.subject, at.astimezone(UTC)]
    who = [by.kind.value, by.id, by.channel.value, cause or CAUSE.get(), by.trace or observe.current(), by.spell]
    with planned() as cursor:
        cursor.execute(_ADD, [*own, *who, json.dumps(encode(event), ensure_ascii=False)])
    return new

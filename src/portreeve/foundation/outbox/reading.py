"""Reading events in commit order, and keeping each handler's place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from portreeve.foundation.commit_order.api import START, CommitPlace, final, head, place
from portreeve.foundation.outbox.coding import decode
from portreeve.foundation.outbox.types import EVERY_KIND, Begins, Handler
from portreeve.foundation.pure.events import Recorded

TABLE = "outbox_event"
FINAL = final(TABLE)
_COLUMNS = "id, era, transaction, kind, subject, at, actor_kind, actor, channel, cause, trace, spell, data"
_NEXT = """
SELECT {columns}, {held} FROM outbox_event
WHERE (era, transaction, id) > (%s, %s::xid8, %s) AND ({final}{own}) {kinds} {past}
ORDER BY era, transaction, id LIMIT %s
"""
_HELD = "EXISTS (SELECT FROM outbox_letter l WHERE l.handler = %s AND l.subject = outbox_event.subject)"
_KINDS = f"""
SELECT kind FROM outbox_event WHERE (era, transaction, id) > (%s, %s::xid8, %s) AND {FINAL} LIMIT %s
"""  # noqa: S608 - our own condition
_OWN = " OR transaction = pg_current_xact_id_if_assigned()"
"""Of a test that runs inside one transaction: its own events, which nobody else can see."""
_MOVE = """
UPDATE outbox_cursor SET era = %s, transaction = %s::xid8, event = %s, replaying = %s, moved_at = %s WHERE handler = %s
"""
_ADD = """
INSERT INTO outbox_cursor (handler, era, transaction, event, moved_at) VALUES (%s, %s, %s::xid8, %s, %s)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Row:
    """An event as it is stored, not yet a value: a class that is gone must not stop the others."""

    id: UUID
    place: CommitPlace
    kind: str
    subject: UUID
    held: bool
    """Whether an earlier event about the same subject is still open, as a letter of the handler it is read for."""
    rest: tuple[Any, ...]

    @property
    def trace(self) -> str:
        """Return the trace that the event belongs to."""
        return str(self.rest[5])

    def recorded(self) -> Recorded[Any]:
        """Return it as a value. Raises UnknownEvent, TypeError or ValueError where its class does not fit any more."""
        at, actor_kind, actor, channel, cause, trace, spell, data = self.rest
        stored = json.loads(data) if isinstance(data, str) else data
        event = decode(self.kind, self.subject, stored)
        return Recorded(self.id, event, at.astimezone(UTC), actor_kind, actor, channel, cause, trace, spell)


def kinds_after(after: CommitPlace, *, most: int) -> frozenset[str] | None:
    """Return the kinds of the final events after a place; None if there are so many that each had better be asked."""
    with connection.cursor() as cursor:
        cursor.execute(_KINDS, [*after.parameters(), most])
        found = cursor.fetchall()
    return frozenset(kind for (kind,) in found) if len(found) < most else None


def next_rows(after: CommitPlace, handler: Handler, limit: int, *, own: bool = False, past: bool = False) -> list[Row]:
    """Return a handler's next final events after a place, in commit order; `past`: imported ones too."""
    codes = handler.codes()
    some = EVERY_KIND not in codes
    sql = _NEXT.format(
        columns=_COLUMNS,
        held=_HELD,
        final=FINAL,
        own=_OWN if own else "",
        kinds="AND kind = ANY(%s)" if some else "",
        past="" if past else "AND NOT past",
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [handler.name, *after.parameters(), *([sorted(codes)] if some else []), limit])
        return [_row(found) for found in cursor.fetchall()]


def row_of(event: UUID) -> Row:
    """Return one event. Raises LookupError."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS}, false FROM outbox_event WHERE id = %s", [event])  # noqa: S608 - fixed columns
        found = cursor.fetchone()
    if found is None:
        raise LookupError(event)
    return _row(found)


def _row(found: tuple[Any, ...]) -> Row:
    id, era, transaction, kind, subject, *rest, held = found
    return Row(id, place(era, transaction, id), kind, subject, held, tuple(rest))


def add_cursors(handlers: Iterable[Handler]) -> None:
    """Give handlers that are new here their place to begin at."""
    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT handler FROM outbox_cursor")
        known = {name for (name,) in cursor.fetchall()}
        for handler in handlers:
            if handler.name not in known:
                begin = head(TABLE) if handler.begins is Begins.NOW else START
                cursor.execute(_ADD, [handler.name, *begin.parameters(), now])


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a handler goes on."""

    at: CommitPlace
    replaying: bool
    """It is given what was brought in from elsewhere too: else it was told of that by whoever brought it in."""


BEGIN = Turn(START, replaying=False)
"""Where a handler stands that has no place yet."""


def turns() -> dict[str, Turn]:
    """Return how far every handler has come."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT handler, replaying, era, transaction, event FROM outbox_cursor")
        return {name: Turn(place(*at), replaying) for name, replaying, *at in cursor.fetchall()}


def lock_cursor(handler: str) -> Turn | None:
    """Return where a handler goes on, and keep other relays from it until the transaction ends; None if one has it."""
    sql = "SELECT replaying, era, transaction, event FROM outbox_cursor WHERE handler = %s FOR UPDATE SKIP LOCKED"
    with connection.cursor() as cursor:
        cursor.execute(sql, [handler])
        found = cursor.fetchone()
    return None if found is None else Turn(place(*found[1:]), found[0])


def move_cursor(handler: str, to: CommitPlace, *, replaying: bool = False) -> None:
    """Keep how far a handler has come."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [*to.parameters(), replaying, datetime.now(UTC), handler])

"""What waits, what failed, and what happened to one subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from portreeve.foundation.outbox import reading
from portreeve.foundation.outbox.models import Letter, OutboxEvent
from portreeve.foundation.outbox.types import EVERY_KIND, DeadLetter, Handler, LetterState, Standing
from portreeve.foundation.pure.events import Recorded

_COUNTED = 1000
_WAITING = """
SELECT count(*), min(at) FROM (
    SELECT at FROM outbox_event WHERE (era, transaction, id) > (%s, %s::xid8, %s) {kinds} {past} LIMIT %s
) AS waiting
"""
_PARKED = """
SELECT dead.id, count(parked.id) FROM outbox_letter dead
LEFT JOIN outbox_letter parked
    ON parked.handler = dead.handler AND parked.subject = dead.subject AND parked.state = 'parked'
WHERE dead.id = ANY(%s) GROUP BY dead.id
"""


def dead_letters(*, limit: int = 200) -> tuple[DeadLetter, ...]:
    """Return the events that handlers could not take after their last attempt, the oldest first."""
    found = list(Letter.objects.filter(state=LetterState.DEAD).select_related("event").order_by("since", "id")[:limit])
    with connection.cursor() as cursor:
        cursor.execute(_PARKED, [[letter.id for letter in found]])
        behind = dict(cursor.fetchall())
    return tuple(
        DeadLetter(
            id=letter.id,
            handler=letter.handler,
            event=letter.event_id,
            kind=letter.event.kind,
            subject=letter.subject,
            at=letter.event.at,
            attempts=letter.attempts,
            since=letter.since,
            error=letter.error,
            behind=behind.get(letter.id, 0),
        )
        for letter in found
    )


def standings(handlers: Sequence[Handler]) -> tuple[Standing, ...]:
    """Return how each handler is doing, for health and for staff."""
    turns = reading.turns()
    counts: dict[tuple[str, str], int] = {
        (handler, state): count
        for handler, state, count in Letter.objects.values_list("handler", "state").annotate(Count("id"))
    }
    return tuple(_standing(handler, turns.get(handler.name, reading.BEGIN), counts) for handler in handlers)


def _standing(handler: Handler, turn: reading.Turn, counts: dict[tuple[str, str], int]) -> Standing:
    """Count as waiting what the relay would hand on: what was brought in from elsewhere only to who replays."""
    codes = handler.codes()
    some = EVERY_KIND not in codes
    with connection.cursor() as cursor:
        sql = _WAITING.format(kinds="AND kind = ANY(%s)" if some else "", past="" if turn.replaying else "AND NOT past")
        cursor.execute(sql, [*turn.at.parameters(), *([sorted(codes)] if some else []), _COUNTED])
        row = cursor.fetchone() or (0, None)
    name = handler.name
    return Standing(
        handler=name,
        waiting=row[0],
        oldest=row[1],
        retrying=counts.get((name, LetterState.WAITING), 0),
        parked=counts.get((name, LetterState.PARKED), 0),
        dead=counts.get((name, LetterState.DEAD), 0),
    )


def events_about(subject: UUID) -> tuple[Recorded[Any], ...]:
    """Return what happened to one subject, in the order in which it was written down."""
    ids = OutboxEvent.objects.filter(subject=subject).order_by("era", "transaction", "id").values_list("id", flat=True)
    return tuple(reading.row_of(id).recorded() for id in ids)

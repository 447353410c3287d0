"""Events that a handler could not take: tried again, in order within their subject, then left for a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portreeve.foundation.outbox import rules
from portreeve.foundation.outbox.coding import UnknownEvent
from portreeve.foundation.outbox.models import Letter
from portreeve.foundation.outbox.reading import Row
from portreeve.foundation.outbox.types import LetterState
from portreeve.foundation.statements.api import Reading

_AT_ONCE = 200
"""Letters tried in one transaction."""
_DUE = Reading(
    lambda now: (
        Letter.objects.filter(state=LetterState.WAITING, next_at__lte=now).values_list("handler", flat=True).distinct()
    )
)


def keep(handler: str, row: Row, error: BaseException) -> Letter:
    """Keep an event whose first attempt failed."""
    letter = Letter(handler=handler, event_id=row.id, subject=row.subject, since=datetime.now(UTC))
    _failed(letter, error)
    letter.save(force_insert=True)
    return letter


def park(handler: str, row: Row) -> None:
    """Keep an event behind another about the same subject."""
    now = datetime.now(UTC)
    Letter.objects.create(
        handler=handler, event_id=row.id, subject=row.subject, state=LetterState.PARKED, next_at=now, since=now
    )


def failed_again(letter: Letter, error: BaseException) -> None:
    """Count one more failed attempt."""
    _failed(letter, error)
    letter.save(update_fields=["state", "attempts", "next_at", "error"])


def due(handler: str) -> list[Letter]:
    """Return the letters whose time has come, oldest first."""
    waiting = Letter.objects.filter(handler=handler, state=LetterState.WAITING, next_at__lte=datetime.now(UTC))
    return list(waiting.order_by("next_at", "id")[:_AT_ONCE])


def handlers_due() -> set[str]:
    """Return the handlers that have letters whose time has come."""
    return set(_DUE.all(datetime.now(UTC)))


def taken(letter: Letter) -> Letter | None:
    """Remove a letter that has been taken, and return the one that was parked behind it, if any."""
    handler, subject = letter.handler, letter.subject
    letter.delete()
    behind = Letter.objects.filter(handler=handler, subject=subject, state=LetterState.PARKED)
    return behind.order_by("event__era", "event__transaction", "event_id").first()


def _failed(letter: Letter, error: BaseException) -> None:
    letter.attempts += 1
    letter.error = rules.described(error)
    wait = None if isinstance(error, UnknownEvent) else rules.delay(letter.attempts)
    letter.state = LetterState.DEAD if wait is None else LetterState.WAITING
    letter.next_at = datetime.now(UTC) + (wait or timedelta())

"""What people do about events: retry a dead letter, let one go, or have a handler's effects rebuilt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from portreeve.foundation.audit import api as audit
from portreeve.foundation.commit_order.api import START, CommitPlace
from portreeve.foundation.outbox import letters
from portreeve.foundation.outbox.models import Cursor, Letter, OutboxEvent
from portreeve.foundation.outbox.types import Handler, LetterState
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.foundation.pure.scope import may_everywhere

ACT = "events.work"


class NotReplayable(Refusal):
    """The handler's effects cannot be taken back and made again: it may send something."""

    code = "not-replayable"


def retry(*, dead_letter: UUID, by: Actor, at: datetime) -> None:
    """Have a dead letter tried again from the beginning, soon. Raises NotAllowed, NotFound."""
    with transaction.atomic():
        letter = _dead(dead_letter, by)
        letter.state, letter.attempts, letter.next_at = LetterState.WAITING, 0, datetime.now(UTC)
        letter.save(update_fields=["state", "attempts", "next_at"])
        _note("letter.retried", letter, by, at)


def retry_all(*, handler: str, by: Actor, at: datetime) -> int:
    """Have all dead letters of a handler tried again, once its fault is mended; returns how many. Raises NotAllowed."""
    _may(by)
    with transaction.atomic():
        dead = Letter.objects.filter(handler=handler, state=LetterState.DEAD)
        count = dead.update(state=LetterState.WAITING, attempts=0, next_at=datetime.now(UTC))
        details: audit.Details = {"handler": handler, "count": count}
        audit.append(act="letter.all_retried", subject_type="handler", subject=None, by=by, at=at, details=details)
    return count


def let_go(*, dead_letter: UUID, by: Actor, at: datetime) -> None:
    """Give a dead letter up, so that those behind it go on; the event stays. Raises NotAllowed, NotFound."""
    with transaction.atomic():
        letter = _dead(dead_letter, by)
        _note("letter.let_go", letter, by, at)
        following = letters.taken(letter)
        if following is not None:
            following.state, following.next_at = LetterState.WAITING, datetime.now(UTC)
            following.save(update_fields=["state", "next_at"])


def replay(
    *,
    handler: Handler,
    by: Actor,
    at: datetime,
    since: datetime | None = None,
    clear: Callable[[], None] = lambda: None,
) -> None:
    """Have a handler take events again, from the first or from the first that happened at `since`.

    Those brought in from elsewhere are among them (ADR 0018).

    `clear` undoes the old effects and runs in the same transaction, so that nobody sees them half made twice.
    Raises NotAllowed, NotReplayable, NotFound for a handler that no relay has served yet.
    """
    _may(by)
    if not handler.replayable:
        raise NotReplayable(handler=handler.name)
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().filter(handler=handler.name).first()
        if cursor is None:
            raise NotFound(handler=handler.name)
        clear()
        begin = START if since is None else _place_before(since, cursor)
        Letter.objects.filter(_after(begin), handler=handler.name).delete()
        cursor.era, cursor.transaction, cursor.event = begin.era, begin.transaction, begin.id
        cursor.replaying, cursor.moved_at = True, datetime.now(UTC)
        cursor.save()
        details: audit.Details = {"handler": handler.name, "since": since.isoformat() if since else None}
        audit.append(act="handler.replayed", subject_type="handler", subject=None, by=by, at=at, details=details)


def _place_before(since: datetime, cursor: Cursor) -> CommitPlace:
    """Return the place just before the first event that happened at `since` or later: all later ones come after it."""
    first = OutboxEvent.objects.filter(at__gte=since).order_by("era", "transaction", "id").first()
    if first is None:
        return CommitPlace(cursor.era, cursor.transaction, cursor.event)
    return CommitPlace(first.era, first.transaction)


def _after(begin: CommitPlace) -> Q:
    """Return the letters that will be handed on again as events, and so must not be kept as letters too."""
    return Q(event__era__gt=begin.era) | Q(event__era=begin.era, event__transaction__gte=begin.transaction)


def _may(by: Actor) -> None:
    if not may_everywhere(by, ACT):
        raise NotAllowed(act=ACT)


def _dead(id: UUID, by: Actor) -> Letter:
    _may(by)
    found = Letter.objects.select_for_update().filter(id=id, state=LetterState.DEAD).first()
    if found is None:
        raise NotFound(dead_letter=str(id))
    return found


def _note(act: str, letter: Letter, by: Actor, at: datetime) -> None:
    details: audit.Details = {"handler": letter.handler, "event": str(letter.event_id)}
    audit.append(act=act, subject_type="letter", subject=letter.subject, by=by, at=at, details=details)

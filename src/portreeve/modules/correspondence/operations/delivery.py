"""Attempts to send, each committed before the carrier is called, and what comes of them (design §4.8, ADR 0012)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.statements.api import Reading, add, change
from portreeve.modules.correspondence import events, models, types
from portreeve.modules.correspondence.operations import links, sending
from portreeve.modules.correspondence.ports import CarrierFailed, Found, Parcel
from portreeve.modules.correspondence.queries import words
from portreeve.modules.correspondence.queries.scope import WORK, reach
from portreeve.modules.correspondence.rules import hours, retries, ways
from portreeve.modules.correspondence.types import DispatchStatus, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import ContactKind, Format, Party

_READY = (DispatchStatus.WAITING, DispatchStatus.QUEUED)
_ASK_AGAIN = timedelta(minutes=1)


def _with_words(**how: bool) -> QuerySet[models.Dispatch]:
    return models.Dispatch.objects.select_for_update(of=("self",), **how).select_related("template")


_LOCKED = Reading(lambda dispatch: _with_words().filter(id=dispatch))
_TO_SEND = Reading(lambda dispatch: _with_words(skip_locked=True).filter(id=dispatch, status__in=_READY))
_ATTEMPT = Reading(
    lambda attempt: (
        models.Attempt.objects.select_for_update(of=("self", "dispatch"))
        .select_related("dispatch__template")
        .filter(id=attempt)
    )
)


@operation
def begin_attempt(*, dispatch: UUID, by: Actor, at: datetime) -> Parcel | None:
    """Write an attempt down and return what to carry; the caller commits before it calls the carrier.

    None where there is nothing to do: another worker has it, it is not yet time, or the way no longer holds and
    another took its place. Everything is judged afresh: the person's rules may have changed since.
    """
    row = _TO_SEND.first(dispatch)
    if row is None:
        return None
    if not row.data:
        _forgotten(row, by=by, at=at)
        return None
    party = people.party(row.party_id)
    point = next((p for p in party.contact_points if p.id == row.point and ways.may_use(party, p)), None)
    if point is None:
        sending.next_way(row, "way-closed", by=by, at=at)
        return None
    way = Way(row.way)
    safe_at = hours.next_safe(max(at, row.due_at), hours.window_for(way, party.safe), clock.council_zone())
    if safe_at > at:
        row.status, row.due_at = DispatchStatus.WAITING, safe_at
        row.save(update_fields=["status", "due_at"])
        sending.defer(row)
        return None
    row.status, row.due_at, row.tries = DispatchStatus.ATTEMPTED, at + retries.LOST_AFTER, row.tries + 1
    change(row, "status", "due_at", "tries")
    attempt = models.Attempt(dispatch=row, begun_at=at)
    add(attempt)
    return _parcel(row, attempt, party, point.value, by=by, at=at)


@operation
def end_attempt(*, reference: UUID, carriers_id: str, failure: CarrierFailed | None, by: Actor, at: datetime) -> None:
    """Write down how an attempt ended, and what follows: nothing, another attempt, another way, or a question."""
    attempt, row = _attempt(reference)
    if attempt.ended_at is not None:
        return
    attempt.ended_at = at
    attempt.carriers_id = carriers_id[:200]
    attempt.code = failure.code[:60] if failure else ""
    attempt.outcome = "sent" if failure is None else "uncertain" if failure.uncertain else "failed"
    change(attempt, "ended_at", "carriers_id", "code", "outcome")
    if row.status not in {DispatchStatus.ATTEMPTED, DispatchStatus.UNCERTAIN}:
        return  # a receipt overtook us
    if failure is None:
        _sent(row, by=by, at=at)
    elif failure.uncertain:
        _uncertain(row, at + _ASK_AGAIN, by=by, at=at)  # it may still be on its way in there
    elif failure.permanent:
        _failed_for_good(row, failure.code, recipient=failure.recipient, by=by, at=at)
    else:
        _try_again(row, failure.code, by=by, at=at)


@operation
def note_lost(*, dispatch: UUID, by: Actor, at: datetime) -> None:
    """Mark an attempt that was cut off, such as by a crash, as uncertain. Nothing if it has ended meanwhile."""
    row = _locked(dispatch)
    if row.status == DispatchStatus.ATTEMPTED and row.due_at <= at:
        _uncertain(row, at, by=by, at=at)


@operation
def note_found(*, dispatch: UUID, found: Found, by: Actor, at: datetime) -> None:
    """Decide an uncertain dispatch by what the carrier's own books say of its last attempt."""
    row = _locked(dispatch)
    if row.status != DispatchStatus.UNCERTAIN:
        return
    if found is Found.CANNOT_TELL:
        row.due_at = at + _ASK_AGAIN * min(row.tries + 1, 60)
        row.save(update_fields=["due_at"])
        return
    _resolve(row, arrived=found is Found.TAKEN, by=by, at=at)


@operation
def resolve_uncertain(*, dispatch: UUID, arrived: bool, by: Actor, at: datetime) -> None:
    """Decide, as a person, whether an uncertain dispatch arrived; if not it goes again. Raises NotAllowed, NotFound."""
    if not by.may(WORK):
        raise NotAllowed(act=WORK)
    if not models.Dispatch.objects.filter(reach(by), id=dispatch).exists():
        raise NotFound
    row = _locked(dispatch)
    if row.status == DispatchStatus.UNCERTAIN:
        _resolve(row, arrived=arrived, by=by, at=at)


@operation
def receipt(*, reference: UUID, outcome: types.ReceiptOutcome, by: Actor, at: datetime) -> None:
    """Take a carrier's report on an attempt, by our reference. Late, early and repeated ones do no harm.

    Raises NotFound.
    """
    attempt, row = _attempt(reference)
    if row.status in {DispatchStatus.DELIVERED, DispatchStatus.FAILED, DispatchStatus.CANCELLED}:
        return
    attempt.ended_at, attempt.code = attempt.ended_at or at, str(outcome)
    attempt.outcome = "delivered" if outcome is types.ReceiptOutcome.DELIVERED else "failed"
    attempt.save()
    if outcome is types.ReceiptOutcome.DELIVERED:
        sending.settle(row, DispatchStatus.DELIVERED, at)
        record(events.DispatchDelivered(**sending.of(row)), by=by, at=at)
    elif outcome is types.ReceiptOutcome.CARRIER_FAULT:
        _try_again(row, str(outcome), by=by, at=at)
    else:
        gone = outcome is types.ReceiptOutcome.NO_SUCH_ADDRESS
        _failed_for_good(row, str(outcome), recipient=gone, by=by, at=at)


def _forgotten(row: models.Dispatch, *, by: Actor, at: datetime) -> None:
    """Let go of what was to be said to a person who has been erased meanwhile: every template has something to say."""
    sending.settle(row, DispatchStatus.CANCELLED, at)
    record(events.DispatchCancelled(**sending.of(row)), by=by, at=at)


def _sent(row: models.Dispatch, *, by: Actor, at: datetime) -> None:
    sending.settle(row, DispatchStatus.SENT, at)
    record(events.DispatchSent(**sending.of(row)), by=by, at=at)


def _uncertain(row: models.Dispatch, ask_at: datetime, *, by: Actor, at: datetime) -> None:
    row.status, row.due_at = DispatchStatus.UNCERTAIN, ask_at
    row.save(update_fields=["status", "due_at"])
    record(events.DispatchUncertain(**sending.of(row)), by=by, at=at)


def _resolve(row: models.Dispatch, *, arrived: bool, by: Actor, at: datetime) -> None:
    record(events.DispatchResolved(**sending.of(row), arrived=arrived), by=by, at=at)
    if arrived:
        sending.settle(row, DispatchStatus.SENT, at)
        return
    row.status, row.due_at = DispatchStatus.QUEUED, at
    row.save(update_fields=["status", "due_at"])
    sending.defer(row)


def _failed_for_good(row: models.Dispatch, code: str, *, recipient: bool, by: Actor, at: datetime) -> None:
    """Mark the contact point if it was its fault, and go the next way."""
    if recipient and row.point is not None:
        people.mark_unusable(point=row.point, reason=code[:60], by=by, at=at)
    sending.next_way(row, code, by=by, at=at)


def _try_again(row: models.Dispatch, code: str, *, by: Actor, at: datetime) -> None:
    """Queue another attempt for later, or go the next way once the carrier has been dead for too long."""
    if not retries.has_patience(Way(row.way), since=row.created_at, at=at):
        sending.next_way(row, code, by=by, at=at)
        return
    row.status, row.due_at, row.settled_at = DispatchStatus.QUEUED, at + retries.wait(row.tries), None
    row.save(update_fields=["status", "due_at", "settled_at"])
    sending.defer(row)


def _locked(dispatch: UUID) -> models.Dispatch:
    row = _LOCKED.first(dispatch)
    if row is None:
        raise NotFound
    return row


def _attempt(reference: UUID) -> tuple[models.Attempt, models.Dispatch]:
    """Return an attempt with its dispatch, both kept from others until the transaction ends. Raises NotFound."""
    attempt = _ATTEMPT.first(reference)
    if attempt is None:
        raise NotFound
    return attempt, attempt.dispatch


def _parcel(row: models.Dispatch, attempt: models.Attempt, party: Party, to: str, *, by: Actor, at: datetime) -> Parcel:
    """Return the parcel with its words and fresh links; a link's token exists only in what is sent."""
    values = words.common_values(party.name, row.template.language) | row.data
    token = ""
    for name, (purpose, subject, days) in row.links.items():
        target = types.LinkTo(types.LinkPurpose(purpose), UUID(subject), int(days))
        made = links.make_link(to=target, party=row.party_id, dispatch=row.id, by=by, at=at)
        values[name] = values["link"] = words.link_address(made, target.purpose)
        token = made if target.purpose is types.LinkPurpose.ANSWER else token
    said = words.render(row.template, Way(row.way), types.Content(row.content), values)
    return Parcel(
        dispatch=row.id,
        reference=attempt.id,
        way=Way(row.way),
        to=f"{party.name}\n{to}".strip() if _is_post(party, row.point) else to,
        subject=said.subject,
        text=said.text,
        html=said.html,
        envelope=said.envelope,
        language=row.template.language,
        format=Format(row.format),
        reply_token=token,
    )


def _is_post(party: Party, point: UUID | None) -> bool:
    return any(p.id == point and p.kind is ContactKind.POST for p in party.contact_points)

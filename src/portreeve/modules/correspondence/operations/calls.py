"""Calls that somebody owes: tried, and settled one way or another, never forgotten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.modules.correspondence import events, models
from portreeve.modules.correspondence.operations import sending
from portreeve.modules.correspondence.queries import calls
from portreeve.modules.correspondence.rules import hours, retries, ways
from portreeve.modules.correspondence.types import CallOutcome, DispatchStatus, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Party

_SETTLES = {CallOutcome.SPOKE, CallOutcome.TOLD_OTHERWISE, CallOutcome.GAVE_UP}


class NoMessageAllowed(Refusal):
    """No message may be left for this person: somebody else may hear it."""

    code = "no-message-allowed"


class ReasonNeeded(Refusal):
    """Giving up on telling somebody needs a reason in the note."""

    code = "reason-needed"


class AlreadyCalled(Refusal):
    """Somebody settled this call before."""

    code = "already-called"


@operation
def call_made(*, call: UUID, outcome: CallOutcome, note: str = "", by: Actor, at: datetime) -> None:
    """Note how an attempt to ring ended; what was not settled is owed again later, within the safe hours.

    After five attempts a letter goes instead, where one can. A wrong number is not rung again. Raises NotAllowed,
    NotFound, AlreadyCalled, NoMessageAllowed, ReasonNeeded.
    """
    row = _locked(call, by)
    party = people.party(row.dispatch.party_id)
    _check(outcome, note, party)
    row.tries += 1
    models.CallTry.objects.create(
        call=row, party=party.id, at=at, by=by.id[:80], outcome=outcome, note=note.strip()[:2000]
    )
    settled = outcome in _SETTLES
    happened = events.CallTried(**sending.of(row.dispatch), outcome=str(outcome), team=row.team, settled=settled)
    record(happened, by=by, at=at)
    if settled:
        row.settled_at = at
        row.save()
        given_up = outcome is CallOutcome.GAVE_UP
        sending.settle(row.dispatch, DispatchStatus.CANCELLED if given_up else DispatchStatus.CALLED, at)
    else:
        _owe_again(row, outcome, party, by=by, at=at)


@operation
def hand_call_to(*, call: UUID, team: str, by: Actor, at: datetime) -> None:
    """Give a call owed to another team. Raises NotAllowed, NotFound, AlreadyCalled."""
    row = _locked(call, by)
    row.team = team
    row.save(update_fields=["team"])
    happened = events.CallTried(**sending.of(row.dispatch), outcome="handed over", team=team, settled=False)
    record(happened, by=by, at=at)


def _locked(call: UUID, by: Actor) -> models.Call:
    rows = models.Call.objects.select_for_update(of=("self",)).select_related("dispatch__template")
    row = rows.filter(calls.visible_to(by), id=call).first()
    if row is None:
        raise NotFound
    if row.settled_at is not None:
        raise AlreadyCalled
    return row


def _check(outcome: CallOutcome, note: str, party: Party) -> None:
    if outcome is CallOutcome.LEFT_MESSAGE and party.safe.say_nothing:
        raise NoMessageAllowed
    if outcome is CallOutcome.GAVE_UP and not note.strip():
        raise ReasonNeeded


def _owe_again(row: models.Call, outcome: CallOutcome, party: Party, *, by: Actor, at: datetime) -> None:
    """Set the next attempt; go by letter where ringing does not help; never let it drop."""
    if outcome is CallOutcome.WRONG_NUMBER:
        rung = ways.numbers(party)
        if rung:
            people.mark_unusable(point=rung[0].id, reason="wrong-number", by=by, at=at)
        party = people.party(party.id)
    letter = ways.point_for(party, Way.LETTER)
    useless = row.tries >= retries.CALL_PATIENCE or not ways.numbers(party)
    if useless and letter and not party.safe.say_nothing and str(letter.id) not in row.dispatch.failed_points:
        row.settled_at = at
        row.save()
        _write_instead(row.dispatch, party, by=by, at=at)
        return
    window = hours.window_for(Way.CALL, party.safe)
    zone = clock.council_zone()
    row.call_from = hours.next_safe(at + retries.BETWEEN_CALLS, window, zone)
    row.save()


def _write_instead(row: models.Dispatch, party: Party, *, by: Actor, at: datetime) -> None:
    """Put a letter in the place of a call that reached nobody: every other point counts as failed."""
    others = [str(p.id) for p in party.contact_points if p.kind not in ways.KINDS[Way.LETTER]]
    row.failed_points = sorted({*row.failed_points, *others})
    row.save(update_fields=["failed_points"])
    sending.next_way(row, "not-reached", by=by, at=at)

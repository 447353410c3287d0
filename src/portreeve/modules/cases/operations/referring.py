"""Passing a case on to another body, and following it there: never the same as done (standards §25)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.events import CasePassedOn, ReferralEnded
from portreeve.modules.cases.models import Case, Referral
from portreeve.modules.cases.operations.change import (
    check_day,
    met,
    of,
    save,
    say,
    set_status,
    stop_clock,
    take,
)
from portreeve.modules.cases.operations.ending import finish
from portreeve.modules.cases.operations.work import resume, turn_to_us
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.refusals import ReasonNeeded, TextTooLong
from portreeve.modules.cases.types import Audience, CaseStatus, PromiseKind, UpdateKind

MOST_LETTERS = 80


class ReferralOutcome(StrEnum):
    """What another body reports back."""

    DONE = "done"
    RETURNED = "returned"
    REFUSED = "refused"


@operation
def pass_on(
    *,
    case: UUID,
    body: str,
    their_reference: str = "",
    expected_by: date | None = None,
    text: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """Pass a case on to the body it belongs to, and keep following it. The reporters are told who has it. (CAS-14)

    `expected_by`: when we ask again; a default from the council's policy. Returns the referral.
    Raises ReasonNeeded, TextTooLong, DateNotPossible, NotFound, NotAllowed, ChangeNotAllowed.
    """
    found = take(case, by=by, act=Act.PASS_ON)
    _check_names(body, their_reference)
    if expected_by is not None:
        check_day(expected_by, at, name="expected_by")
    resume(found, at)
    until = _end_of(expected_by) if expected_by else clock.calendar().due(at, policy().referral_within)
    referral = Referral.objects.create(
        case=found, body=body.strip(), their_reference=their_reference.strip(), passed_at=at, expected_by=until
    )
    met(found, PromiseKind.ANSWER, at)
    stop_clock(found, at)
    set_status(found, CaseStatus.PASSED_ON, by=by, at=at, reason="passed on")
    found.passed_to, found.expected_by = referral.body, until
    said = say(
        found,
        UpdateKind.PASSED_ON,
        by=by,
        at=at,
        text=text,
        audience=Audience.REPORTERS,
        code=referral.body,
        date=clock.local(until).date(),
    )
    save(found)
    record(CasePassedOn(**of(found), referral=referral.id, update=said.id), by=by, at=at)
    return referral.id


@operation
def end_referral(*, case: UUID, outcome: ReferralOutcome, text: str = "", by: Actor, at: datetime) -> None:
    """Write down what the other body reported: done there, or back with us with the clock running.

    Raises NotFound, NotAllowed, ChangeNotAllowed.
    """
    found = take(case, by=by, act=Act.END_REFERRAL)
    referral = Referral.objects.filter(case=found, ended_at__isnull=True).order_by("-id").first()
    if referral is not None:
        referral.outcome, referral.ended_at = outcome, at
        referral.save(update_fields=["outcome", "ended_at"])
        event = ReferralEnded(**of(found), referral=referral.id, outcome=outcome)
        record(event, by=by, at=at)
    found.passed_to, found.expected_by = "", None
    if outcome is ReferralOutcome.DONE:
        finish(found, text=text, by=by, at=at)
        return
    _back_with_us(found, text, by=by, at=at)


def _check_names(body: str, their_reference: str) -> None:
    if not body.strip():
        raise ReasonNeeded(field="body")
    for field, said in (("body", body), ("their_reference", their_reference)):
        if len(said.strip()) > MOST_LETTERS:
            raise TextTooLong(field=field, most=MOST_LETTERS)


def _back_with_us(case: Case, text: str, *, by: Actor, at: datetime) -> None:
    case.scheduled_for = None
    turn_to_us(case, by=by, at=at, reason="returned")
    say(case, UpdateKind.UPDATE, by=by, at=at, text=text, audience=Audience.STAFF)
    save(case)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.council_zone())

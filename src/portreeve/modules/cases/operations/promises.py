"""The timer of promises: warns teams before one breaks; when one breaks, says so, gives a new date and opens a failure.

Run as often as liked: what it has done it does not do again, and two at once share the work.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.events import DelayExplained, PromiseBroken, PromiseNearing, ReporterSilent
from portreeve.modules.cases.models import Case, Failure, Question
from portreeve.modules.cases.operations.alerting import alert
from portreeve.modules.cases.operations.asking import silence
from portreeve.modules.cases.operations.change import (
    check_day,
    of,
    save,
    say,
    take,
    take_for_reporter,
    terms_of,
    warn_at,
)
from portreeve.modules.cases.queries.promised import promise_of
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.rules import promises
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.promises import NEVER, Finding, Term
from portreeve.modules.cases.rules.refusals import ReasonNeeded
from portreeve.modules.cases.types import (
    AlertKind,
    Audience,
    CaseStatus,
    FailureCause,
    PromiseKind,
    UpdateKind,
)

BATCH = 200
log = logging.getLogger("portreeve.cases")


@operation
def check_promises(*, by: Actor, at: datetime, limit: int = BATCH) -> int:
    """Look at the clocks that are due a look; returns how many cases were. Call until it returns 0. (CAS-04, CAS-08)"""
    due = (
        Case.objects.select_for_update(skip_locked=True)
        .defer("words")
        .filter(ended_at__isnull=True, watch_at__lte=at, watch_at__lt=NEVER)
        .order_by("watch_at")[:limit]
    )
    cases = list(due)
    for case in cases:
        _look_safely(case, by=by, at=at)
    return len(cases)


def check_silence(*, by: Actor, at: datetime, limit: int = BATCH) -> int:
    """Tell teams of reporters who have not answered in time; returns how many. Call until it returns 0.

    Each in a transaction of its own, so that no case is kept from others while the rest are looked at.
    """
    late = Question.objects.filter(answered_at__isnull=True, silent_at__isnull=True, answer_by__lte=at)
    found = list(late.order_by("answer_by").values_list("pk", flat=True)[:limit])
    return sum(_note_silence(question=question, by=by, at=at) for question in found)


@operation
def _note_silence(*, question: UUID, by: Actor, at: datetime) -> bool:
    """Note that one question was not answered; say whether it still had to be."""
    asked = Question.objects.get(pk=question)
    case, part = take_for_reporter(asked.reporter_id, act=Act.NOTE)
    asked.refresh_from_db()
    if asked.answered_at is not None or asked.silent_at is not None:
        return False
    silence(case, asked, at=at)
    record(ReporterSilent(**of(case), reporter=part.id, question=asked.id), by=by, at=at)
    return True


@operation
def explain_delay(
    *,
    case: UUID,
    new_date: date,
    text: str,
    cause: FailureCause = FailureCause.OTHER,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> None:
    """Give the reporters a new date and the reason: at once if the promise is broken, else kept for when it breaks.

    Raises ReasonNeeded, DateNotPossible, NotFound, NotAllowed, CaseChanged, ChangeNotAllowed.
    """
    found = take(case, by=by, act=Act.EXPLAIN_DELAY, revision=revision)
    if not text.strip():
        raise ReasonNeeded(field="text")
    check_day(new_date, at, name="new_date")
    found.expected_by = datetime.combine(new_date + timedelta(days=1), time(), tzinfo=clock.council_zone())
    found.delay_reason = text.strip()[:2000]
    if found.broken:
        said = say(
            found, UpdateKind.DELAY, by=by, at=at, text=text, audience=Audience.REPORTERS, date=new_date, code=cause
        )
        Failure.objects.filter(case=found, cause=FailureCause.NOT_SAID).update(cause=cause)
        record(DelayExplained(**of(found), update=said.id, cause=cause), by=by, at=at)
    save(found)


def _look_safely(case: Case, *, by: Actor, at: datetime) -> None:
    """Look at one case; one that cannot be looked at is tried again in an hour, and must not hold up the others."""
    try:
        with transaction.atomic():
            _look(case, by=by, at=at)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one case, the others have promises too
        log.error("promise_not_checked", extra={"subject": str(case.id), "error": type(error).__name__})
        Case.objects.filter(pk=case.pk).update(watch_at=at + timedelta(hours=1))


def _look(case: Case, *, by: Actor, at: datetime) -> None:
    if case.status == CaseStatus.PASSED_ON:
        _ask_the_other_body_again(case, at)
        return
    if case.broken and case.expected_by is not None and case.expected_by <= at:
        _late_again(case, by=by, at=at)
    for finding, term in promises.findings(terms_of(case), at, lambda due: warn_at(case, due)):
        if finding == Finding.BREAK:
            _break(case, term, by=by, at=at)
        else:
            _warn(case, term, by=by, at=at)
    save(case)


def _warn(case: Case, term: Term, *, by: Actor, at: datetime) -> None:
    assert term.due is not None  # noqa: S101 - only pending terms are found
    _mark(case, term.kind, "warned")
    alert(case, AlertKind.NEARING, key=f"{case.id}:{term.kind}:{term.due:%Y%m%d%H%M}", at=at)
    record(PromiseNearing(**of(case), promise=term.kind, due_at=term.due), by=by, at=at)


def _break(case: Case, term: Term, *, by: Actor, at: datetime) -> None:
    """Mark a promise broken, tell the new date with the officer's reason or none, and open a failure record."""
    assert term.due is not None  # noqa: S101 - only pending terms are found
    _mark(case, term.kind, "broken")
    case.broken = True
    if case.expected_by is None or case.expected_by <= at:
        case.expected_by = _new_date(case, term.kind, at)
    said = say(
        case,
        UpdateKind.DELAY,
        by=by,
        at=at,
        text=case.delay_reason,
        audience=Audience.REPORTERS,
        date=clock.local(case.expected_by - timedelta(seconds=1)).date(),
        code=term.kind,
    )
    failure = Failure.objects.create(
        case=case, promise=term.kind, due_at=term.due, broke_at=at, service=case.service, team=case.team
    )
    alert(case, AlertKind.BROKEN, key=str(failure.id), at=at)
    event = PromiseBroken(**of(case), promise=term.kind, due_at=term.due, failure=failure.id, update=said.id)
    record(event, by=by, at=at)


def _late_again(case: Case, *, by: Actor, at: datetime) -> None:
    """Say a further date: the one given after the promise broke has gone by too. Never by silence."""
    case.expected_by = clock.calendar().due(at, policy().late_still)
    day = clock.local(case.expected_by - timedelta(seconds=1)).date()
    said = say(case, UpdateKind.DELAY, by=by, at=at, audience=Audience.REPORTERS, date=day, code=FailureCause.NOT_SAID)
    alert(case, AlertKind.BROKEN, key=str(said.id), at=at)
    record(DelayExplained(**of(case), update=said.id, cause=FailureCause.NOT_SAID), by=by, at=at)


def _mark(case: Case, kind: PromiseKind, what: str) -> None:
    setattr(case, f"{'answer' if kind is PromiseKind.ANSWER else 'done'}_{what}", True)


def _new_date(case: Case, kind: PromiseKind, at: datetime) -> datetime:
    """Return the date given where no officer gave one: as long again as the service promised."""
    promise = promise_of(case)
    again = promise.answer if kind is PromiseKind.ANSWER else promise.done
    return clock.calendar().due(at, again or policy().late_again)


def _ask_the_other_body_again(case: Case, at: datetime) -> None:
    """Tell the team that another body is late, and look again after as long."""
    alert(case, AlertKind.OVERDUE_ELSEWHERE, key=f"{case.id}:{case.expected_by:%Y%m%d}", at=at)
    case.expected_by = clock.calendar().due(at, policy().referral_within)
    save(case)

"""Asking a reporter something, with the clock standing still, and taking the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases.events import ReporterAnswered, ReporterAsked
from portreeve.modules.cases.models import Case, Question, Reporter
from portreeve.modules.cases.operations.alerting import alert
from portreeve.modules.cases.operations.change import (
    met,
    of,
    save,
    say,
    set_status,
    stop_clock,
    take,
    take_for_reporter,
)
from portreeve.modules.cases.operations.standing import NO_KEY, Key, check_standing
from portreeve.modules.cases.operations.work import turn_to_us
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.refusals import AlreadyAnswered, NobodyToAsk, ReasonNeeded
from portreeve.modules.cases.types import AlertKind, Audience, CaseStatus, PromiseKind, UpdateKind
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose
from portreeve.modules.people import api as people


@operation
def ask_reporter(
    *, case: UUID, reporter: UUID, text: str, by: Actor, at: datetime, revision: int | None = None
) -> UUID:
    """Ask one reporter something; they get a one-time link. The promise's clock stands still until they answer.

    Returns the question. Raises NobodyToAsk, ReasonNeeded, NotFound, NotAllowed, CaseChanged, ChangeNotAllowed.
    """
    found = take(case, by=by, act=Act.ASK_REPORTER, revision=revision)
    if not text.strip():
        raise ReasonNeeded(field="text")
    part = Reporter.objects.filter(pk=reporter, case=found).first()
    if part is None:
        raise NotFound
    if part.withdrawn_at is not None or part.told_id is None or people.party(part.told_id).erased:
        raise NobodyToAsk
    said = say(found, UpdateKind.QUESTION, by=by, at=at, text=text, audience=Audience.REPORTERS, reporter=part)
    question = Question.objects.create(
        reporter=part, text=said.text, asked_at=at, answer_by=clock.calendar().due(at, policy().answer_within)
    )
    met(found, PromiseKind.ANSWER, at)
    stop_clock(found, at)
    set_status(found, CaseStatus.WAITING, by=by, at=at, reason="asked")
    save(found)
    record(ReporterAsked(**of(found), reporter=part.id, question=question.id), by=by, at=at)
    return question.id


@operation
def answer(
    *,
    question: UUID,
    text: str,
    files: Sequence[UUID] = (),
    key: Key = NO_KEY,
    by: Actor,
    at: datetime,
) -> None:
    """Take a reporter's answer; when nothing else is waited for, the clock runs again and the team is told.

    Raises AlreadyAnswered, AccessOver, NotAllowed, NotFound, ReasonNeeded.
    """
    asked = Question.objects.filter(pk=question).first()
    if asked is None:
        raise NotFound
    case, part = take_for_reporter(asked.reporter_id, act=Act.ANSWER)
    asked.refresh_from_db()
    if asked.answered_at is not None:
        raise AlreadyAnswered
    check_standing(case, part, key, link=(LinkPurpose.ANSWER, asked.id), by=by, at=at)
    if not text.strip() and not files:
        raise ReasonNeeded(field="text")
    asked.answered_at = at
    asked.save(update_fields=["answered_at"])
    correspondence.withdraw_links(subject=asked.id, purpose=LinkPurpose.ANSWER, by=by, at=at)
    waited = go_on(case, by=by, at=at)
    say(case, UpdateKind.ANSWER, by=by, at=at, text=text, reporter=part, files=files)
    save(case)
    alert(case, AlertKind.ANSWERED, key=str(asked.id), at=at)
    record(ReporterAnswered(**of(case), reporter=part.id, question=asked.id, waited=waited), by=by, at=at)


def go_on(case: Case, *, by: Actor, at: datetime) -> int:
    """Make it the council's turn again unless another question still waits; returns the working seconds waited."""
    if case.status != CaseStatus.WAITING:
        return 0
    if Question.objects.filter(reporter__case=case, answered_at__isnull=True, silent_at__isnull=True).exists():
        return 0
    return turn_to_us(case, by=by, at=at, reason="answered")


def drop_questions(case: Case, part: Reporter, *, by: Actor, at: datetime) -> None:
    """Wait no longer for a reporter who has withdrawn."""
    open_ones = Question.objects.filter(reporter=part, answered_at__isnull=True, silent_at__isnull=True)
    if open_ones.update(silent_at=at):
        go_on(case, by=by, at=at)


def silence(case: Case, question: Question, *, at: datetime) -> None:
    """Note on a locked case that nobody answered in time: the clock stays still, and the team decides."""
    question.silent_at = at
    question.save(update_fields=["silent_at"])
    alert(case, AlertKind.SILENT, key=str(question.id), at=at)

"""From rows of the tables to the values that others see."""

from __future__ import annotations

from datetime import datetime

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases.models import Case, Failure, Question, Referral, Reporter, StatusChange, Update
from portreeve.modules.cases.queries.duplicates import place_of
from portreeve.modules.cases.rules.answers import kept
from portreeve.modules.cases.rules.promises import NEVER
from portreeve.modules.cases.types import (
    Audience,
    CaseListing,
    CaseStatus,
    ClosingReason,
    Face,
    FailureCause,
    FailureView,
    PromiseKind,
    QuestionView,
    ReferralView,
    ReporterView,
    StatusChangeView,
    UpdateKind,
    UpdateView,
)
from portreeve.modules.journeys.types import Promised, Roles

LISTED = (
    "id",
    "public_id",
    "service",
    "version",
    "status",
    "closing_reason",
    "team",
    "owner_id",
    "place_text",
    "uprn",
    "usrn",
    "ward",
    "lat",
    "long",
    "opened_at",
    "due_at",
    "broken",
    "private",
    "reporters",
    "chased",
    "scheduled_for",
    "reopened",
    "revision",
    "ended_at",
)
"""The columns that a row of a list needs, so that long texts stay on disk."""


def time_or_none(at: datetime) -> datetime | None:
    """Return a sortable time as people mean it: None for never."""
    return None if at >= NEVER else at


def listing(case: Case) -> CaseListing:
    """Return a row of a list."""
    return CaseListing(
        id=case.id,
        public_id=case.public_id,
        service=case.service,
        version=case.version,
        status=CaseStatus(case.status),
        closing_reason=closing_reason(case),
        team=case.team,
        owner=str(case.owner_id or ""),
        place=place_of(case),
        opened_at=case.opened_at,
        due_at=time_or_none(case.due_at),
        broken=case.broken,
        private=case.private,
        reporters=case.reporters,
        chased=case.chased,
        scheduled_for=case.scheduled_for,
        reopened=case.reopened,
        revision=case.revision,
        ended_at=case.ended_at,
    )


def closing_reason(case: Case) -> ClosingReason | None:
    """Return why a case was closed without being done, if it was."""
    return ClosingReason(case.closing_reason) if case.closing_reason else None


def promised(case: Case) -> Promised:
    """Return a case's promises as they stand."""
    return Promised(answer_by=case.answer_by, done_by=case.done_by)


def reporter(row: Reporter, *, answers: bool) -> ReporterView:
    """Return one person's part, with their answers where the reader may have them."""
    return ReporterView(
        id=row.id,
        reference=row.reference,
        roles=Roles(asker=row.asker_id, subject=row.subject_id, told=row.told_id),
        language=row.language,
        channel=Channel(row.channel),
        since=row.since,
        withdrawn_at=row.withdrawn_at,
        joined=row.joined,
        anonymous=row.anonymous,
        version=row.version,
        answers=kept(row.answers) if answers else (),
        face=Face(row.face) if row.face else None,
    )


def update(row: Update) -> UpdateView:
    """Return one update."""
    return UpdateView(
        id=row.id,
        at=row.at,
        status=CaseStatus(row.status) if row.status else None,
        text=row.text,
        audience=Audience(row.audience),
        by=row.by,
        files=tuple(row.files),
        kind=UpdateKind(row.kind),
        reporter=row.reporter_id,
        date=row.date,
        code=row.code,
    )


def change(row: StatusChange) -> StatusChangeView:
    """Return one row of the history."""
    return StatusChangeView(
        at=row.at,
        before=CaseStatus(row.before) if row.before else None,
        after=CaseStatus(row.after),
        reason=row.reason,
        by=row.by,
        closed_too_soon=row.closed_too_soon,
    )


def question(row: Question) -> QuestionView:
    """Return a question put to a reporter."""
    return QuestionView(
        id=row.id,
        reporter=row.reporter_id,
        text=row.text,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
    )


def failure(row: Failure) -> FailureView:
    """Return a broken promise."""
    return FailureView(
        id=row.id,
        case=row.case_id,
        promise=PromiseKind(row.promise),
        due_at=row.due_at,
        broke_at=row.broke_at,
        cause=FailureCause(row.cause),
        fix=row.fix,
        owner=str(row.owner_id or ""),
        closed_at=row.closed_at,
        service=row.service,
        team=row.team,
    )


def referral(row: Referral) -> ReferralView:
    """Return a case's time with another body."""
    return ReferralView(
        id=row.id,
        body=row.body,
        their_reference=row.their_reference,
        passed_at=row.passed_at,
        expected_by=row.expected_by,
        outcome=row.outcome,
        ended_at=row.ended_at,
    )

"""The ends of a case, and coming back: done, closed with a reason, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.events import CaseClosed, CaseDone, CaseReopened
from portreeve.modules.cases.models import Case, Reporter
from portreeve.modules.cases.operations.alerting import alert
from portreeve.modules.cases.operations.change import (
    met,
    of,
    put_terms,
    save,
    say,
    set_status,
    start_clock,
    take,
    terms_of,
    worked,
)
from portreeve.modules.cases.queries.promised import promise_of
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.rules import life
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.promises import Term, Terms, kept
from portreeve.modules.cases.rules.refusals import PartsOpen, ReasonNeeded
from portreeve.modules.cases.types import (
    AlertKind,
    Audience,
    CaseStatus,
    ClosingReason,
    PromiseKind,
    ReopeningReason,
    UpdateKind,
)

REOPEN = "case.reopen"


@operation
def done(
    *,
    case: UUID,
    text: str = "",
    files: Sequence[UUID] = (),
    audience: Audience = Audience.REPORTERS,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> None:
    """Say that the work is done, with a photo of it where there is one, and tell the reporters (CAS-05).

    Text and photo are for the reporters unless published; of a home or a private case nothing ever is.

    Raises NotFound, NotAllowed, CaseChanged, ChangeNotAllowed, PartsOpen.
    """
    found = take(case, by=by, act=Act.DONE, revision=revision)
    finish(found, text=text, files=files, audience=audience, by=by, at=at)


def finish(
    case: Case,
    *,
    text: str,
    files: Sequence[UUID] = (),
    audience: Audience = Audience.REPORTERS,
    by: Actor,
    at: datetime,
) -> None:
    """End a locked case as done."""
    _check_parts(case)
    start_clock(case, at)
    met(case, PromiseKind.DONE, at)
    set_status(case, CaseStatus.DONE, by=by, at=at)
    case.ended_at = at
    seen_by = Audience.REPORTERS if case.private or case.home else audience
    update = say(case, UpdateKind.DONE, by=by, at=at, text=text, audience=seen_by, files=files)
    save(case)
    event = CaseDone(
        **of(case),
        update=update.id,
        opened_at=case.opened_at,
        kept=kept(terms_of(case).done),
        working_seconds=worked(case, at),
    )
    record(event, by=by, at=at)


@operation
def close(
    *,
    case: UUID,
    reason: ClosingReason,
    text: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> None:
    """Close a case without the work being done, and tell the reporters why. Never reads as done (CAS-01).

    Raises ReasonNeeded where the reason alone tells nobody anything (`no action`, `not allowed`, `not ours`), and as
    `done`. Withdrawn and duplicate have acts of their own.
    """
    found = take(case, by=by, act=Act.CLOSE, revision=revision)
    if reason in {ClosingReason.WITHDRAWN, ClosingReason.DUPLICATE}:
        raise ReasonNeeded(field="reason")
    if not text.strip() and reason in {ClosingReason.NO_ACTION, ClosingReason.NOT_ALLOWED, ClosingReason.NOT_OURS}:
        raise ReasonNeeded(field="text")
    shut(found, reason, text=text, by=by, at=at)


def shut(case: Case, reason: ClosingReason, *, text: str = "", by: Actor, at: datetime) -> None:
    """End a locked case as closed without being done."""
    _check_parts(case)
    start_clock(case, at)
    set_status(case, CaseStatus.CLOSED, by=by, at=at, reason=reason)
    case.closing_reason, case.ended_at = reason, at
    met(case, PromiseKind.ANSWER, at)
    update = say(case, UpdateKind.CLOSED, by=by, at=at, text=text, audience=Audience.REPORTERS, code=reason)
    save(case)
    event = CaseClosed(
        **of(case),
        reason=reason,
        update=update.id,
        opened_at=case.opened_at,
        kept=None if case.done_by is None else not case.done_broken and at <= case.done_by,
        working_seconds=worked(case, at),
    )
    record(event, by=by, at=at)


@operation
def reopen(
    *, case: UUID, reason: ReopeningReason, text: str = "", by: Actor, at: datetime, revision: int | None = None
) -> bool:
    """Open an ended case again under the same references, found by place or person: no reference is asked.

    Returns whether it had been closed too soon. Raises NotFound, NotAllowed, CaseChanged, ChangeNotAllowed.
    """
    found = take(case, by=by, grant=REOPEN, act=Act.REOPEN, revision=revision)
    return bring_back(found, reason, text=text, by=by, at=at)


def bring_back(
    case: Case,
    reason: ReopeningReason,
    *,
    text: str = "",
    reporter: Reporter | None = None,
    by: Actor,
    at: datetime,
) -> bool:
    """Reopen a locked case: new promises from now, counted as closed too soon within the council's days."""
    assert case.ended_at is not None  # noqa: S101 - the database holds ended cases to it
    was = CaseStatus(case.status)
    too_soon = life.closed_too_soon(case.ended_at, at, policy().closed_too_soon_days, reason=reason)
    set_status(case, CaseStatus.REOPENED, by=by, at=at, reason=reason, too_soon=too_soon)
    case.closing_reason, case.ended_at, case.scheduled_for = "", None, None
    case.reopened += 1
    case.closed_too_soon += too_soon
    case.expected_by, case.delay_reason, case.broken = None, "", False
    case.waited_seconds = 0
    put_terms(case, _new_terms(case, at))
    update = say(case, UpdateKind.REOPENED, by=by, at=at, code=reason, audience=Audience.REPORTERS)
    if text:
        # What somebody said of it is for staff and for themselves, not for the other reporters.
        say(case, UpdateKind.NOTE, by=by, at=at, text=text, reporter=reporter)
    save(case)
    alert(case, AlertKind.REOPENED, key=f"{case.id}:{case.reopened}", at=at)
    event = CaseReopened(
        **of(case),
        reason=reason,
        closed_too_soon=too_soon,
        was=was,
        update=update.id,
        reporter=reporter.id if reporter else None,
        channel=by.channel,
    )
    record(event, by=by, at=at)
    return too_soon


def _new_terms(case: Case, at: datetime) -> Terms:
    """Return the service's promises made again: a case that came back is owed as much as a new one."""
    promise = promise_of(case)
    calendar = clock.calendar()
    return Terms(
        answer=Term(PromiseKind.ANSWER, calendar.due(at, promise.answer) if promise.answer else None),
        done=Term(PromiseKind.DONE, calendar.due(at, promise.done) if promise.done else None),
    )


def _check_parts(case: Case) -> None:
    """Refuse to end a case while parts of it are open."""
    left = Case.objects.filter(parent=case, ended_at__isnull=True).count()
    if left:
        raise PartsOpen(parts=left)

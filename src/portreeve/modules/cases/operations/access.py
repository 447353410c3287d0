"""One-time access for reporters: offered to their own contact detail, entered by link or code, over after a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from portreeve.foundation.audit import api as audit
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases.events import AccessOffered
from portreeve.modules.cases.models import AccessPass, Case, Question, Reporter
from portreeve.modules.cases.operations import secrecy
from portreeve.modules.cases.operations.change import of
from portreeve.modules.cases.operations.settings import policy
from portreeve.modules.cases.queries.tracking import reporter_by
from portreeve.modules.cases.rules.refusals import AccessOver
from portreeve.modules.cases.types import Access, AccessPurpose

WRONG_CODES = 5


@operation
def offer_access(*, reference: str, detail: str, by: Actor, at: datetime) -> None:
    """Send a reporter a one-time link and code, if reference and detail are theirs. Says nothing either way.

    They go to the contact details on their record, never to the one typed.
    """
    try:
        part = reporter_by(reference=reference, detail=detail)
    except NotFound:
        return
    if part.told_id is None or part.withdrawn_at is not None:
        return
    made = make_pass(part, AccessPurpose.SEE, at=at)
    case = Case.objects.defer("words").get(pk=part.case_id)
    record(AccessOffered(**of(case), reporter=part.id, access=made.id), by=by, at=at)


def make_pass(part: Reporter, purpose: AccessPurpose, *, at: datetime, question: Question | None = None) -> AccessPass:
    """Make a pass for one reporter. Its link and code are derived from its id when they are sent."""
    life = timedelta(days=policy().link_days) if purpose is not AccessPurpose.SEE else timedelta(days=1)
    return AccessPass.objects.create(reporter=part, purpose=purpose, question=question, made_at=at, over_at=at + life)


def look_at_link(*, token: str, at: datetime) -> Access:
    """Return what a link is for without using it up: mail scanners follow links too. Raises AccessOver."""
    found = AccessPass.objects.filter(pk=secrecy.access_of(token)).select_related("reporter").first()
    if found is None or found.used_at is not None or found.over_at <= at or _entered_and_over(found, at):
        raise AccessOver
    return _access(found, found.until or found.over_at)


@operation
def enter_by_link(*, token: str, by: Actor, at: datetime) -> Access:
    """Let a reporter in by their link, for a while. Raises AccessOver."""
    return _enter(secrecy.access_of(token), by=by, at=at)


@operation
def enter_by_code(*, reference: str, code: str, by: Actor, at: datetime) -> Access:
    """Let a reporter in by reference and code, for a while; five wrong codes end the pass. Raises AccessOver.

    The wrong try is counted by `count_wrong_code`, which the caller runs afterwards: a refusal undoes its operation.
    """
    found = _newest(reference, at)
    if found is None or not secrecy.code_matches(code, found.id):
        raise AccessOver
    return _enter(found.id, by=by, at=at)


@operation
def count_wrong_code(*, reference: str, by: Actor, at: datetime) -> None:
    """Count a wrong code against the newest pass of a reference; the fifth ends it."""
    found = _newest(reference, at)
    if found is None:
        return
    found.wrong += 1
    found.over_at = at if found.wrong >= WRONG_CODES else found.over_at
    found.save(update_fields=["wrong", "over_at"])
    audit.append(act="case.wrong_code", subject_type="case", subject=found.reporter.case_id, by=by, at=at)


@operation
def enter_by_secret(*, reference: str, secret: str, by: Actor, at: datetime) -> Access:
    """Let an anonymous reporter in by reference and secret code. Raises NotFound as `track` does."""
    part = reporter_by(reference=reference, detail=secret)
    if not part.anonymous or part.withdrawn_at is not None:
        raise NotFound
    return _enter(make_pass(part, AccessPurpose.SEE, at=at).id, by=by, at=at)


def _newest(reference: str, at: datetime) -> AccessPass | None:
    rows = AccessPass.objects.select_for_update().filter(
        reporter__reference=references.normalise(reference) or "-", entered_at__isnull=True, used_at__isnull=True,
        over_at__gt=at, wrong__lt=WRONG_CODES,
    )  # fmt: skip
    return rows.order_by("-id").first()


def _enter(access: UUID, *, by: Actor, at: datetime) -> Access:
    """Enter once: again only while the first stay lasts, as on Back or a second click."""
    found = AccessPass.objects.select_for_update(of=("self",)).select_related("reporter").filter(pk=access).first()
    if found is None or found.used_at is not None or found.over_at <= at or _entered_and_over(found, at):
        raise AccessOver
    if found.reporter.withdrawn_at is not None:
        raise AccessOver
    if found.until is None:
        found.entered_at, found.until = at, at + timedelta(minutes=policy().code_minutes)
        found.save(update_fields=["entered_at", "until"])
        audit.append(act="case.entered", subject_type="case", subject=found.reporter.case_id, by=by, at=at)
    return _access(found, found.until)


def _entered_and_over(found: AccessPass, at: datetime) -> bool:
    return found.until is not None and found.until <= at


def _access(found: AccessPass, until: datetime) -> Access:
    part = found.reporter
    return Access(
        id=found.id, case=part.case_id, reporter=part.id, reference=part.reference,
        purpose=AccessPurpose(found.purpose), question=found.question_id, until=until, language=part.language,
    )  # fmt: skip

"""One-time access for reporters: a link offered to their own contact detail, and the short stay that it opens."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from portreeve.foundation.audit import api as audit
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases.events import AccessOffered
from portreeve.modules.cases.models import Case, Question, Reporter, Stay
from portreeve.modules.cases.operations.change import of
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.queries.tracking import reporter_by
from portreeve.modules.cases.rules.refusals import AccessOver
from portreeve.modules.cases.types import Access, AccessPurpose
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose, OpenedLink

_FOR = {
    LinkPurpose.TRACK: AccessPurpose.SEE,
    LinkPurpose.ANSWER: AccessPurpose.ANSWER,
    LinkPurpose.REALLY_DONE: AccessPurpose.VERDICT,
}


@operation
def offer_access(*, reference: str, detail: str, by: Actor, at: datetime) -> None:
    """Send a reporter a one-time link, if reference and detail are theirs. Says nothing either way.

    It goes to the contact details on their record, never to the one typed.
    """
    try:
        part = reporter_by(reference=reference, detail=detail)
    except NotFound:
        return
    if part.told_id is None or part.withdrawn_at is not None:
        return
    case = Case.objects.defer("words").get(pk=part.case_id)
    record(AccessOffered(**of(case), reporter=part.id), by=by, at=at)


def look_at_link(*, token: str, at: datetime) -> Access:
    """Return what a link of ours is for without using it up: mail scanners follow links too. Raises AccessOver."""
    try:
        opened = correspondence.open_link(token=token, at=at)
    except correspondence.LinkNotGood as no:
        raise AccessOver from no
    if opened.used or opened.purpose not in _FOR:
        raise AccessOver
    return _access(opened)


@operation
def enter_by_link(*, token: str, by: Actor, at: datetime) -> Access:
    """Let a reporter in by a tracking link, once, for a short stay. Raises AccessOver."""
    try:
        opened = correspondence.use_link(token=token, purpose=LinkPurpose.TRACK, by=by, at=at)
    except correspondence.LinkNotGood as no:
        raise AccessOver from no
    return _stay(_reporter_behind(opened), by=by, at=at)


@operation
def enter_by_secret(*, reference: str, secret: str, by: Actor, at: datetime) -> Access:
    """Let an anonymous reporter in by reference and secret code. Raises NotFound as `track` does."""
    part = reporter_by(reference=reference, detail=secret)
    if not part.anonymous or part.withdrawn_at is not None:
        raise NotFound
    return _stay(part, by=by, at=at)


def _stay(part: Reporter, *, by: Actor, at: datetime) -> Access:
    until = at + timedelta(minutes=policy().stay_minutes)
    made = Stay.objects.create(reporter=part, entered_at=at, until=until)
    audit.append(act="case.entered", subject_type="case", subject=part.case_id, by=by, at=at)
    return Access(
        id=made.id,
        case=part.case_id,
        reporter=part.id,
        reference=part.reference,
        purpose=AccessPurpose.SEE,
        question=None,
        until=until,
        language=part.language,
    )


def _access(opened: OpenedLink) -> Access:
    part = _reporter_behind(opened)
    return Access(
        id=opened.id,
        case=part.case_id,
        reporter=part.id,
        reference=part.reference,
        purpose=_FOR[opened.purpose],
        question=opened.subject if opened.purpose is LinkPurpose.ANSWER else None,
        until=opened.expires_at,
        language=part.language,
    )


def _reporter_behind(opened: OpenedLink) -> Reporter:
    """Return whose link it is: of the question asked, or of the case and the party told. Raises AccessOver."""
    mine = Reporter.objects.filter(withdrawn_at__isnull=True)
    if opened.purpose is LinkPurpose.ANSWER:
        found = mine.filter(pk__in=Question.objects.filter(pk=opened.subject).values("reporter")).first()
    else:
        found = _told_of(mine.filter(told=opened.party), opened.subject)
    if found is None or found.told_id != opened.party:
        raise AccessOver
    return found


def _told_of(mine: QuerySet[Reporter], case: UUID) -> Reporter | None:
    """Return a party's part in a case, also where an officer has joined that case to another since."""
    return (mine.filter(case=case) | mine.filter(came_with=case)).order_by("-id").first()

"""What a reporter sees of their case: status by reference and contact detail, content by one-time access only."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases.models import Case, Question, Reporter, Update
from portreeve.modules.cases.queries import rows
from portreeve.modules.cases.rules import life, public_id
from portreeve.modules.cases.types import Audience, CaseStatus, QuestionView, Tracking, UpdateView
from portreeve.modules.people import api as people

NOBODY = UUID(int=0)
"""Compared with when there is no such reporter, so that the wrong reference costs what the right one does."""
_SALT = "portreeve.cases.secret"


def track(*, reference: str, detail: str) -> Tracking:
    """Return the status of a case to somebody with its reference and a reporter's own contact detail or secret code.

    Raises NotFound, the same and after the same work, whichever of the two is wrong. (design §4.3)
    """
    return _tracking(reporter_by(reference=reference, detail=detail), inside=False)


def track_reporter(*, reporter: UUID) -> Tracking:
    """Return all that a reporter may see. Only for callers that hold their one-time access. Raises NotFound."""
    part = Reporter.objects.filter(pk=reporter).first()
    if part is None:
        raise NotFound
    return _tracking(part, inside=True)


def reporter_by(*, reference: str, detail: str) -> Reporter:
    """Return the reporter with this reference and detail: that of the asker or of whom we tell, never of the subject.

    Raises NotFound, with constant work.
    """
    part = Reporter.objects.filter(reference=references.normalise(reference) or "-").first()
    asker = part.asker_id if part else None
    told = part.told_id if part else None
    secret = public_id.normalise(detail, public_id.SECRET_LENGTH)
    found = [
        people.matches_contact(asker or NOBODY, detail),
        people.matches_contact(told or NOBODY, detail),
        secret_matches(secret, part.secret if part else ""),
    ]
    if part is None or not any(found):
        raise NotFound
    return part


def secret_hash(secret: str) -> str:
    """Return what is kept of an anonymous reporter's code. It is random enough for a plain keyed hash."""
    return salted_hmac(_SALT, secret, algorithm="sha256").hexdigest()


def secret_matches(secret: str, kept: str) -> bool:
    """Say whether a code is the one kept; the same work whatever the answer, and never for an empty one."""
    same = constant_time_compare(secret_hash(secret), kept or secret_hash("nobody's"))
    return same and bool(secret) and bool(kept)


def _tracking(part: Reporter, *, inside: bool) -> Tracking:
    case = Case.objects.defer("words").get(pk=part.case_id)
    gone = part.withdrawn_at is not None
    questions = () if gone else _questions(part)
    return Tracking(
        reference=part.reference,
        service=case.service,
        version=part.version,
        status=CaseStatus(case.status),
        closing_reason=rows.closing_reason(case),
        opened_at=part.since,
        promise=rows.promised(case),
        updates=() if gone else _updates(case, part, inside=inside),
        expected_by=case.expected_by,
        scheduled_for=case.scheduled_for,
        passed_to=case.passed_to,
        waiting=bool(questions),
        withdrawn=gone,
        may=_may(case, part, waiting=bool(questions), inside=inside),
        case=case.id,
        reporter=part.id,
        questions=questions if inside else (),
    )


def _questions(part: Reporter) -> tuple[QuestionView, ...]:
    found = Question.objects.filter(reporter=part, answered_at__isnull=True).order_by("id")
    return tuple(rows.question(row) for row in found)


def _updates(case: Case, part: Reporter, *, inside: bool) -> tuple[UpdateView, ...]:
    """Return the updates a reporter may read: without one-time access only what is public, and never others' part."""
    seen = Q(audience=Audience.PUBLIC)
    if inside:
        seen |= Q(audience=Audience.REPORTERS, reporter__isnull=True) & _since_joined(case, part) | Q(reporter=part)
    found = Update.objects.filter(seen, case__in={case.id, part.came_with_id}).order_by("id")
    return tuple(without_staff(rows.update(row)) for row in found)


def _since_joined(case: Case, part: Reporter) -> Q:
    """Return what was said while they had part in it: what the others had been told before is not theirs to read."""
    if part.came_with_id == case.id:
        return Q(at__gte=part.since) if part.joined else Q()
    # An officer joined their case to this one: their own closed as a duplicate at that moment.
    own = Q(case=part.came_with_id) & (Q(at__gte=part.since) if part.joined else Q())
    return own | Q(at__gte=part.came_with.ended_at or part.since)


def without_staff(view: UpdateView) -> UpdateView:
    """Leave out which member of staff it was: residents deal with the council."""
    return UpdateView(
        id=view.id,
        at=view.at,
        status=view.status,
        text=view.text,
        audience=view.audience,
        by="",
        files=view.files,
        kind=view.kind,
        reporter=view.reporter,
        date=view.date,
        code=view.code,
    )


def _may(case: Case, part: Reporter, *, waiting: bool, inside: bool) -> frozenset[str]:
    if part.withdrawn_at is not None:
        return frozenset()
    acts = life.acts_in(CaseStatus(case.status))
    may = {life.Act.CHASE}
    if inside:
        may |= acts & {life.Act.WITHDRAW, life.Act.REOPEN, life.Act.VERDICT}
        may |= {life.Act.ANSWER} if waiting else set()
    return frozenset(act.value for act in may)

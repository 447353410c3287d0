"""What reporters do with their case: chase, withdraw, say whether it is really done, bring it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.events import CaseChased, ReporterWithdrew, VerdictGiven
from portreeve.modules.cases.models import Case, Reporter, Update
from portreeve.modules.cases.operations.alerting import alert
from portreeve.modules.cases.operations.asking import drop_questions
from portreeve.modules.cases.operations.change import of, save, say, take, take_for_reporter
from portreeve.modules.cases.operations.ending import bring_back, shut
from portreeve.modules.cases.operations.standing import NO_KEY, Key, check_standing
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.queries.tracking import reporter_by
from portreeve.modules.cases.rules.chasing import cause_of
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.types import (
    AlertKind,
    Audience,
    ChaseCause,
    ClosingReason,
    Face,
    FaceReason,
    ReopeningReason,
    UpdateKind,
)
from portreeve.modules.correspondence.types import LinkPurpose


@operation
def chase(
    *, case: UUID, reporter: UUID | None = None, cause: ChaseCause | None = None, by: Actor, at: datetime
) -> None:
    """Count that somebody asked again: no new case, the officer told, avoidable by cause. One click. (CAS-09)

    `reporter`: who asked, where they said so. `cause`: found from the case unless given. Raises NotFound, NotAllowed.
    """
    found = take(case, by=by, grant="case.view", act=Act.CHASE)
    part = Reporter.objects.filter(pk=reporter, case=found).first() if reporter else None
    _count_chase(found, part, cause, by=by, at=at)


@operation
def chase_by_reference(*, reference: str, detail: str, by: Actor, at: datetime) -> None:
    """Count a reporter's own chase from the tracking page. Raises NotFound as `track` does."""
    part = reporter_by(reference=reference, detail=detail)
    case, part = take_for_reporter(part.id, act=Act.CHASE)
    _count_chase(case, part, None, by=by, at=at)


def _count_chase(case: Case, part: Reporter | None, cause: ChaseCause | None, *, by: Actor, at: datetime) -> None:
    """Count a chase, unless the same person chased just now: a second click is the same one."""
    since = at - timedelta(minutes=policy().chase_again_minutes)
    before = Update.objects.filter(case=case, kind=UpdateKind.CHASED, at__gt=since, reporter=part)
    # Where nobody said who it was that asked, whoever wrote it down stands for them.
    if (before if part else before.filter(by_kind=by.kind, by=by.id)).exists():
        return
    why = cause or cause_of(ended=case.ended_at is not None, broken=case.broken, due=case.due_at, at=at)
    case.chased += 1
    case.chased_at = at
    update = say(case, UpdateKind.CHASED, by=by, at=at, audience=Audience.STAFF, code=why, reporter=part)
    save(case)
    alert(case, AlertKind.CHASED, key=str(update.id), at=at)
    record(CaseChased(**of(case), cause=why, channel=by.channel, reporter=part.id if part else None), by=by, at=at)


@operation
def withdraw(*, reporter: UUID, key: Key = NO_KEY, by: Actor, at: datetime) -> None:
    """Take one reporter out of a case: the others are still told. The last one out closes it as withdrawn.

    Twice is once. Raises NotFound, AccessOver, NotAllowed, ChangeNotAllowed.
    """
    case, part = take_for_reporter(reporter, act=Act.WITHDRAW)
    check_standing(case, part, key, link=(LinkPurpose.REALLY_DONE, case.id), by=by, at=at)
    if part.withdrawn_at is not None:
        return
    part.withdrawn_at = at
    part.save(update_fields=["withdrawn_at"])
    case.reporters = Reporter.objects.filter(case=case, withdrawn_at__isnull=True).count()
    drop_questions(case, part, by=by, at=at)
    record(ReporterWithdrew(**of(case), reporter=part.id, left=case.reporters), by=by, at=at)
    parts_open = Case.objects.filter(parent=case, ended_at__isnull=True).exists()
    if case.reporters == 0 and not parts_open:
        shut(case, ClosingReason.WITHDRAWN, by=by, at=at)
    else:
        save(case)


@operation
def verdict(
    *,
    reporter: UUID,
    really_done: bool | None = None,
    face: Face | None = None,
    reason: FaceReason = FaceReason.NONE,
    text: str = "",
    key: Key = NO_KEY,
    by: Actor,
    at: datetime,
) -> bool:
    """Take a reporter's word on whether it is really done, and a face with one reason. "No" reopens the case.

    Returns whether it was reopened. Raises NotFound, AccessOver, NotAllowed, ChangeNotAllowed.
    """
    case, part = take_for_reporter(reporter, act=Act.VERDICT)
    check_standing(case, part, key, link=(LinkPurpose.REALLY_DONE, case.id), by=by, at=at)
    counted = _new_in_verdict(case, part, really_done, face, reason)
    part.really_done = really_done if really_done is not None else part.really_done
    part.face, part.face_reason = (face or part.face), (reason or part.face_reason)
    part.verdict_at = at
    part.save(update_fields=["really_done", "face", "face_reason", "verdict_at"])
    if counted is not None:
        record(counted, by=by, at=at)
    if really_done is False:
        bring_back(case, ReopeningReason.STILL_THERE, text=text, reporter=part, by=by, at=at)
        return True
    say(case, UpdateKind.VERDICT, by=by, at=at, text=text, reporter=part, code=face or "")
    save(case)
    return False


def _new_in_verdict(
    case: Case, part: Reporter, really_done: bool | None, face: Face | None, reason: FaceReason
) -> VerdictGiven | None:
    """Return what of a verdict is to be counted: one face a reporter, and their word once for each ending."""
    first_face = bool(face) and not part.face
    again = part.verdict_at is not None and case.ended_at is not None and part.verdict_at >= case.ended_at
    word = None if again and really_done == part.really_done else really_done
    if word is None and not first_face:
        return None
    return VerdictGiven(
        **of(case),
        reporter=part.id,
        really_done=word,
        face=face if face and first_face else "",
        reason=reason,
    )


@operation
def reopen_by_reporter(
    *, reporter: UUID, reason: ReopeningReason, text: str = "", key: Key = NO_KEY, by: Actor, at: datetime
) -> bool:
    """Open an ended case again because a reporter says it is not over. Returns whether it was closed too soon.

    Raises NotFound, AccessOver, NotAllowed, ChangeNotAllowed.
    """
    case, part = take_for_reporter(reporter, act=Act.REOPEN)
    check_standing(case, part, key, link=(LinkPurpose.REALLY_DONE, case.id), by=by, at=at)
    return bring_back(case, reason, text=text, reporter=part, by=by, at=at)

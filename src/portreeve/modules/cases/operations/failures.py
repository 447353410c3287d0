"""Filling in and closing the record of a broken promise: cause, fix, owner (CAS-08)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.audit import api as audit
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases.events import FailureClosed
from portreeve.modules.cases.models import Failure
from portreeve.modules.cases.operations.change import of, take
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.refusals import ReasonNeeded
from portreeve.modules.cases.types import FailureCause


@operation
def fill_failure(*, failure: UUID, cause: FailureCause, fix: str, owner: UUID | None, by: Actor, at: datetime) -> None:
    """Say what caused a broken promise, what will mend it, and who sees to that. Raises NotFound, NotAllowed."""
    found = _take(failure, by)
    found.cause, found.fix, found.owner_id = cause, fix.strip()[:5000], owner
    found.save(update_fields=["cause", "fix", "owner"])
    audit.append(
        act="case.failure_filled", subject_type="case", subject=found.case_id, by=by, at=at, details={"cause": cause}
    )


@operation
def close_failure(*, failure: UUID, by: Actor, at: datetime) -> None:
    """Close the record once its cause, fix and owner are said; twice is once. Raises ReasonNeeded and as above."""
    found = _take(failure, by)
    if found.closed_at is not None:
        return
    if found.cause == FailureCause.NOT_SAID or not found.fix:
        raise ReasonNeeded(field="cause" if found.cause == FailureCause.NOT_SAID else "fix")
    if found.owner_id is None:
        raise ReasonNeeded(field="owner")
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    record(FailureClosed(**of(found.case), failure=found.id, cause=found.cause), by=by, at=at)


def _take(failure: UUID, by: Actor) -> Failure:
    """Lock a failure, its case first: whoever explains a delay takes them in that order too."""
    case = Failure.objects.filter(pk=failure).values_list("case", flat=True).first()
    if case is None:
        raise NotFound
    take(case, by=by, act=Act.NOTE)
    return Failure.objects.select_for_update(of=("self",)).get(pk=failure)

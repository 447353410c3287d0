"""Forgetting single answers of what was sent, when whoever owns the matter says that their time is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.journeys.models import Submission
from portreeve.modules.journeys.queries.answers import changed_inside
from portreeve.modules.journeys.rules.forgetting import about_others, without


@operation
def forget_answers(*, submission: UUID, paths: Iterable[str], by: Actor, at: datetime) -> None:
    """Take answers out of what was sent, with what was found out for them. The caller records it. Twice is once."""
    del by, at
    row = Submission.objects.select_for_update(of=("self",)).filter(id=submission).first()
    if row is None:
        return
    wanted = tuple(paths)
    row.answers = without(row.answers, wanted, changed_inside)
    row.learned = about_others(row.learned, wanted)
    row.save(update_fields=["answers", "learned"])

"""Single answers go when their own time is over, wherever they are kept: with the case, and with what was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.models import Reporter
from portreeve.modules.cases.queries.keeping import with_answers_over
from portreeve.modules.cases.rules.keeping import marked, over
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys import api as journeys

MOST = 2000
"""Reporters that one run sees to, so that its transaction stays short; the next run goes on."""
_TABLE = "portreeve_cases.Reporter"
_PLACES = frozenset({QuestionType.ADDRESS, QuestionType.PLACE})


@operation
def forget_answers(*, erase_file: Callable[[UUID], None], by: Actor, at: datetime) -> int:
    """Forget every answer whose time is over, with its files, copies and place; returns of how many reporters.

    What a legal hold keeps stays, and is counted in the log of disposals.
    """
    due, kept = with_answers_over(at=at, held=personal_data.held_rows(_TABLE), most=MOST)
    rows = Reporter.objects.select_for_update(of=("self",)).select_related("case").filter(id__in=due)
    for row in rows.defer("case__words"):
        _forget(row, over(row.answers, row.case.ended_at, at), erase_file, by, at)
    personal_data.log_disposal(model=f"{_TABLE}.answers", rows=len(due), held=len(kept), by=by, at=at)
    return len(due)


def _forget(row: Reporter, paths: tuple[str, ...], erase_file: Callable[[UUID], None], by: Actor, at: datetime) -> None:
    """Forget some answers of one reporter."""
    values = {name: one["value"] for name, one in row.answers.items() if "value" in one}
    left = journeys.answers_without(values, paths)
    for file in {*journeys.files_sent(values)} - {*journeys.files_sent(left)}:
        erase_file(file)
    row.answers = marked(row.answers, left, paths)
    row.save(update_fields=["answers"])
    if row.submission is not None:
        journeys.forget_answers(submission=row.submission, paths=paths, by=by, at=at)
    if (row.case.home or row.case.private) and _is_place(row.version, paths):
        personal_data.blank_row("portreeve_cases.Case", row.case_id)


def _is_place(version: str, paths: Iterable[str]) -> bool:
    """Say whether one of the answers is where the case is, which the case itself repeats."""
    places = {q.id for q in catalogue.version(version).questions if q.type in _PLACES}
    return not places.isdisjoint(paths)

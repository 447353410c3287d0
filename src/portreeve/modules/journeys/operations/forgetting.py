"""Forgetting single answers of what was sent, when whoever owns the matter says that their time is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.span import after
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys.models import Submission
from portreeve.modules.journeys.queries.answers import changed_inside, files_sent, in_clear
from portreeve.modules.journeys.rules.forgetting import about_others, spans_of, without
from portreeve.modules.people import api as people

_TABLE = "portreeve_journeys.Submission"


@operation
def forget_answers(*, submission: UUID, paths: Iterable[str], by: Actor, at: datetime) -> frozenset[UUID]:
    """Take answers out of what was sent, with what was found out for them; returns the files that were among them.

    The caller records it and erases the files. Twice is once.
    """
    del by, at
    row = Submission.objects.select_for_update(of=("self",)).filter(id=submission).first()
    if row is None:
        return frozenset()
    wanted = tuple(paths)
    before = row.answers
    row.answers = without(before, wanted, changed_inside)
    row.learned = about_others(row.learned, wanted)
    row.save(update_fields=["answers", "learned"])
    return frozenset(files_sent(before)) - frozenset(files_sent(row.answers))


@operation
def forget_registered(*, erase_file: Callable[[UUID], None], by: Actor, at: datetime) -> int:
    """Forget the answers of changes told to holders whose own time is over, with their files; returns of how many."""
    gone = people.forget_details(by=by, at=at)
    for one in gone:
        if one.submission is not None:
            for file in forget_answers(submission=one.submission, paths=one.paths, by=by, at=at):
                erase_file(file)
    return len(gone)


@operation
def forget_dropped(*, erase_file: Callable[[UUID], None], by: Actor, at: datetime) -> int:
    """Forget the answers, whose own time is over, of what was held and came to nothing; returns of how many."""
    rows = Submission.objects.filter(status="dropped").exclude(answers={}).order_by("id")
    held, gone, kept = personal_data.held_rows(_TABLE), 0, 0
    for row in rows.only("id", "answers", "version_id", "release_at", "at").iterator(chunk_size=500):
        spans = spans_of(catalogue.version(row.version_id), {**row.answers, **in_clear(row.answers)})
        paths = [path for path, span in spans if after(row.release_at or row.at, span) <= at]
        if paths and row.id in held:
            kept += 1
        elif paths:
            gone += 1
            for file in forget_answers(submission=row.id, paths=paths, by=by, at=at):
                erase_file(file)
    personal_data.log_disposal(model=f"{_TABLE}.answers", rows=gone, held=kept, by=by, at=at)
    return gone

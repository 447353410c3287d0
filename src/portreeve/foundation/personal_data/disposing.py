"""Disposal: what is past its time goes by itself, is counted, and leaves a line in the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.personal_data import locking, register, rows
from portreeve.foundation.personal_data.erasing import EraseFile
from portreeve.foundation.personal_data.events import Disposed
from portreeve.foundation.personal_data.models import Disposal
from portreeve.foundation.personal_data.queries import parties_held
from portreeve.foundation.personal_data.types import DisposalLine
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.personal import Declaration

MOST = 5000
"""Rows of one table that one run disposes of, so that its transaction stays short; the next run goes on."""


def dispose(*, erase_file: EraseFile, by: Actor, at: datetime) -> tuple[DisposalLine, ...]:
    """Dispose of what is past its time in every table that says how long it keeps; one transaction a table."""
    lines = []
    for declaration in register.declarations().values():
        if declaration.keep and declaration.since:
            lines.append(_dispose_of(declaration=declaration, erase_file=erase_file, by=by, at=at))
    return tuple(lines)


@operation
def _dispose_of(*, declaration: Declaration, erase_file: EraseFile, by: Actor, at: datetime) -> DisposalLine:
    """Dispose of one table's rows past their time, leaving those under a legal hold, and log it."""
    locking.before_taking()
    past = rows.past(declaration, at)
    kept = rows.held(declaration, parties_held()).values("pk")
    held = past.filter(pk__in=kept).count()
    going = list(past.exclude(pk__in=kept).values_list("pk", flat=True)[:MOST])
    count = blank(declaration, going, erase_file)
    return log_disposal(model=declaration.model, rows=count, held=held, by=by, at=at)


def blank(declaration: Declaration, keys: Iterable[object], erase_file: EraseFile) -> int:
    """Blank or delete rows, with what leans on them and their files; returns how many rows said something."""
    count = 0
    for leaning, some in rows.with_leaning(declaration, list(keys)):
        for file in rows.files_of(leaning, some):
            erase_file(file)
        count += rows.blank(leaning, some)
    return count


def blank_row(model: str, key: UUID) -> None:
    """Blank what one row itself says, for a module whose rule says that its time is over."""
    declaration = register.declarations()[model]
    rows.blank(declaration, register.table(declaration)._default_manager.filter(pk=key))


@operation
def log_disposal(*, model: str, rows: int, held: int, by: Actor, at: datetime) -> DisposalLine:
    """Log a run of disposal over one table, or one column of it, where it did something or other rows are held now."""
    last = Disposal.objects.filter(model=model).order_by("-at", "-id").values_list("held", flat=True).first() or 0
    if rows or held != last:
        made = Disposal.objects.create(id=uuid7(), model=model, at=at, rows=rows, held=held)
        record(Disposed(subject=made.id, model=model, rows=rows, held=held), by=by, at=at)
    return DisposalLine(model=model, disposed=rows, held=held)

"""Export, erasure, legal holds and disposal (design §4.6; standards §16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.personal_data import register, rows
from portreeve.foundation.personal_data.events import Disposed, HoldLifted, HoldPlaced, PersonErased, PersonExported
from portreeve.foundation.personal_data.models import Disposal, Erasure, LegalHold
from portreeve.foundation.personal_data.types import DisposalLine, Erased, Export, OnLegalHold
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.personal import Declaration, Subject

EraseFile = Callable[[UUID], None]
MOST = 5000
"""Rows of one table that one run disposes of, so that its transaction stays short; the next run goes on."""


@operation
def export(*, party: UUID, by: Actor, at: datetime) -> Export:
    """Return everything held on a person, by table, with the ids of their files. Audited."""
    tables: dict[str, tuple[dict[str, object], ...]] = {}
    files: set[UUID] = set()
    for declaration in register.about_people():
        found = rows.rows_of(declaration, party)
        tables[declaration.model] = tuple(rows.values_of(row) for row in found)
        files |= rows.files_of(declaration, found)
    count = sum(len(found) for found in tables.values())
    record(PersonExported(subject=party, rows=count), by=by, at=at)
    return Export(party=party, at=at, tables={k: v for k, v in tables.items() if v}, files=tuple(sorted(files)))


@operation
def erase(*, party: UUID, erase_file: EraseFile, by: Actor, at: datetime) -> Erased:
    """Erase a person: blank or delete what each table declares; codes and counts stay true. Twice is once.

    `erase_file` forgets one file; it is called for each, inside the transaction. Raises OnLegalHold.
    """
    hold = LegalHold.objects.filter(party=party, lifted_at=None).first()
    if hold:
        raise OnLegalHold(hold=str(hold.id))
    done = _erase_rows(party, erase_file)
    total = sum(done.tables.values())
    Erasure.objects.update_or_create(party=party, defaults={"at": at, "by": by.id, "rows": total})
    record(PersonErased(subject=party, rows=total), by=by, at=at)
    return done


def _erase_rows(party: UUID, erase_file: EraseFile) -> Erased:
    """Blank or delete a person's rows, the leaning tables before those they lean on."""
    tables: dict[str, int] = {}
    files: set[UUID] = set()
    for declaration in register.about_people():
        found = rows.rows_of(declaration, party)
        files |= rows.files_of(declaration, found)
        tables[declaration.model] = rows.blank(declaration, found)
    for file in files:
        erase_file(file)
    return Erased(party=party, tables={k: n for k, n in tables.items() if n}, files=len(files))


@operation
def reapply_erasures(*, erased: Iterable[UUID], erase_file: EraseFile, by: Actor, at: datetime) -> int:
    """After a restore: erase again everybody erased since the backup was made; returns how many people."""
    count = 0
    for party in erased:
        erase(party=party, erase_file=erase_file, by=by, at=at)
        count += 1
    return count


@operation
def place_hold(*, party: UUID, reason: str, by: Actor, at: datetime) -> UUID:
    """Keep a person's records from erasure and disposal. Returns the hold; one in force already is returned again."""
    held = LegalHold.objects.filter(party=party, lifted_at=None).first()
    if held:
        return held.id
    hold = LegalHold.objects.create(party=party, reason=reason, placed_at=at)
    record(HoldPlaced(subject=hold.id, party_held=str(party)), by=by, at=at)
    return hold.id


@operation
def lift_hold(*, hold: UUID, by: Actor, at: datetime) -> None:
    """End a legal hold. Twice is once."""
    if LegalHold.objects.filter(id=hold, lifted_at=None).update(lifted_at=at):
        record(HoldLifted(subject=hold), by=by, at=at)


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
    past = rows.past(declaration, at)
    kept = past.none()
    if declaration.subject is Subject.PARTY:
        for party in LegalHold.objects.filter(lifted_at=None).values_list("party", flat=True):
            kept = kept | (past & rows.rows_of(declaration, party))
    held = kept.count()
    going = list(past.exclude(pk__in=kept.values("pk")).values_list("pk", flat=True)[:MOST])
    count = 0
    for leaning, some in rows.with_leaning(declaration, going):
        for file in rows.files_of(leaning, some):
            erase_file(file)
        count += rows.blank(leaning, some)
    if count or held:
        made = Disposal.objects.create(id=uuid7(), model=declaration.model, at=at, rows=count, held=held)
        record(Disposed(subject=made.id, model=declaration.model, rows=count, held=held), by=by, at=at)
    return DisposalLine(model=declaration.model, disposed=count, held=held)

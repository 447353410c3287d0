"""Erasing a person: what tells who they are goes, counts and codes stay true (design §4.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.personal_data import holding, locking, register, rows
from portreeve.foundation.personal_data.events import PersonErased
from portreeve.foundation.personal_data.models import Erasure
from portreeve.foundation.personal_data.queries import holds_on, parties_held
from portreeve.foundation.personal_data.types import Erased, OnLegalHold
from portreeve.foundation.pure.actor import Actor

EraseFile = Callable[[UUID], None]


@operation
def erase(*, party: UUID, erase_file: EraseFile, by: Actor, at: datetime) -> Erased:
    """Erase a person: blank or delete what each table declares; codes and counts stay true. Twice is once.

    `erase_file` forgets one file; it is called for each, inside the transaction. Rows that are also those of somebody
    under a legal hold stay, are counted, and go when that is lifted: see `erase_what_was_left`. Raises OnLegalHold.
    """
    locking.before_taking()
    if holds := holds_on(party):
        raise OnLegalHold(hold=str(holds[0].id))
    row, _ = Erasure.objects.update_or_create(party=party, defaults={"at": at, "by": by.id, "rows": 0, "left": 0})
    done = _erase_rows(party, erase_file)
    row.rows = total = sum(done.tables.values())
    row.left = left = sum(done.held.values())
    row.save(update_fields=["rows", "left"])
    record(PersonErased(subject=party, rows=total, left=left), by=by, at=at)
    return done


def _erase_rows(party: UUID, erase_file: EraseFile) -> Erased:
    """Blank or delete a person's rows, the leaning tables before those they lean on."""
    tables: dict[str, int] = {}
    kept: dict[str, int] = {}
    files: set[UUID] = set()
    parties = parties_held()
    for declaration in register.about_people():
        found = rows.erasable(declaration, party, Erasure.objects.values("party"))
        held = rows.held(declaration, parties)
        kept[declaration.model] = found.filter(pk__in=held.values("pk")).count() if parties else 0
        going = found.exclude(pk__in=held.values("pk")) if kept[declaration.model] else found
        files |= rows.files_of(declaration, going)
        tables[declaration.model] = rows.blank(declaration, going)
    for file in files:
        erase_file(file)
    return Erased(
        party=party,
        tables={k: n for k, n in tables.items() if n},
        files=len(files),
        held={k: n for k, n in kept.items() if n},
    )


def erase_what_was_left(*, erase_file: EraseFile, by: Actor, at: datetime) -> int:
    """Erase what a legal hold on somebody else kept of people erased before; returns how many are done with."""
    done = 0
    for party in list(Erasure.objects.filter(left__gt=0).values_list("party", flat=True)):
        done += not _again(party=party, erase_file=erase_file, by=by, at=at)
    return done


@operation
def _again(*, party: UUID, erase_file: EraseFile, by: Actor, at: datetime) -> int:
    """Erase what is left of a person erased before, if anything may go now; returns how many rows stay."""
    locking.before_taking()
    before = Erasure.objects.select_for_update().get(party=party)
    if holds_on(party):
        return before.left
    erased = _erase_rows(party, erase_file)
    gone, left = sum(erased.tables.values()), sum(erased.held.values())
    if gone or left != before.left:
        before.rows, before.left = before.rows + gone, left
        before.save(update_fields=["rows", "left"])
        record(PersonErased(subject=party, rows=gone, left=left), by=by, at=at)
    return left


@operation
def reapply_erasures(*, erased: Iterable[UUID], erase_file: EraseFile, by: Actor, at: datetime) -> int:
    """After a restore: erase again everybody erased since the backup was made; returns how many people.

    Nobody is erased under a legal hold: one that came back with the backup had been lifted before, and is again.
    """
    count = 0
    for party in erased:
        for hold in holds_on(party):
            holding.lift_hold(hold=hold.id, by=by, at=at)
        erase(party=party, erase_file=erase_file, by=by, at=at)
        count += 1
    return count

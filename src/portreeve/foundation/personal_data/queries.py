"""Reading what was erased and held."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.personal_data import register, rows
from portreeve.foundation.personal_data.models import Erasure, LegalHold
from portreeve.foundation.personal_data.types import Hold, HoldReason
from portreeve.foundation.pure.result import Page

_SHOWN = 50


def erased_since(at: datetime | None = None) -> tuple[UUID, ...]:
    """Return the parties erased since a time, or ever; a backup's manifest keeps them outside the database."""
    found = Erasure.objects.order_by("at")
    if at is not None:
        found = found.filter(at__gte=at)
    return tuple(found.values_list("party", flat=True))


def is_held(party: UUID) -> bool:
    """Say whether a legal hold is in force for a person."""
    return LegalHold.objects.filter(party=party, lifted_at=None).exists()


def holds_on(party: UUID) -> tuple[Hold, ...]:
    """Return the legal holds in force for a person, the oldest first."""
    return tuple(hold_of(row) for row in LegalHold.objects.filter(party=party, lifted_at=None).order_by("id"))


def holds(*, lifted: bool = False, after: str = "") -> Page[Hold]:
    """Return a page of the legal holds in force, or of those lifted, the newest first. The caller checks who reads."""
    every = LegalHold.objects.filter(lifted_at__isnull=not lifted)
    found = every.filter(id__lt=_key(after)) if _key(after) else every
    page = list(found.order_by("-id")[: _SHOWN + 1])
    more = str(page[_SHOWN - 1].id) if len(page) > _SHOWN else ""
    return Page(rows=tuple(hold_of(row) for row in page[:_SHOWN]), count=every[:1001].count(), after=more)


def parties_held() -> tuple[UUID, ...]:
    """Return everybody under a legal hold."""
    return tuple(LegalHold.objects.filter(lifted_at=None).values_list("party", flat=True).distinct())


def held_rows(model: str) -> frozenset[UUID]:
    """Return the ids of one table's rows that a legal hold keeps, for a module that disposes by a rule of its own."""
    found = rows.held(register.declarations()[model], parties_held())
    return frozenset(found.values_list("pk", flat=True))


def _key(text: str) -> UUID | None:
    """Return the key of a page, or None where it is none of ours."""
    try:
        return UUID(text)
    except ValueError:
        return None


def hold_of(row: LegalHold) -> Hold:
    """Return a row as a value."""
    return Hold(
        id=row.id,
        party=row.party,
        reason=HoldReason(row.reason),
        reference=row.reference,
        placed_at=row.placed_at,
        placed_by=row.placed_by,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
    )

"""Reading what was erased and held."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from portreeve.foundation.audit import api as audit
from portreeve.foundation.personal_data import locking, register, rows
from portreeve.foundation.personal_data.models import Disposal, Erasure, LegalHold
from portreeve.foundation.personal_data.types import HOLD_ACT, Hold, HoldReason
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.result import Page
from portreeve.foundation.pure.scope import may_everywhere

_SHOWN = 50


def erased_since(at: datetime | None = None) -> tuple[UUID, ...]:
    """Return the parties erased since a time, or ever; a backup's manifest keeps them outside the database."""
    found = Erasure.objects.order_by("at")
    if at is not None:
        found = found.filter(at__gte=at)
    return tuple(found.values_list("party", flat=True))


def erased_among(parties: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the parties who were ever erased."""
    return frozenset(Erasure.objects.filter(party__in=parties).values_list("party", flat=True))


def holds_on(party: UUID) -> tuple[Hold, ...]:
    """Return the legal holds in force for a person, the oldest first."""
    return tuple(hold_of(row) for row in LegalHold.objects.filter(party=party, lifted_at=None).order_by("id"))


def holds(*, actor: Actor, at: datetime, lifted: bool = False, after: str = "") -> Page[Hold]:
    """Return a page of the legal holds in force, or of those lifted, the newest first. Audited. Raises NotAllowed."""
    _check(actor)
    audit.append(act="hold.listed", subject_type="hold", subject=None, by=actor, at=at)
    every = LegalHold.objects.filter(lifted_at__isnull=not lifted)
    found = every.filter(id__lt=_key(after)) if _key(after) else every
    page = list(found.order_by("-id")[: _SHOWN + 1])
    more = str(page[_SHOWN - 1].id) if len(page) > _SHOWN else ""
    return Page(rows=tuple(hold_of(row) for row in page[:_SHOWN]), count=every[:1001].count(), after=more)


def every_hold() -> tuple[Hold, ...]:
    """Return every legal hold, in force or lifted, for a restore to take over into the database that it brings back."""
    return tuple(hold_of(row) for row in LegalHold.objects.order_by("id"))


def hold(*, hold: UUID, actor: Actor) -> Hold:
    """Return one legal hold, in force or lifted. Raises NotAllowed, NotFound."""
    _check(actor)
    row = LegalHold.objects.filter(id=hold).first()
    if row is None:
        raise NotFound
    return hold_of(row)


def kept_by_holds() -> int:
    """Return how many records were past their time and kept by a hold, the last time that disposal looked."""
    last = Disposal.objects.order_by("model", "-at", "-id").distinct("model").values_list("held", flat=True)
    return sum(last)


def _check(actor: Actor) -> None:
    """Refuse whoever may not see holds."""
    if not may_everywhere(actor, HOLD_ACT):
        raise NotAllowed(act=HOLD_ACT)


def parties_held() -> tuple[UUID, ...]:
    """Return everybody under a legal hold."""
    return tuple(LegalHold.objects.filter(lifted_at=None).values_list("party", flat=True).distinct())


def held_rows(model: str, *, among: Collection[UUID] | None = None) -> frozenset[UUID]:
    """Return the ids of one table's rows that a legal hold keeps, for a module that disposes by a rule of its own.

    `among` names the rows that matter, where there are few of them.

    To be asked in the transaction that disposes: no hold is placed from then until its end.
    """
    locking.before_taking()
    found = rows.held(register.declarations()[model], parties_held())
    if among is not None:
        found = found.filter(pk__in=among)
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

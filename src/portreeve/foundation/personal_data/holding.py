"""Legal holds: what must be kept for a court, an ombudsman or an inquiry is neither erased nor disposed of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.personal_data import locking
from portreeve.foundation.personal_data.events import HoldLifted, HoldPlaced
from portreeve.foundation.personal_data.models import LegalHold
from portreeve.foundation.personal_data.queries import hold_of
from portreeve.foundation.personal_data.types import HOLD_ACT, Hold, HoldIncomplete, HoldReason
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.scope import may_everywhere

LONGEST = 60
"""Characters of a hold's reference; what is longer is a story, and belongs elsewhere."""


@operation
def place_hold(*, party: UUID, reason: HoldReason, reference: str = "", by: Actor, at: datetime) -> UUID:
    """Keep a person's records from erasure and disposal. Returns the hold.

    The same reason and reference, still in force, is the same hold; another reason is another, and each is lifted by
    itself. The caller has seen that there is such a person. Raises NotAllowed, and HoldIncomplete for a reference that
    is too long to be one.
    """
    if not may_everywhere(by, HOLD_ACT):
        raise NotAllowed(act=HOLD_ACT)
    named = " ".join(reference.split())
    if len(named) > LONGEST:
        raise HoldIncomplete(field="reference", most=LONGEST)
    locking.before_holding()
    hold, made = LegalHold.objects.get_or_create(
        party=party,
        reason=reason,
        reference=named,
        lifted_at=None,
        defaults={"placed_at": at, "placed_by": by.id},
    )
    if made:
        record(HoldPlaced(subject=hold.id, party_held=str(party), reason=reason), by=by, at=at)
    return hold.id


@operation
def take_over_holds(*, holds: Iterable[Hold], by: Actor, at: datetime) -> int:
    """After a restore: place and lift again what was placed and lifted since; returns how many were not so.

    Twice is once. Each keeps its id, who placed and lifted it, and when; that it was taken over is in the audit.
    """
    locking.before_holding()
    # What was lifted goes first: the same reason may have been given again since.
    return sum(_take_over(one, by, at) for one in sorted(holds, key=lambda one: (one.lifted_at is None, one.id)))


def _take_over(one: Hold, by: Actor, at: datetime) -> bool:
    """Make a hold as it was before the restore; says whether it was not so."""
    row = LegalHold.objects.select_for_update().filter(id=one.id).first()
    if row is None:
        same = LegalHold.objects.filter(party=one.party, reason=one.reason, reference=one.reference, lifted_at=None)
        if one.lifted_at is None and same.exists():
            return False
        row = LegalHold.objects.create(
            id=one.id,
            party=one.party,
            reason=one.reason,
            reference=one.reference,
            placed_at=one.placed_at,
            placed_by=one.placed_by,
        )
        record(HoldPlaced(subject=one.id, party_held=str(one.party), reason=one.reason), by=by, at=at)
    elif row.lifted_at is not None or one.lifted_at is None:
        return False
    if one.lifted_at is not None:
        row.lifted_at, row.lifted_by = one.lifted_at, one.lifted_by
        row.save(update_fields=["lifted_at", "lifted_by"])
        record(HoldLifted(subject=one.id, party_held=str(one.party)), by=by, at=at)
    return True


@operation
def lift_hold(*, hold: UUID, by: Actor, at: datetime) -> Hold:
    """End a legal hold and return it: from here on the person's records go when their time is over. Twice is once.

    Raises NotAllowed, NotFound.
    """
    if not may_everywhere(by, HOLD_ACT):
        raise NotAllowed(act=HOLD_ACT)
    row = LegalHold.objects.select_for_update().filter(id=hold).first()
    if row is None:
        raise NotFound
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by = at, by.id
        row.save(update_fields=["lifted_at", "lifted_by"])
        record(HoldLifted(subject=hold, party_held=str(row.party)), by=by, at=at)
    return hold_of(row)

"""Reading what was erased and held."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.personal_data.models import Erasure, LegalHold


def erased_since(at: datetime | None = None) -> tuple[UUID, ...]:
    """Return the parties erased since a time, or ever; a backup's manifest keeps them outside the database."""
    found = Erasure.objects.order_by("at")
    if at is not None:
        found = found.filter(at__gte=at)
    return tuple(found.values_list("party", flat=True))


def is_held(party: UUID) -> bool:
    """Say whether a legal hold is in force for a person."""
    return LegalHold.objects.filter(party=party, lifted_at=None).exists()

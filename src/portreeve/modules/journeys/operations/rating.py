"""How it was to use a service: one face and one reason, given once, after it was sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from portreeve.foundation.idempotency import api as idempotency
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.journeys.events import JourneyRated
from portreeve.modules.journeys.queries.loading import journey_row
from portreeve.modules.journeys.types import JourneyStatus, NotReady

FACES = frozenset({"good", "fair", "poor"})
REASONS = frozenset({"", "quick", "slow", "done well", "not done", "kept informed", "not informed"})
_KEPT = timedelta(days=90)


@operation
def rate(*, journey: UUID, face: str, reason: str = "", by: Actor, at: datetime) -> None:
    """Take a person's word on how it was to use the service; only the first counts. Raises NotFound, NotReady."""
    row = journey_row(journey, by)
    if row.status not in {JourneyStatus.SENT, JourneyStatus.HELD} or face not in FACES or reason not in REASONS:
        raise NotReady(service=row.service)

    def write() -> None:
        record(JourneyRated(subject=row.id, service=row.service, face=face, reason=reason), by=by, at=at)

    idempotency.once(actor=by, key=f"journey.rate/{row.id}", body="", ttl=_KEPT, do=write)

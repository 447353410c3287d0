"""What the desk tells a team, and the marking of it as seen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.models import Alert, Case
from portreeve.modules.cases.queries.scope import reach
from portreeve.modules.cases.types import AlertKind


def alert(case: Case, kind: AlertKind, *, key: str, at: datetime) -> None:
    """Tell a case's team something once: the same key is one alert."""
    row = Alert(case=case, kind=kind, team=case.team, at=at, key=f"{kind}:{key}"[:80])
    Alert.objects.bulk_create([row], ignore_conflicts=True)


@operation
def alerts_seen(*, alerts: tuple[UUID, ...], by: Actor, at: datetime) -> int:
    """Take alerts off the desk; those on cases out of reach stay. Returns how many were."""
    within = Case.objects.filter(reach(by))
    rows = Alert.objects.filter(pk__in=alerts, seen_at__isnull=True, case__in=within)
    return rows.update(seen_at=at, seen_by=by.id)

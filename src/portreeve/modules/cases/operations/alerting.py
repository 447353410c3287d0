"""What the desk tells a team, and the marking of it as seen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.audit import api as audit
from portreeve.foundation.journal.api import operation
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.models import Alert, Case
from portreeve.modules.cases.queries.scope import reach
from portreeve.modules.cases.types import AlertKind

WORK = "case.work"
"""The grant by which alerts are shown, and so put away."""


def alert(case: Case, kind: AlertKind, *, key: str, at: datetime) -> None:
    """Tell a case's team something once: the same key is one alert."""
    row = Alert(case=case, kind=kind, team=case.team, at=at, key=f"{kind}:{key}"[:80])
    Alert.objects.bulk_create([row], ignore_conflicts=True)


@operation
def alerts_seen(*, alerts: tuple[UUID, ...], by: Actor, at: datetime) -> int:
    """Take alerts off the desk for everybody they are shown to, each with its entry in the audit.

    Those on cases that the actor may not work on stay. Returns how many were put away.
    """
    within = reach(by, WORK, path="case")
    rows = Alert.objects.select_for_update(of=("self",)).filter(within, pk__in=alerts, seen_at__isnull=True)
    found = list(rows.order_by("id"))
    for row in found:
        row.seen_at, row.seen_by = at, by.id
        details = {"alert": str(row.id), "kind": row.kind}
        audit.append(act="case.alert_seen", subject_type="case", subject=row.case_id, by=by, at=at, details=details)
    Alert.objects.bulk_update(found, ["seen_at", "seen_by"])
    return len(found)

"""Reading the audit."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.audit.types import Entry
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.foundation.pure.scope import may_everywhere

ACT = "audit.view"


def entries_for(subject: UUID, *, actor: Actor, limit: int = 500) -> tuple[Entry, ...]:
    """Return who did and saw what to one subject, the newest first. Raises NotAllowed without `audit.view`."""
    return _entries(AuditEntry.objects.filter(subject=subject), actor, limit)


def entries_by(staff: str, *, actor: Actor, limit: int = 500) -> tuple[Entry, ...]:
    """Return what one actor did and saw, the newest first. Raises NotAllowed without `audit.view`."""
    return _entries(AuditEntry.objects.filter(actor=staff), actor, limit)


def _entries(found: QuerySet[AuditEntry], actor: Actor, limit: int) -> tuple[Entry, ...]:
    if not may_everywhere(actor, ACT):
        raise NotAllowed(act=ACT)
    return tuple(
        Entry(
            id=e.id,
            act=e.act,
            subject_type=e.subject_type,
            subject=e.subject,
            at=e.at,
            actor_kind=e.actor_kind,
            actor=e.actor,
            channel=e.channel,
            trace=e.trace,
            details=e.details,
        )
        for e in found.order_by("-at", "-id")[:limit]
    )

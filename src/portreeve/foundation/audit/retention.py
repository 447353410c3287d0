"""Deleting old entries under the retention rule, and accepting what a restored backup did not hold."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from portreeve.foundation.audit import heads
from portreeve.foundation.audit.models import AuditEntry, AuditSeal
from portreeve.foundation.audit.operations import append
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.foundation.pure.scope import may_everywhere

ACT = "audit.dispose"


def dispose(*, before: datetime, by: Actor, at: datetime) -> int:
    """Delete the entries of all seals made before a time, keeping the seals; returns how many. Raises NotAllowed.

    A signed note is written outside the database first, so that `verify` knows these from entries somebody removed.
    """
    if not may_everywhere(by, ACT):
        raise NotAllowed(act=ACT)
    seals = list(AuditSeal.objects.filter(sealed_at__lt=before).order_by("number").values_list("number", "entries"))
    ids = [entry for _, entries in seals for entry in entries]
    if not AuditEntry.objects.filter(id__in=ids).exists():
        return 0
    heads.note("disposed", seals[0][0], seals[-1][0], at.isoformat())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL portreeve.disposal = 'audit'")
            cursor.execute("DELETE FROM portreeve_audit_auditentry WHERE id = ANY(%s)", [ids])
            gone = cursor.rowcount
            cursor.execute("SET LOCAL portreeve.disposal = ''")
        details = {"before": before.isoformat(), "entries": gone}
        append(act="audit.disposed", subject_type="audit", subject=None, by=by, at=at, details=details)
    return int(gone)


def accept_restore(*, by: Actor, at: datetime) -> tuple[int, ...]:
    """Accept that seals published after the backup was taken are lost, once a backup has been restored; returns them.

    Raises NotAllowed.
    """
    if not may_everywhere(by, ACT):
        raise NotAllowed(act=ACT)
    published = heads.read()
    here = set(AuditSeal.objects.values_list("number", flat=True))
    lost = sorted(set(published.heads) - here - published.lost)
    for number in lost:
        heads.note("lost", number, number, at.isoformat())
    if lost:
        details = {"first": lost[0], "last": lost[-1], "count": len(lost)}
        append(act="audit.restore_accepted", subject_type="audit", subject=None, by=by, at=at, details=details)
    return tuple(lost)

"""Whether the audit is being sealed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portreeve.foundation.audit import sealing, signing
from portreeve.foundation.audit.models import AuditSeal
from portreeve.foundation.commit_order.api import START
from portreeve.foundation.pure.ids import made_at

LATE = timedelta(minutes=1)


def trouble() -> str:
    """Say what is wrong and what to do about it; nothing while entries are sealed within a minute."""
    last = AuditSeal.objects.order_by("-number").first()
    if last is not None and not signing.key_file().exists():
        return "The audit's signing key is gone: put keys/audit-signing.pem back into the home folder."
    rows = sealing.rows_after(START if last is None else sealing.until_of(last), 1)
    if rows and datetime.now(UTC) - made_at(rows[0][0]) > LATE:
        return "Audit entries have not been sealed for over a minute. See whether the worker runs."
    return ""

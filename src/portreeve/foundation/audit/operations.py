"""Adding to the audit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from portreeve.foundation.observe import api as observe
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.statements.api import planned

Details = Mapping[str, str | int | bool | None]
LONGEST_DETAIL = 120
"""Longer text is likely to be what somebody wrote, and that has no place in the audit."""

_ADD = """
INSERT INTO portreeve_audit_auditentry
    (id, act, subject_type, subject, at, actor_kind, actor, channel, trace, details)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb)
"""


def append(
    *, act: str, subject_type: str, subject: UUID | None, by: Actor, at: datetime, details: Details | None = None
) -> UUID:
    """Add one entry in the transaction that is open, or in one of its own; returns its id. Takes no shared lock.

    Details are ids, codes and numbers. Raises TypeError or ValueError for anything that could be personal.
    """
    checked = checked_details(details or {})
    entry = uuid7()
    trace = by.trace or observe.current()
    moment = at.astimezone(UTC)
    values: list[Any] = [
        entry,
        act,
        subject_type,
        subject,
        moment,
        by.kind.value,
        by.id,
        by.channel.value,
        trace,
        checked,
    ]
    with planned() as cursor:
        cursor.execute(_ADD, values)
    return entry


def seen(*, what: str, subject: UUID, by: Actor, at: datetime, details: Details | None = None) -> UUID:
    """Note that somebody looked at something that is audited when read: a person, or a private case."""
    return append(act=f"{what}.seen", subject_type=what, subject=subject, by=by, at=at, details=details)


def checked_details(details: Details) -> str:
    """Return the details as JSON. Raises TypeError for what is not a code or number, ValueError for long text."""
    for name, value in details.items():
        if value is not None and not isinstance(value, str | int | bool):
            raise TypeError(f"Detail {name} must be text, a whole number, true, false or nothing.")
        if isinstance(value, str) and len(value) > LONGEST_DETAIL:
            raise ValueError(f"Detail {name} is too long for an id or a code.")
    return json.dumps(dict(details), ensure_ascii=False)

"""What the audit's tests share: entries, seals, and an attacker who holds the database but not the key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from portreeve.foundation.audit import api as audit
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.ids import uuid7

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY = system("tests")


def act(count: int = 1, *, name: str = "case.closed") -> list[UUID]:
    """Add entries, each in a transaction of its own, and seal them together."""
    ids = [audit.append(act=name, subject_type="case", subject=uuid7(), by=BY, at=AT) for _ in range(count)]
    audit.seal(at=AT + timedelta(seconds=1))
    return ids


@contextmanager
def unprotected() -> Iterator[None]:
    """Be somebody who owns the tables and switches their protection off."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("portreeve_audit_auditentry", "portreeve_audit_auditseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER portreeve_audit_keep")
        yield
        for table in ("portreeve_audit_auditentry", "portreeve_audit_auditseal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER portreeve_audit_keep")


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))  # type: ignore[arg-type]

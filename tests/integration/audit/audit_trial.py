"""What the audit's tests share: entries, seals, and an attacker who holds the database but not the key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from portreeve.foundation.audit import api as audit
from portreeve.foundation.audit import rules
from portreeve.foundation.audit.models import AuditSeal
from portreeve.foundation.audit.sealing import COLUMNS, typed, until_of
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


def recompute(forger: Ed25519PrivateKey | None = None) -> None:
    """Chain everything again as it is now, signed with another key."""
    forger = forger or Ed25519PrivateKey.generate()
    previous = rules.FIRST
    for seal in AuditSeal.objects.order_by("number"):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(COLUMNS)} FROM portreeve_audit_auditentry WHERE id = ANY(%s)"
                " ORDER BY era, transaction, id",
                [seal.entries],
            )
            hashes = b"".join(rules.entry_hash(typed(row)) for row in cursor.fetchall())
        head = rules.head_hash(
            number=seal.number,
            previous=previous,
            until=until_of(seal),
            sealed_at=seal.sealed_at,
            entries=seal.entries,
            hashes=hashes,
        )
        run(
            "UPDATE portreeve_audit_auditseal SET hashes = %s, previous = %s, head = %s, signature = %s"
            " WHERE number = %s",
            hashes,
            previous,
            head,
            forger.sign(head),
            seal.number,
        )
        previous = head

"""The one sealer: chains entries of finished transactions, and writes each signed head outside the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from portreeve.foundation.audit import heads, rules, signing
from portreeve.foundation.audit.models import AuditSeal
from portreeve.foundation.commit_order.api import START, CommitPlace, final, head, place

TABLE = "portreeve_audit_auditentry"
COLUMNS = (
    "id",
    "era",
    "transaction",
    "act",
    "subject_type",
    "subject",
    "at",
    "actor_kind",
    "actor",
    "channel",
    "trace",
    "details",
)
BATCH = 5000
_ONE_SEALER = 0x706F7274_61756469
"""Key of the advisory lock: "port" and "audi" in ASCII."""
_NEXT = (
    f"SELECT {', '.join(COLUMNS)} FROM {TABLE} "  # noqa: S608 - fixed names
    f"WHERE (era, transaction, id) > (%s, %s::xid8, %s) AND {final(TABLE)} ORDER BY era, transaction, id LIMIT %s"
)


def seal(*, at: datetime) -> int:
    """Seal all entries of finished transactions; returns how many: 0 while another seals. Raises KeyMissing.

    Within the database first, then in the file: what a crash keeps from the file is written at the next sealing.
    """
    sealed = 0
    while True:
        batch = _seal_batch(at)
        sealed += batch
        if batch < BATCH:
            break
    publish()
    return sealed


def _seal_batch(at: datetime) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ONE_SEALER])
        row = cursor.fetchone()
        if not (row and row[0]):
            return 0
        before = AuditSeal.objects.order_by("-number").first()
        after = START if before is None else until_of(before)
        last = head(TABLE)
        if last <= after:
            return 0
        entries = rows_after(after, BATCH)
        if not entries:
            return 0
        _add_seal(before, entries, at)
    return len(entries)


def _add_seal(before: AuditSeal | None, entries: Sequence[tuple[Any, ...]], at: datetime) -> None:
    """Chain one batch to the seal before it. A number that was published is never used again."""
    number = max(before.number if before else 0, heads.last_published()) + 1
    previous = bytes(before.head) if before else rules.FIRST
    until = place(entries[-1][1], entries[-1][2], entries[-1][0])
    ids: list[UUID] = [entry[0] for entry in entries]
    hashes = b"".join(rules.entry_hash(entry) for entry in entries)
    top = rules.head_hash(number=number, previous=previous, until=until, sealed_at=at, entries=ids, hashes=hashes)
    AuditSeal.objects.create(
        number=number,
        sealed_at=at,
        until_era=until.era,
        until_transaction=until.transaction,
        until_id=until.id,
        entries=ids,
        hashes=hashes,
        previous=previous,
        head=top,
        signature=signing.sign(top, first=before is None and number == 1),
    )


def publish() -> int:
    """Write the heads of seals that the file does not have yet; returns how many."""
    with heads.appending() as writer:
        new = AuditSeal.objects.filter(number__gt=heads.last_published()).order_by("number")
        lines = [
            json.dumps(
                {
                    "seal": number,
                    "at": sealed_at.isoformat(),
                    "head": bytes(top).hex(),
                    "signature": bytes(signature).hex(),
                }
            )
            for number, sealed_at, top, signature in new.values_list("number", "sealed_at", "head", "signature")
        ]
        writer.writelines(f"{line}\n" for line in lines)
    return len(lines)


def until_of(found: AuditSeal) -> CommitPlace:
    """Return the place of the last entry in a seal."""
    return CommitPlace(found.until_era, found.until_transaction, found.until_id)


def rows_after(after: CommitPlace, limit: int) -> list[tuple[Any, ...]]:
    """Return the next final entries after a place, in commit order, with the columns that are hashed."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [*after.parameters(), limit])
        return [typed(row) for row in cursor.fetchall()]


def typed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row with its transaction as a number and its details as a mapping, whatever the driver made of them."""
    id, era, number, *rest, details = row
    return (id, era, int(number), *rest, json.loads(details) if isinstance(details, str) else details)

"""Checking the whole audit against its seals, and the seals against what was written outside the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from portreeve.foundation.audit import heads, rules, signing
from portreeve.foundation.audit.models import AuditSeal
from portreeve.foundation.audit.sealing import COLUMNS, TABLE, typed, until_of
from portreeve.foundation.audit.types import Verdict
from portreeve.foundation.commit_order.api import START, CommitPlace

_SOME = ", ".join(COLUMNS)
_RANGE = (
    f"SELECT {_SOME} FROM {TABLE} WHERE (era, transaction, id) > (%s, %s::xid8, %s) "  # noqa: S608 - fixed names
    "AND (era, transaction, id) <= (%s, %s::xid8, %s)"
)
_BY_ID = f"SELECT id FROM {TABLE} WHERE id = ANY(%s)"  # noqa: S608 - fixed names
_TAIL = f"SELECT count(*), min(at) FROM {TABLE} WHERE (era, transaction, id) > (%s, %s::xid8, %s)"  # noqa: S608


@dataclass
class _Found:
    """What has been found so far."""

    entries: int = 0
    seals: int = 0
    disposed: int = 0
    altered: list[UUID] = field(default_factory=list)
    missing: list[UUID] = field(default_factory=list)
    added: list[UUID] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    forged: list[int] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    differing: list[int] = field(default_factory=list)


def verify() -> Verdict:
    """Check every entry and every seal. Takes one snapshot of the database, locks nothing. Raises KeyMissing."""
    published = heads.read()
    found = _Found()
    with transaction.atomic():
        with connection.cursor() as cursor:
            if not connection.savepoint_ids:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        previous, after = rules.FIRST, START
        for seal in AuditSeal.objects.order_by("number").iterator(chunk_size=200):
            _check_seal(seal, previous, published, found)
            _check_entries(seal, after, published, found)
            previous, after = bytes(seal.head), until_of(seal)
        unsealed, since = _tail(after)
    return _verdict(found, published, unsealed, since)


def _check_seal(seal: AuditSeal, previous: bytes, published: heads.Published, found: _Found) -> None:
    """Check that a seal fits its contents, the seal before it, its signature and what was published."""
    found.seals += 1
    found.numbers.add(seal.number)
    top = rules.head_hash(
        number=seal.number,
        previous=bytes(seal.previous),
        until=until_of(seal),
        sealed_at=seal.sealed_at,
        entries=seal.entries,
        hashes=bytes(seal.hashes),
    )
    if top != bytes(seal.head) or bytes(seal.previous) != previous:
        found.broken.append(seal.number)
    if not signing.signed(bytes(seal.head), bytes(seal.signature)):
        found.forged.append(seal.number)
    if published.heads.get(seal.number, bytes(seal.head).hex()) != bytes(seal.head).hex():
        found.differing.append(seal.number)


def _check_entries(seal: AuditSeal, after: CommitPlace, published: heads.Published, found: _Found) -> None:
    """Compare the entries that lie where a seal's entries were with those it sealed."""
    there = {row[0]: rules.entry_hash(row) for row in _rows(after, until_of(seal))}
    sealed = dict(zip(seal.entries, rules.split(bytes(seal.hashes)), strict=False))
    gone = [id for id in sealed if id not in there]
    elsewhere = _still_there(gone) if gone else set()
    for id, expected in sealed.items():
        if there.get(id) == expected:
            found.entries += 1
        elif id in there or id in elsewhere:
            found.altered.append(id)
        elif seal.number in published.disposed:
            found.disposed += 1
        else:
            found.missing.append(id)
    found.added.extend(id for id in there if id not in sealed)


def _rows(after: CommitPlace, until: CommitPlace) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_RANGE, [*after.parameters(), *until.parameters()])
        yield from (typed(row) for row in cursor.fetchall())


def _still_there(ids: list[UUID]) -> set[UUID]:
    """Return those entries that are in the table, though not where they were sealed."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, [ids])
        return {id for (id,) in cursor.fetchall()}


def _tail(after: CommitPlace) -> tuple[int, datetime | None]:
    with connection.cursor() as cursor:
        cursor.execute(_TAIL, after.parameters())
        row = cursor.fetchone() or (0, None)
    return row[0], row[1]


def _verdict(found: _Found, published: heads.Published, unsealed: int, since: datetime | None) -> Verdict:
    removed = set(published.heads) - found.numbers - published.lost
    moved = set(found.altered)
    return Verdict(
        entries=found.entries,
        seals=found.seals,
        unsealed=unsealed,
        unsealed_since=since,
        disposed=found.disposed,
        altered=tuple(found.altered),
        missing=tuple(found.missing),
        added=tuple(id for id in found.added if id not in moved),
        broken_seals=tuple(found.broken),
        forged_seals=tuple(found.forged),
        removed_seals=tuple(sorted(removed)),
        differing_seals=tuple(found.differing),
        unpublished_seals=tuple(sorted(n for n in found.numbers if n < published.last and n not in published.heads)),
        forged_lines=tuple(published.forged),
    )

"""How entries are hashed and seals are chained. Changing anything here makes every old seal unreadable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from portreeve.foundation.commit_order.api import CommitPlace

HASH_BYTES = 32
FIRST = bytes(HASH_BYTES)
"""What the first seal is chained to."""
_FORM = b"portreeve audit 1\n"


def entry_hash(values: Sequence[Any]) -> bytes:
    """Return the SHA-256 of one entry's columns, in their fixed order, as canonical JSON."""
    plain = [_plain(value) for value in values]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, UUID) else value


def head_hash(
    *, number: int, previous: bytes, until: CommitPlace, sealed_at: datetime, entries: Sequence[UUID], hashes: bytes
) -> bytes:
    """Return a seal's head: the SHA-256 of its number, its place, its time, its entries and the head before it."""
    digest = hashlib.sha256(_FORM)
    place = [number, until.era, until.transaction, str(until.id), _plain(sealed_at), len(entries)]
    digest.update(json.dumps(place).encode())
    digest.update(previous)
    for entry in entries:
        digest.update(entry.bytes)
    digest.update(hashes)
    return digest.digest()


def split(hashes: bytes) -> list[bytes]:
    """Return the hashes of a seal's entries one by one."""
    return [hashes[begin : begin + HASH_BYTES] for begin in range(0, len(hashes), HASH_BYTES)]

"""Identifiers that sort by the time they were made."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

_lock = threading.Lock()
_last = 0


def _ticks() -> int:
    """Return the time in 4096ths of a millisecond, always later than the last answer given in this process."""
    global _last  # noqa: PLW0603 - the one value that all threads of a process must share
    with _lock:
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        return _last


def uuid7() -> UUID:
    """Return a new UUID of version 7 (RFC 9562 §6.2, method 3): milliseconds, their 4096ths, then 62 random bits.

    Ids made one after another in one process sort in that order, so that the events of one transaction keep theirs.
    Made here and not in the database, because PostgreSQL has `uuidv7()` only from version 18.
    """
    ticks = _ticks()
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    milliseconds = ticks >> 12 & 0xFFFF_FFFF_FFFF
    return UUID(int=milliseconds << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64 | 0x2 << 62 | random)


def made_at(id: UUID) -> datetime:
    """Return when an id of version 7 was made: its first 48 bits are milliseconds since 1970."""
    return datetime.fromtimestamp((id.int >> 80) / 1000, tz=UTC)

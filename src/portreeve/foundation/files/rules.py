"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from portreeve.foundation.files.types import FileKind, FileStatus

LARGEST = 20_000_000
"""Bytes of one file as sent: a telephone's photo is under 10 MB."""
_STARTS = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"%PDF-", FileKind.PDF),
)


def sniff(head: bytes) -> FileKind | None:
    """Return the kind that the first bytes show, or None for anything we do not take."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    return None


def tidy_name(name: str) -> str:
    """Return a name safe to show and to offer for saving: no folders, no control characters, 100 characters at most."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    return shown[-100:] or "file"


def made_at(key: UUID) -> datetime:
    """Return when an id of version 7 was made: its first 48 bits are milliseconds since 1970 (RFC 9562)."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, tz=UTC)


def is_lost(key: UUID, status: str | None, *, young_since: datetime) -> bool:
    """Say whether bytes in the store belong to nothing: their file was erased, or never got a row and is not young."""
    return status == FileStatus.ERASED or (status is None and made_at(key) < young_since)

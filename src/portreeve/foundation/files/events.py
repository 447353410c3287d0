"""What happens to files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class FileReceived(Event):
    """A file was received, found harmless and kept."""

    kind: ClassVar[str] = "file.received"
    file_kind: str
    size: int
    purpose: str


@dataclass(frozen=True, kw_only=True)
class FileErased(Event):
    """A file's bytes and name were forgotten for good."""

    kind: ClassVar[str] = "file.erased"

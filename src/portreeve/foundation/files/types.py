"""Files as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.refusals import Refusal


class FileKind(StrEnum):
    """The kinds we take. Anything else is refused, whatever its name says."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"

    @property
    def is_picture(self) -> bool:
        """Say whether it is shown as a picture."""
        return self is not FileKind.PDF


class Variant(StrEnum):
    """Which copy of a picture: as large as we keep, or small for lists. A document has only the first."""

    WHOLE = "whole"
    SMALL = "small"


class FileStatus(StrEnum):
    """Nothing is shown to anybody but its sender's journey before it is clean."""

    CLEAN = "clean"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class FileView:
    """What may be said of a file without opening it."""

    id: UUID
    kind: FileKind
    name: str
    """As its sender called it: personal data, shown only where the file itself may be."""
    size: int
    width: int
    height: int
    received_at: datetime
    purpose: str
    sealed: bool = False
    """Its bytes and its name are kept encrypted: it belongs to a special answer."""


class FileRefused(Refusal):
    """A file we do not take. `reason`: `empty`, `too-big`, `kind`, `damaged`, `infected`, `no-room`."""

    code: ClassVar[str] = "file-refused"

    @property
    def reason(self) -> str:
        """Return the reason, for a channel to word."""
        return str(self.data.get("reason", ""))

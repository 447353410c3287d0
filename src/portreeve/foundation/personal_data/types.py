"""What export, erasure and disposal return, and what they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Export:
    """Everything held on one person, machine-readable: rows by table, as columns and values."""

    party: UUID
    at: datetime
    tables: Mapping[str, tuple[Mapping[str, object], ...]]
    files: tuple[UUID, ...]

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(len(table) for table in self.tables.values())


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing a person did: how many rows of each table were blanked or deleted, and how many files went."""

    party: UUID
    tables: Mapping[str, int]
    files: int
    held: Mapping[str, int] = field(default_factory=dict)
    """Rows that stay because they are also those of somebody under a legal hold."""


HOLD_ACT = "hold.place"
"""The grant by which staff place, see and lift legal holds."""


class HoldReason(StrEnum):
    """Why records must be kept. The codes are stored: never rename one."""

    COURT = "court case"
    OMBUDSMAN = "ombudsman"
    COMPLAINT = "complaint"
    REQUEST = "information request"
    INVESTIGATION = "investigation"
    INQUIRY = "inquiry"


@dataclass(frozen=True, slots=True)
class Hold:
    """One legal hold on a person's records."""

    id: UUID
    party: UUID
    reason: HoldReason
    reference: str
    placed_at: datetime
    placed_by: str
    """Id of the staff account, or the name of what did it."""
    lifted_at: datetime | None = None
    lifted_by: str = ""


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """One table's disposal: how many rows were past their time, and how many of those a legal hold kept."""

    model: str
    disposed: int
    held: int


class OnLegalHold(Refusal):
    """A legal hold forbids erasing this person's records; `hold` is its id."""

    code: ClassVar[str] = "legal-hold"


class HoldIncomplete(Refusal):
    """Something about a hold is missing or too long; `field` says what."""

    code: ClassVar[str] = "hold-incomplete"

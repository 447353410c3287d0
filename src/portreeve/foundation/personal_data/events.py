"""What happens to personal data as such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonExported(Event):
    """Somebody was given everything held on a person."""

    kind: ClassVar[str] = "person.exported"
    rows: int


@dataclass(frozen=True, kw_only=True)
class PersonErased(Event):
    """A person's personal data were erased; counts and codes about what happened stay."""

    kind: ClassVar[str] = "person.erased"
    rows: int
    left: int = 0
    """Rows that a legal hold on somebody else keeps for now."""


@dataclass(frozen=True, kw_only=True)
class HoldPlaced(Event):
    """A legal hold keeps a person's records from erasure and disposal."""

    kind: ClassVar[str] = "hold.placed"
    party_held: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class HoldLifted(Event):
    """A legal hold ended."""

    kind: ClassVar[str] = "hold.lifted"
    party_held: str = ""


@dataclass(frozen=True, kw_only=True)
class Disposed(Event):
    """Rows of a table were past their time and went."""

    kind: ClassVar[str] = "records.disposed"
    model: str
    rows: int
    held: int

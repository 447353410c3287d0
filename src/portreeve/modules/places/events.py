"""What happens to places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class GazetteerLoaded(Event):
    """A gazetteer was loaded; one event for the whole load, however many rows."""

    kind: ClassVar[str] = "gazetteer.loaded"
    source: str
    streets: int
    added: int
    changed: int
    refused: int
    retired: int = 0
    streets_retired: int = 0


@dataclass(frozen=True, kw_only=True)
class CalendarLoaded(Event):
    """A collection calendar was loaded."""

    kind: ClassVar[str] = "calendar.loaded"
    source: str
    rounds: int


@dataclass(frozen=True, kw_only=True)
class CrewRecordsLoaded(Event):
    """Crews' records were taken in, one or many."""

    kind: ClassVar[str] = "crew-records.loaded"
    source: str
    rows: int
    first: date | None = None
    last: date | None = None

"""What the council says about itself, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Span:
    """Open from and until a council-local time of day. `until` midnight (00:00) means the end of the day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Council:
    """Name, languages and working time of the council, read from `council.yaml`."""

    name: str
    short_name: str
    zone: ZoneInfo
    languages: tuple[str, ...]
    """Language tags; the first is the one fallen back to."""
    week: tuple[tuple[Span, ...], ...]
    """Working time by day, Monday first; an empty day is not worked."""
    holidays: str
    """Which bank holidays are kept: ENG, WLS, SCT or NIR; empty: none."""
    closures: frozenset[date]
    """Further days on which nobody works, such as those between Christmas and New Year."""
    phone: str = ""
    """The number people ring, as it is printed."""
    website: str = ""

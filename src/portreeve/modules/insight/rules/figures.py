"""How published figures are made of counts, and when there are too few to say.

Sources: the four measures of the GOV.UK Service Standard (standards §1), net satisfaction (§12), NI 14 (§11),
benchmarks of cost with their source and year (§14, CST-01).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portreeve.modules.insight.types import Count, FactName, ServiceFigures

FEWEST = 5
"""Below this many, a figure could point at somebody: it is not said."""
DIGITAL = frozenset({"web", "api"})
"""Channels on which nobody at the council had to type."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """Counts of one service, fact, channel and code over the days asked about."""

    name: FactName
    service: str
    channel: str
    code: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one contact costs by a benchmark, in pounds, lowest and highest."""

    low: float
    high: float


@dataclass(slots=True)
class Tally:
    """Counts in the three ways in which figures ask for them."""

    by_name: dict[FactName, Count] = field(default_factory=dict)
    by_code: dict[tuple[FactName, str], int] = field(default_factory=dict)
    by_channel: dict[tuple[FactName, str], int] = field(default_factory=dict)

    def add(self, row: CountRow) -> None:
        """Add a row."""
        old = self.by_name.get(row.name, Count(0, 0))
        self.by_name[row.name] = Count(old.count + row.count, old.total + row.total)
        self.by_code[row.name, row.code] = self.by_code.get((row.name, row.code), 0) + row.count
        self.by_channel[row.name, row.channel] = self.by_channel.get((row.name, row.channel), 0) + row.count

    def count(self, *names: FactName) -> int:
        """Return how many of some facts there are together."""
        return sum(self.by_name.get(name, Count(0, 0)).count for name in names)


def tally(rows: Iterable[CountRow]) -> Tally:
    """Add up rows."""
    made = Tally()
    for row in rows:
        made.add(row)
    return made


def share(part: int, whole: int) -> float | None:
    """Return a share, or None where the whole is too small to say."""
    return part / whole if whole >= FEWEST else None


def figures_of(service: str, rows: Iterable[CountRow], costs: Mapping[str, Cost]) -> ServiceFigures:
    """Return the figures of one service, or of everything, from its counts; whatever is too few is None."""
    t = tally(rows)
    demand = (FactName.OPENED, FactName.JOINED)
    by_channel = {c: n for (name, c), n in t.by_channel.items() if name in demand and n}
    asked = t.count(*demand)
    digital = sum(n for (name, c), n in t.by_channel.items() if name in demand and c in DIGITAL)
    ended = t.count(FactName.DONE, FactName.CLOSED)
    faces = t.by_name.get(FactName.SATISFACTION, Count(0, 0))
    kept, broken = (t.by_code.get((FactName.DONE, code), 0) for code in ("kept", "broken"))
    low, high = _cost(by_channel, costs)
    return ServiceFigures(
        service=service,
        contacts=asked if asked >= FEWEST else None,
        digital_share=share(digital, asked),
        completion=_completion(t),
        satisfaction=faces.total / faces.count if faces.count >= FEWEST else None,
        kept=share(kept, kept + broken),
        reopened=share(t.count(FactName.REOPENED), ended),
        avoidable=share(t.count(FactName.AVOIDABLE), t.count(FactName.CONTACT)),
        cost_low=low,
        cost_high=high,
    )


def _completion(t: Tally) -> float | None:
    """Return the share of the web journeys begun that came to their end: sent, or told what to do instead."""
    began, completed = (t.by_channel.get((name, "web"), 0) for name in (FactName.STARTED, FactName.COMPLETED))
    return share(completed, began)


def _cost(by_channel: Mapping[str, int], costs: Mapping[str, Cost]) -> tuple[float | None, float | None]:
    """Return the mean cost of a contact, lowest and highest, over the channels that have a benchmark."""
    known = {channel: n for channel, n in by_channel.items() if channel in costs}
    whole = sum(known.values())
    if whole < FEWEST:
        return None, None
    low = sum(costs[channel].low * n for channel, n in known.items()) / whole
    high = sum(costs[channel].high * n for channel, n in known.items()) / whole
    return low, high

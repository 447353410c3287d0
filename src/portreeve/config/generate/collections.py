"""Generates the collection calendar of the demo's borough, and what its crews recorded on recent days.

Streets of a ward are shared out among the weekdays. Refuse and recycling take turns by week; garden waste is collected
where houses have gardens, from March to November. A bank holiday moves the rest of its week on by one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from portreeve.config.generate.dice import Dice
from portreeve.modules.places.types import AddressKind, CrewCode, CrewRecord, NewAddress, NewRound, NewStreet

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
GARDEN_MONTHS = range(3, 12)
STREETS_TOGETHER = 8
"""Neighbouring streets that go on one round."""
BLOCK = 12
"""Flats of one building from which on its bins are shared, and emptied by a round of their own."""
FIRST_BIN, LAST_BIN = time(6, 30), time(15, 30)
TROUBLES = (
    (CrewCode.NOT_OUT, 0.010),
    (CrewCode.CONTAMINATED, 0.006),
    (CrewCode.NO_ACCESS, 0.003),
    (CrewCode.TOO_HEAVY, 0.001),
    (CrewCode.DAMAGED, 0.001),
)
BLOCKED = 0.006
"""Share of streets that a crew could not get into."""


@dataclass(slots=True)
class Stops:
    """Which streets and properties each round serves, gathered while the gazetteer goes by."""

    streets: dict[str, list[str]] = field(default_factory=dict)
    properties: dict[str, list[str]] = field(default_factory=dict)
    _wards: dict[str, int] = field(default_factory=dict)
    _street_homes: dict[str, list[str]] = field(default_factory=dict)
    _held: dict[str, list[str]] = field(default_factory=dict)

    def street(self, new: NewStreet) -> None:
        """Put a street on its round: a few neighbours together, so that a crew stays in one part of the ward."""
        if not new.ward:
            return
        place = self._wards[new.ward] = self._wards.get(new.ward, -1) + 1
        group = place // STREETS_TOGETHER
        code = f"{'ABCDE'[group % 5]}-{new.ward}"
        week = (group // 5) % 2 + 1
        self.streets.setdefault(f"{code}-{week}", []).append(new.usrn)

    def address(self, new: NewAddress) -> None:
        """Note a home of a street, or a flat of a building."""
        if new.kind is not AddressKind.RESIDENTIAL:
            return
        self._street_homes.setdefault(new.street, []).append(new.uprn)
        if new.parent:
            self._held.setdefault(new.parent, []).append(new.uprn)

    @property
    def homes(self) -> Mapping[str, list[str]]:
        """Return the UPRNs of the homes in each street."""
        return self._street_homes

    def blocks(self) -> Mapping[str, list[str]]:
        """Return the flats of large buildings by their round: shared bins, emptied every week."""
        found: dict[str, list[str]] = {}
        for parent, flats in self._held.items():
            if len(flats) >= BLOCK:
                found.setdefault(f"F-{int(parent) // 1000 % 5}", []).extend(flats)
        return found


def rounds(stops: Stops, *, since: date, until: date, garden_wards: frozenset[str]) -> Iterator[NewRound]:
    """Yield every round with its days and stops. `garden_wards` are the wards whose streets have gardens."""
    moved = _moved_weeks(since, until)
    for code, streets in sorted(stops.streets.items()):
        weekday, week = "ABCDE".index(code[0]), int(code[-1])
        ward = code[2:-2]
        days = list(_days(weekday, week, since, until, moved))
        yield NewRound(code, tuple(days), streets=tuple(streets), name=f"{WEEKDAYS[weekday]}, week {week}, {ward}")
        if ward in garden_wards:
            season = [on for on, bin_code in days if bin_code == "recycling" and on.month in GARDEN_MONTHS]
            name = f"Garden waste, {WEEKDAYS[weekday]}, {ward}"
            yield NewRound(f"G-{code}", tuple((on, "garden") for on in season), streets=tuple(streets), name=name)
    for code, flats in sorted(stops.blocks().items()):
        weekday = int(code[-1])
        days = [(on, b) for on, _ in _days(weekday, 1, since, until, moved) for b in ("refuse", "recycling")]
        yield NewRound(code, tuple(days), properties=tuple(flats), name=f"Blocks of flats, {WEEKDAYS[weekday]}")


def _days(weekday: int, week: int, since: date, until: date, moved: frozenset[date]) -> Iterator[tuple[date, str]]:
    """Yield (date, bin) of a round, a week apart: refuse in its own weeks and recycling in the others."""
    monday = since - timedelta(days=since.weekday())
    while monday <= until:
        on = monday + timedelta(days=weekday)
        if any(holiday in moved for holiday in _until(monday, on)):
            on += timedelta(days=1)
        if since <= on <= until:
            yield on, "refuse" if monday.isocalendar().week % 2 == week % 2 else "recycling"
        monday += timedelta(days=7)


def _until(monday: date, on: date) -> Iterator[date]:
    return (monday + timedelta(days=day) for day in range((on - monday).days + 1))


def _moved_weeks(since: date, until: date) -> frozenset[date]:
    """Return the bank holidays that fall on weekdays."""
    years = range(since.year, until.year + 1)
    known = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return frozenset(day for day in known if day.weekday() < 5)


def crew_records(
    made: Iterable[NewRound], stops: Stops, *, since: date, until: datetime, zone: ZoneInfo, seed: int
) -> Iterator[CrewRecord]:
    """Yield what crews recorded from a date until a UTC time.

    Crews record each street as completed, a few as blocked, and at a home only what was out of order; so most homes
    have no record of their own, as in life.
    """
    for one in made:
        for on, bin_code in one.days:
            if since <= on <= until.date():
                dice = Dice(seed, "crew", one.code, on.isoformat(), bin_code)
                for record in _day(one, on, bin_code, _Shift(stops.homes, dice, zone)):
                    if record.at <= until:
                        yield record


@dataclass(frozen=True, slots=True)
class _Shift:
    """One crew's day."""

    homes: Mapping[str, list[str]]
    dice: Dice
    zone: ZoneInfo


def _day(one: NewRound, on: date, bin_code: str, work: _Shift) -> Iterator[CrewRecord]:
    dice = work.dice
    begin = datetime.combine(on, FIRST_BIN, work.zone)
    shift = datetime.combine(on, LAST_BIN, work.zone) - begin
    for place, usrn in enumerate(one.streets):
        at = (begin + shift * ((place + dice.roll()) / max(1, len(one.streets)))).astimezone(UTC)
        if dice.chance(BLOCKED):
            yield CrewRecord(one.code, on, CrewCode.STREET_BLOCKED, at, usrn=usrn, bin=bin_code)
            continue
        for uprn in work.homes.get(usrn, ()):
            code = _trouble(dice.roll())
            if code:
                yield CrewRecord(one.code, on, code, at, uprn=uprn, bin=bin_code)
        yield CrewRecord(one.code, on, CrewCode.STREET_DONE, at + timedelta(minutes=6), usrn=usrn, bin=bin_code)


def _trouble(throw: float) -> CrewCode | None:
    for code, share in TROUBLES:
        if throw < share:
            return code
        throw -= share
    return None

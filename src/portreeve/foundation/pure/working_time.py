"""Working time: when something due in "2 working days" or "4 working hours" falls due, and how much of it has passed.

The rule, the same for every channel (CAS-07): what arrives while nobody works counts as arriving at the next working
moment. The day of arrival is day 0; "2 working days" end when work ends on the second working day after it. Working
hours are added up from that moment over the hours in which the council works. Clock changes never add or take working
time that people on the spot would not count: hours are laid out by the council's wall clock, then measured in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portreeve.foundation.pure.span import after

Moments = tuple[datetime, datetime]
_PERIOD = re.compile(r"([1-9]\d{0,3}) (working )?(minute|hour|day|week|month|year)s?")
_FAR = 3660
"""Days to look ahead for a working day before giving up: ten years."""


class Unit(StrEnum):
    """What a period is counted in. Weeks, months and years are always of the calendar."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as people write it."""

    count: int
    unit: Unit
    working: bool = False


class NoWorkingTime(ValueError):
    """The calendar has no working day within ten years: its week is empty or everything is closed."""


def parse_period(text: str) -> Period:
    """Read "2 working days", "4 working hours", "28 days" or "2 years". Raises ValueError, saying what is allowed."""
    match = _PERIOD.fullmatch(" ".join(text.split()))
    if not match or (match[2] and match[3] not in {"minute", "hour", "day"}):
        raise ValueError(
            f'"{text}" is not a period: write it as "2 working days", "4 working hours", "28 days" or "2 years".'
        )
    return Period(int(match[1]), Unit(match[3]), bool(match[2]))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When a council works. All moments given and returned are aware; those returned are UTC."""

    zone: ZoneInfo
    week: tuple[tuple[tuple[time, time], ...], ...]
    """Opening and closing wall-clock times by day, Monday first; closing at 00:00 means at the day's end."""
    closed: Callable[[date], bool] = field(default=lambda _: False, compare=False)
    """Whether a day is a bank holiday or another day on which nobody works."""

    def __post_init__(self) -> None:
        """Refuse a week that is not one."""
        if len(self.week) != 7:
            raise ValueError("A week has seven days, Monday first.")

    def day_of(self, at: datetime) -> date:
        """Return the council-local date of a moment."""
        return _utc(at).astimezone(self.zone).date()

    def works_on(self, day: date) -> bool:
        """Say whether any work is done on a date."""
        return bool(self.week[day.weekday()]) and not self.closed(day)

    def spans(self, day: date) -> tuple[Moments, ...]:
        """Return the working spans of a date in UTC, in order; none on a closed day."""
        if not self.works_on(day):
            return ()
        return tuple(
            (self._moment(day, opens), self._moment(day + timedelta(days=closes == time(0)), closes))
            for opens, closes in self.week[day.weekday()]
        )

    def is_open(self, at: datetime) -> bool:
        """Say whether work is going on at a moment; the moment of closing is no longer open."""
        return any(opens <= at < closes for opens, closes in self.spans(self.day_of(at)))

    def next_open(self, at: datetime) -> datetime:
        """Return the moment itself if work is going on, else the next one at which it begins. Raises NoWorkingTime."""
        for opens, closes in self._spans_from(self.day_of(at)):
            if _utc(at) < closes:
                return max(opens, _utc(at))
        raise NoWorkingTime

    def due(self, start: datetime, period: str | Period) -> datetime:
        """Return when a period that starts at `start` is over. Raises ValueError for a period that cannot be read.

        Calendar periods ("28 days", "2 years") end at the same wall-clock time, plain hours and minutes by the clock.
        """
        length = parse_period(period) if isinstance(period, str) else period
        if not length.working:
            return self._calendar_due(_utc(start), length)
        if length.unit is Unit.DAY:
            return self._days_due(start, length.count)
        return self._hours_due(start, timedelta(**{f"{length.unit.value}s": length.count}))

    def working_seconds(self, begin: datetime, end: datetime) -> int:
        """Return the working time between two moments in whole seconds; negative if `end` is the earlier."""
        if end < begin:
            return -self.working_seconds(end, begin)
        total = timedelta()
        day, last = self.day_of(begin), self.day_of(end)
        while day <= last:
            for opens, closes in self.spans(day):
                total += max(min(closes, _utc(end)) - max(opens, _utc(begin)), timedelta())
            day += timedelta(days=1)
        return total // timedelta(seconds=1)

    def working_days(self, begin: date, end: date) -> int:
        """Return how many working days lie after `begin`, up to and with `end`; negative if `end` is the earlier."""
        if end < begin:
            return -self.working_days(end, begin)
        return sum(self.works_on(begin + timedelta(days=n)) for n in range(1, (end - begin).days + 1))

    def _moment(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, tzinfo=self.zone).astimezone(UTC)

    def _spans_from(self, day: date) -> Iterator[Moments]:
        for ahead in range(_FAR):
            yield from self.spans(day + timedelta(days=ahead))

    def _days_due(self, start: datetime, days: int) -> datetime:
        day = self.day_of(self.next_open(start))
        for ahead in range(1, _FAR):
            if spans := self.spans(day + timedelta(days=ahead)):
                days -= 1
                if days == 0:
                    return spans[-1][1]
        raise NoWorkingTime

    def _hours_due(self, start: datetime, left: timedelta) -> datetime:
        begin = self.next_open(start)
        for opens, closes in self._spans_from(self.day_of(begin)):
            here = max(closes - max(opens, begin), timedelta())
            if left <= here:
                return max(opens, begin) + left
            left -= here
        raise NoWorkingTime

    def _calendar_due(self, start: datetime, length: Period) -> datetime:
        if length.unit is Unit.MINUTE:
            return start + timedelta(minutes=length.count)
        begin = start if length.unit is Unit.HOUR else start.astimezone(self.zone)
        return after(begin, f"{length.count} {length.unit.value}").astimezone(UTC)


def _utc(at: datetime) -> datetime:
    """Return the same moment in UTC, so that differences are lengths of time. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("A moment without its time zone could be an hour out: give an aware one.")
    return at.astimezone(UTC)

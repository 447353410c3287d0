"""When a person may be reached, by the council's wall clock, on both sides of the clock changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from portreeve.modules.correspondence.types import Way
from portreeve.modules.people.types import SafeContact

MIDNIGHT: Final = time(0)
_INSTANT: Final = timedelta(microseconds=1)
_LEAST_FOR_A_CALL: Final = timedelta(hours=2)
"""Between the moment a call may first be made and its deadline."""


@dataclass(frozen=True, slots=True)
class Window:
    """Times of day from `opens` up to and without `closes`; past midnight where it closes before it opens.

    The two the same: the whole day.
    """

    opens: time = MIDNIGHT
    closes: time = MIDNIGHT

    def holds(self, moment: time) -> bool:
        """Say whether a time of day is within."""
        if self.opens == self.closes:
            return True
        if self.opens < self.closes:
            return self.opens <= moment < self.closes
        return moment >= self.opens or moment < self.closes


ALWAYS: Final = Window()
QUIET: Final = Window(time(8), time(20))
"""Telephones are left alone before eight and after eight, unless the person said otherwise."""


def window_for(way: Way, safe: SafeContact) -> Window:
    """Return the times of day at which a way may be used. A letter arrives when the post comes: it has none."""
    if way is Way.LETTER:
        return ALWAYS
    usual = QUIET if way in {Way.SMS, Way.CALL} else ALWAYS
    if safe.not_before is None and safe.not_after is None:
        return usual
    opens = safe.not_before if safe.not_before is not None else usual.opens
    closes = safe.not_after if safe.not_after is not None else usual.closes
    if safe.not_before is not None and safe.not_after is not None:
        return Window(opens, closes)
    if closes != MIDNIGHT and closes <= opens:
        # One limit of their own leaves nothing of our usual hours: theirs holds, and the day's end is the other.
        return Window(opens, MIDNIGHT) if safe.not_before is not None else Window(MIDNIGHT, closes)
    return Window(opens, closes)


def is_safe(at: datetime, window: Window, zone: ZoneInfo) -> bool:
    """Say whether a moment is within the window by the council's clock."""
    return window.holds(at.astimezone(zone).time())


def next_safe(at: datetime, window: Window, zone: ZoneInfo) -> datetime:
    """Return the first moment at or after `at` that is within the window, in UTC."""
    if is_safe(at, window, zone):
        return at
    day = at.astimezone(zone).date()
    for ahead in range(3):
        opening = datetime.combine(day + timedelta(days=ahead), window.opens, zone).astimezone(UTC)
        # In the hour that spring skips, an opening may fall outside its own window: then the next day's counts.
        if opening > at and is_safe(opening, window, zone):
            return opening
    raise AssertionError("Every window opens once a day.")


def end_of(at: datetime, window: Window, zone: ZoneInfo) -> datetime:
    """Return when the window that is open at `at` closes, in UTC; the end of the day for one without an end.

    One that closes in the hour that spring skips closes where that hour would begin.
    """
    here = at.astimezone(zone)
    later = here.time() >= window.closes
    day = here.date() + timedelta(days=1 if later else 0)
    closing = datetime.combine(day, window.closes, zone).astimezone(UTC)
    while closing > at and not is_safe(closing - _INSTANT, window, zone):
        closing = (closing - _INSTANT).replace(second=0, microsecond=0)
    return closing


def call_times(at: datetime, due: datetime, window: Window, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return from when a call may be made and when it is due, so that the deadline never asks for an unsafe call."""
    earliest = next_safe(at, window, zone)
    if due >= earliest + _LEAST_FOR_A_CALL and is_safe(due, window, zone):
        return earliest, due
    later = next_safe(max(due, earliest), window, zone)
    return earliest, end_of(later, window, zone)

"""The council's own working calendar: its week, the bank holidays of its nation and its closures."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

from portreeve.foundation.config_types.api import Council, council
from portreeve.foundation.pure.working_time import WorkingCalendar


def calendar() -> WorkingCalendar:
    """Return the calendar that promises and waiting times are counted in."""
    return _calendar_of(council())


@lru_cache(maxsize=4)
def _calendar_of(own: Council) -> WorkingCalendar:
    """Make the calendar of a council; bank holidays come from a library that others keep up to date."""
    banks = holidays.country_holidays("GB", subdiv=own.holidays, language="en_GB") if own.holidays else None

    def closed(day: date) -> bool:
        return day in own.closures or (banks is not None and day in banks)

    week = tuple(tuple((span.opens, span.closes) for span in day) for day in own.week)
    return WorkingCalendar(zone=own.zone, week=week, closed=lru_cache(maxsize=20_000)(closed))


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday on a date; empty if it is none."""
    own = council()
    if not own.holidays:
        return ""
    return str(holidays.country_holidays("GB", subdiv=own.holidays, years=day.year, language="en_GB").get(day, ""))

"""Spans of calendar time as people write them: "28 days", "2 years"."""

from __future__ import annotations

import calendar
import re
from datetime import datetime, timedelta

_SPAN = re.compile(r"\s*(\d{1,4})\s*(hour|day|week|month|year)s?\s*")


def read_span(text: str) -> tuple[int, str]:
    """Return number and unit of a span. Raises ValueError, saying what is wanted, for anything else."""
    match = _SPAN.fullmatch(text)
    if not match or int(match[1]) == 0:
        raise ValueError(f'"{text}" is not a length of time: write it as "28 days", "6 months" or "2 years".')
    return int(match[1]), match[2]


def after(at: datetime, text: str) -> datetime:
    """Return the moment a span after another; 31 January and one month is the last day of February."""
    number, unit = read_span(text)
    return (
        _months(at, number * (12 if unit == "year" else 1)) if unit in {"month", "year"} else at + _fixed(number, unit)
    )


def before(at: datetime, text: str) -> datetime:
    """Return the moment a span before another."""
    number, unit = read_span(text)
    if unit in {"month", "year"}:
        return _months(at, -number * (12 if unit == "year" else 1))
    return at - _fixed(number, unit)


def _fixed(number: int, unit: str) -> timedelta:
    """Return a span of hours, days or weeks."""
    return timedelta(hours=number) if unit == "hour" else timedelta(days=number * (7 if unit == "week" else 1))


def _months(at: datetime, months: int) -> datetime:
    """Move by calendar months, keeping the day where the month has it."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))

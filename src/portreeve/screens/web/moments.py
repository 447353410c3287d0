"""Amounts of working time and moments, as people read them in each language."""

from __future__ import annotations

import re
from datetime import datetime

from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Words

_AMOUNT = re.compile(r"(\d+) (working day|working hour|day|hour|minute|week|month|year)s?")


def amount(text: str, w: Words) -> str:
    """Return an amount such as "2 working days" in words of the language; else as it was written."""
    match = _AMOUNT.fullmatch(text.strip())
    return str(w.count(f"service.amount.{match[2].replace(' ', '_')}", int(match[1]))) if match else text


def moment(at: datetime, w: Words) -> str:
    """Return a moment as "5pm on Monday 23 November 2026", in the council's own time."""
    local = clock.local(at)
    return w.plain("journey.moment", time=w.time(local), date=w.date(local))


def day(at: datetime, w: Words) -> str:
    """Return the day of a moment in the council's own time."""
    return w.date(clock.local(at))


def until(at: datetime, w: Words) -> str:
    """Return when something is due: the day, with the time where it is not the end of a working day."""
    local = clock.local(at)
    return w.plain("journey.by", time=w.time(local), date=w.date(local))


def grouped_code(code: str) -> str:
    """Return a code of ten digits in two groups, as it is read out."""
    return f"{code[:5]} {code[5:]}" if len(code) == 10 else code

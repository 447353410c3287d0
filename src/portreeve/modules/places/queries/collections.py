"""The fact `collection` of an address."""

from __future__ import annotations

from datetime import datetime, timedelta

from portreeve.foundation.clock import api as clock
from portreeve.modules.places.ports import SourceFailed
from portreeve.modules.places.queries.sources import collection_source
from portreeve.modules.places.rules.collecting import judge
from portreeve.modules.places.types import Calendar, Collection

LOOK_BACK = timedelta(days=35)
LOOK_AHEAD = timedelta(days=60)


def calendar(uprn: str, *, at: datetime) -> Calendar | None:
    """Return a property's collection days from five weeks before a time to two months after it.

    None if nothing is known, or if the source cannot be asked: an unknown calendar never blocks anybody.
    """
    today = clock.local(at).date()
    try:
        return collection_source().calendar(uprn, since=today - LOOK_BACK, until=today + LOOK_AHEAD)
    except SourceFailed:
        return None


def collection(uprn: str, *, at: datetime, bin_code: str = "") -> Collection | None:
    """Return the fact `collection` at a UTC time, judged in the council's zone; None if nothing is known.

    Its `open_report` and `bins_reported` are for whoever keeps the reports to put in: places does not know of them.
    """
    known = calendar(uprn, at=at)
    return None if known is None else judge(known, now=clock.local(at), bin_code=bin_code)

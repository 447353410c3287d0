"""Loads collection calendars and takes in what crews recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from portreeve.foundation.bulk.api import insert_new
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.places.events import CalendarLoaded, CrewRecordsLoaded
from portreeve.modules.places.models import CollectionDate, CollectionRound, CollectionStop, CrewEntry
from portreeve.modules.places.types import CrewRecord, NewRound

_STOP = ("round_id", "usrn", "uprn")
_ENTRY = ("round", "on", "code", "at", "uprn", "usrn", "bin")


@operation
def load_calendar(*, rounds: Iterable[NewRound], source: str, by: Actor, at: datetime) -> int:
    """Load rounds with their days and stops, and return how many rounds there were.

    Days take the place of those loaded before within the same span of dates, so that a week moved by a bank holiday
    moves; stops take the place of all the round had, if any are given. Running it twice changes nothing.
    """
    count = 0
    for new in rounds:
        CollectionRound.objects.update_or_create(code=new.code, defaults={"name": new.name})
        _set_days(new)
        _set_stops(new)
        count += 1
    record(CalendarLoaded(subject=uuid7(), source=source, rounds=count), by=by, at=at)
    return count


def _set_days(new: NewRound) -> None:
    if not new.days:
        return
    dates = [on for on, _ in new.days]
    CollectionDate.objects.filter(round_id=new.code, on__range=(min(dates), max(dates))).delete()
    CollectionDate.objects.bulk_create(
        CollectionDate(round_id=new.code, on=on, bin=bin_code) for on, bin_code in dict.fromkeys(new.days)
    )


def _set_stops(new: NewRound) -> None:
    if not (new.streets or new.properties):
        return
    CollectionStop.objects.filter(round_id=new.code).delete()
    insert_new(CollectionStop, _STOP, [(new.code, usrn, "") for usrn in dict.fromkeys(new.streets)])
    insert_new(CollectionStop, _STOP, [(new.code, "", uprn) for uprn in dict.fromkeys(new.properties)])


@operation
def record_collection(*, entries: Iterable[CrewRecord], source: str, by: Actor, at: datetime) -> int:
    """Take in crews' records, one or many, and return how many were new: the same record twice is one."""
    taken = list(entries)
    rows = [(e.round, e.on, e.code.value, e.at, e.uprn, e.usrn, e.bin) for e in taken]
    added = insert_new(CrewEntry, _ENTRY, rows)
    dates = [e.on for e in taken]
    event = CrewRecordsLoaded(
        subject=uuid7(), source=source, rows=added, first=min(dates, default=None), last=max(dates, default=None)
    )
    if added:
        record(event, by=by, at=at)
    return added

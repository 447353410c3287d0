"""When a bin counts as missed, judged for one council-local moment (standards §24).

A report is for the latest collection date only. What a crew recorded counts if it is of the same date and round; that
a street was completed blocks nobody, because the bin may have been passed by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from portreeve.modules.places.types import Calendar, Collection, CollectionDay, CrewCode, CrewRecord

REPORT_FROM = time(17)
"""Council-local time on the day from which, and on the day after until which, a missed bin may be reported."""
STREET_CODES = frozenset({CrewCode.STREET_BLOCKED, CrewCode.STREET_DONE})


def judge(calendar: Calendar, *, now: datetime, bin_code: str = "") -> Collection:
    """Return what is known of a property's collection at `now`, an aware time in the council's zone.

    With a `bin_code` only that bin is looked at; without one, all bins of the latest date together: they count as
    emptied only when each of them was. The lists of bins are of each by itself. Records from after `now` are not known
    yet.
    """
    bins = sorted({day.bin for day in calendar.days if bin_code in ("", day.bin)})
    each = {one: _judge(calendar, now, one) for one in bins}

    def those(true: Callable[[Collection], object]) -> tuple[str, ...]:
        return tuple(one for one in bins if true(each[one]))

    return replace(
        _judge(calendar, now, bin_code),
        bins_known=tuple(bins),
        bins_today=those(lambda one: one.due_today),
        bins_yesterday=those(lambda one: one.due_yesterday),
        bins_emptied=those(lambda one: one.emptied),
        bins_not_collected=those(lambda one: one.reason),
        bins_street_blocked=those(lambda one: one.street_blocked),
    )


def _judge(calendar: Calendar, now: datetime, bin_code: str) -> Collection:
    """Return what is known of one bin, or of all together."""
    today = now.date()
    days = [day for day in calendar.days if bin_code in ("", day.bin)]
    last = max((day.on for day in days if day.on <= today), default=None)
    after = min((day.on for day in days if day.on > today), default=None)
    if last is None:
        return Collection(next=after.isoformat() if after else "", collected_here=calendar.collected_here)
    then = [day for day in days if day.on == last]
    records = sorted((r for r in calendar.records if r.on == last and r.at <= now), key=lambda r: r.at)
    latest = [_latest(records, day) for day in then]
    emptied = all(record is not None and record.code is CrewCode.EMPTIED for record in latest)
    reasons = [record for record in latest if record is not None and record.code is not CrewCode.EMPTIED]
    wall = now.replace(tzinfo=None)
    opens = datetime.combine(last, REPORT_FROM)
    return Collection(
        due_today=last == today,
        due_yesterday=any(day.on == today - timedelta(days=1) for day in days),
        emptied=emptied,
        emptied_at=_clock(latest, now) if emptied else "",
        reason=max(reasons, key=lambda r: r.at).code.value if reasons else "",
        last=last.isoformat(),
        next=after.isoformat() if after else "",
        street_blocked=not emptied and any(_blocked(records, day) for day in then),
        collected_here=calendar.collected_here,
        in_time=opens <= wall < opens + timedelta(days=1),
        bins=tuple(sorted({day.bin for day in then})),
    )


def _of(records: Iterable[CrewRecord], day: CollectionDay) -> list[CrewRecord]:
    """Return the records that are about this bin of this round; the date is the same already."""
    return [r for r in records if r.round == day.round and r.bin in ("", day.bin)]


def _latest(records: list[CrewRecord], day: CollectionDay) -> CrewRecord | None:
    """Return the last thing recorded at the property itself: a crew that comes back corrects what it wrote before."""
    own = [r for r in _of(records, day) if r.uprn and r.code not in STREET_CODES]
    return own[-1] if own else None


def _blocked(records: list[CrewRecord], day: CollectionDay) -> bool:
    """Say whether the street was blocked and not completed since."""
    street = [r for r in _of(records, day) if r.usrn and r.code in STREET_CODES]
    return bool(street) and street[-1].code is CrewCode.STREET_BLOCKED


def _clock(latest: list[CrewRecord | None], now: datetime) -> str:
    moment = max(record.at for record in latest if record is not None)
    return moment.astimezone(now.tzinfo).strftime("%H:%M")

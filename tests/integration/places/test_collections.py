"""Calendars and crews' records, loaded and asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integration.places.conftest import AT, BY
from portreeve.adapters.collections import BadFile, CollectionsTwin, read_crew_records, read_rounds
from portreeve.foundation.audit.models import AuditEntry
from portreeve.modules.places import api as places
from portreeve.modules.places.types import (
    AddressKind,
    Calendar,
    CollectionDay,
    CrewCode,
    CrewRecord,
    NewAddress,
    NewRound,
    NewStreet,
)

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 6, 10)
EVENING = datetime(2026, 6, 10, 16, 30, tzinfo=UTC)
STREET = NewStreet("99000001", "Mill Lane", "Haverstock", ((-4.5, 52.45), (-4.49, 52.45)))
HOME = NewAddress("1", "99000001", "HV1 1AA", 52.45, -4.5, number="12")
SHOP = NewAddress("2", "99000001", "HV1 1AA", 52.45, -4.5, number="14", kind=AddressKind.COMMERCIAL)
FLAT = NewAddress("3", "99000001", "HV1 1AA", 52.45, -4.5, number="16", flat="Flat 1")
ROUND = NewRound("A", days=((DAY, "refuse"), (DAY + timedelta(days=7), "recycling")), streets=("99000001",))


@pytest.fixture
def street(db: None) -> None:
    places.use_sources()
    places.load_gazetteer(records=[STREET, HOME, SHOP, FLAT], source="a street", by=BY, at=AT)


def load(*rounds: NewRound) -> int:
    return places.load_calendar(rounds=rounds, source="a calendar", by=BY, at=AT)


def crew(*records: CrewRecord) -> int:
    return places.record_collection(entries=records, source="crews", by=BY, at=AT)


def test_an_unknown_calendar_is_unknown_and_blocks_nobody(street: None) -> None:
    assert places.collection("1", at=EVENING) is None
    assert places.collection("2", at=EVENING) is None
    assert places.collection("404", at=EVENING) is None
    assert places.collection("nonsense\0", at=EVENING) is None


def test_a_home_has_its_streets_days_and_a_shop_is_not_collected_from(street: None) -> None:
    load(ROUND)
    home = places.collection("1", at=EVENING)
    assert home is not None
    assert (home.due_today, home.in_time, home.last, home.next) == (True, True, "2026-06-10", "2026-06-17")
    shop = places.collection("2", at=EVENING)
    assert shop is not None
    assert not shop.collected_here


def test_a_propertys_own_stop_takes_the_place_of_its_streets(street: None) -> None:
    load(ROUND, NewRound("F", days=((DAY + timedelta(days=1), "refuse"),), properties=("3",)))
    flat = places.collection("3", at=EVENING)
    assert flat is not None
    assert (flat.last, flat.next) == ("", "2026-06-11")


def test_loading_again_moves_days_and_doubles_nothing(street: None) -> None:
    load(ROUND)
    load(ROUND)
    known = places.calendar("1", at=EVENING)
    assert known is not None
    assert [day.on for day in known.days] == [DAY, DAY + timedelta(days=7)]
    moved = NewRound("A", days=((DAY, "refuse"), (DAY + timedelta(days=8), "x"), (DAY + timedelta(days=9), "x")))
    load(moved)
    again = places.calendar("1", at=EVENING)
    assert again is not None
    assert [(day.on - DAY).days for day in again.days] == [0, 8, 9]


def test_crews_records_count_for_the_home_and_the_same_twice_is_one(street: None) -> None:
    load(ROUND)
    emptied = CrewRecord("A", DAY, CrewCode.EMPTIED, datetime(2026, 6, 10, 15, 55, tzinfo=UTC), uprn="1")
    assert (crew(emptied), crew(emptied, emptied)) == (1, 0)
    fact = places.collection("1", at=EVENING)
    assert fact is not None
    assert (fact.emptied, fact.emptied_at) == (True, "16:55")
    assert AuditEntry.objects.filter(act="crew-records.loaded").count() == 1
    before = places.collection("1", at=datetime(2026, 6, 10, 15, 0, tzinfo=UTC))
    assert before is not None
    assert not before.emptied


def test_a_blocked_street_counts_for_every_home_in_it(street: None) -> None:
    load(ROUND)
    crew(CrewRecord("A", DAY, CrewCode.STREET_BLOCKED, datetime(2026, 6, 10, 9, tzinfo=UTC), usrn="99000001"))
    for uprn in ("1", "3"):
        fact = places.collection(uprn, at=EVENING)
        assert fact is not None
        assert fact.street_blocked


@pytest.mark.django_db
def test_a_suppliers_system_may_stand_in_and_when_it_is_down_nothing_is_known() -> None:
    twin = CollectionsTwin({"1": Calendar((CollectionDay(DAY, "refuse", "A"),))}, sleep=lambda _: None)
    places.use_sources(collections=twin)
    try:
        known = places.collection("1", at=EVENING)
        assert known is not None
        assert known.due_today
        twin.down = True
        assert places.collection("1", at=EVENING) is None
        twin.down, twin.delay = False, 30.0
        assert places.collection("1", at=EVENING) is None
    finally:
        places.use_sources()
    assert [what for _, what in twin.log] == ["known", "unreachable", "timeout"]


def test_files_of_rounds_are_read_and_bad_rows_refused_with_reasons(street: None, tmp_path: Path) -> None:
    calendar, stops = tmp_path / "calendar.csv", tmp_path / "stops.csv"
    calendar.write_text(
        "round,date,bin,name\nA,2026-06-10,refuse,Monday\nA,10/06/2026,recycling,\nA,31/02/2026,refuse,\n"
        ",2026-06-10,refuse,\nA,2026-06-10,,\nA,2026-06-10\nA,2026-06-10,refuse,x,y\n"
    )
    stops.write_text("round,usrn,uprn\nA,99000001,\nA,,1\nA,99000001,1\nA,,404\nA,,\nA,,x\n")
    read = read_rounds(calendar, stops)
    assert [(r.row, r.code) for r in read.refused] == [
        (4, "date"),
        (5, "round"),
        (6, "bin"),
        (7, "too-few-columns"),
        (8, "too-many-columns"),
        (4, "one-place"),
        (6, "one-place"),
        (7, "no-such-place"),
        (5, "no-such-place"),
    ]
    (made,) = read.made()
    assert made == NewRound("A", ((DAY, "refuse"), (DAY, "recycling")), ("99000001",), ("1",), "Monday")


def test_crews_files_are_read_in_council_time_and_bad_rows_refused(street: None, tmp_path: Path) -> None:
    path = tmp_path / "crews.csv"
    path.write_text(
        "round,date,code,at,uprn,usrn,bin\nA,2026-06-10,emptied,2026-06-10T16:55,1,,\n"
        "A,2026-06-10,Bin not out,2026-06-10T15:55Z,01,,refuse\nA,2026-06-10,sang a song,2026-06-10T16:55,1,,\n"
        "A,2026-06-10,emptied,yesterday,1,,\nA,2026-03-29,emptied,2026-03-29T01:30,1,,\n"
        "A,2026-06-10,emptied,2026-06-10T16:55,404,,\nA,2026-06-10,emptied,0001-01-01T00:00+14:00,1,,\n"
    )
    read = read_crew_records(path, zone=LONDON)
    assert [(r.row, r.code) for r in read.refused] == [
        (4, "unknown-code"),
        (5, "time"),
        (6, "time"),
        (8, "time"),
        (7, "no-such-place"),
    ]
    assert [r.at for r in read.records] == [datetime(2026, 6, 10, 15, 55, tzinfo=UTC)] * 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "lacks the columns"),
        (b"a,b\n1,2\n", "lacks the columns"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"round,date,code,at\n" + b"x" * 200_000, "not CSV"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "crews.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=says):
        read_crew_records(path, zone=LONDON)

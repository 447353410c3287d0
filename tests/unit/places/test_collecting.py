"""When a bin counts as missed (standards §24)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.places.rules.collecting import judge
from portreeve.modules.places.types import Calendar, CollectionDay, CrewCode, CrewRecord

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 6, 10)
UPRN, USRN = "990000000001", "99000001"


def at(hour: int, minute: int = 0, on: date = DAY) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON)


def crew(
    code: CrewCode, hour: int = 11, *, street: bool = False, on: date = DAY, round_code: str = "A", bin_code: str = ""
) -> CrewRecord:  # noqa: E501
    place = {"usrn": USRN} if street else {"uprn": UPRN}
    return CrewRecord(round_code, on, code, at(hour, on=on).astimezone(UTC), bin=bin_code, **place)


def calendar(*records: CrewRecord, days: tuple[CollectionDay, ...] = (CollectionDay(DAY, "refuse", "A"),)) -> Calendar:
    return Calendar(days, records)


@pytest.mark.parametrize("day", [DAY, date(2026, 1, 14), date(2026, 3, 29), date(2026, 10, 25)])
def test_reports_open_at_five_in_the_afternoon_local_time_and_close_a_day_later(day: date) -> None:
    known = calendar(days=(CollectionDay(day, "refuse", "A"),))
    assert not judge(known, now=at(16, 59, day)).in_time
    assert judge(known, now=at(17, 0, day)).in_time
    after = day + timedelta(days=1)
    assert judge(known, now=at(16, 59, after)).in_time
    assert not judge(known, now=at(17, 0, after)).in_time


def test_still_open_at_14_utc_the_next_day_and_gone_by_18_utc() -> None:
    after = DAY + timedelta(days=1)
    for hour, still_open in ((14, True), (18, False)):
        now = datetime(after.year, after.month, after.day, hour, tzinfo=UTC).astimezone(LONDON)
        assert judge(calendar(), now=now).in_time is still_open


def test_the_dates_are_of_the_councils_day_on_both_sides_of_the_clock_change() -> None:
    summer = calendar(days=(CollectionDay(date(2026, 7, 1), "refuse", "A"),))
    just_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC).astimezone(LONDON)
    assert judge(summer, now=just_after_midnight).due_today
    winter = calendar(days=(CollectionDay(date(2026, 12, 1), "refuse", "A"),))
    just_before_midnight = datetime(2026, 11, 30, 23, 30, tzinfo=UTC).astimezone(LONDON)
    assert not judge(winter, now=just_before_midnight).due_today


def test_today_yesterday_last_and_next_are_named() -> None:
    week = timedelta(days=7)
    days = tuple(CollectionDay(DAY + week * n, "refuse", "A") for n in (-1, 0, 1))
    on_the_day = judge(calendar(days=days), now=at(9))
    assert (on_the_day.due_today, on_the_day.due_yesterday) == (True, False)
    assert (on_the_day.last, on_the_day.next) == ("2026-06-10", "2026-06-17")
    the_day_after = judge(calendar(days=days), now=at(9, on=DAY + timedelta(days=1)))
    assert (the_day_after.due_today, the_day_after.due_yesterday) == (False, True)


def test_a_bin_that_the_crew_emptied_is_emptied_with_its_local_time() -> None:
    fact = judge(calendar(crew(CrewCode.EMPTIED, 16)), now=at(17))
    assert (fact.emptied, fact.emptied_at, fact.reason) == (True, "16:00", "")


def test_what_the_crew_records_later_is_not_known_yet_and_corrects_what_it_said_before() -> None:
    known = calendar(crew(CrewCode.NOT_OUT, 9), crew(CrewCode.EMPTIED, 15))
    assert judge(known, now=at(12)).reason == "bin not out"
    later = judge(known, now=at(17))
    assert (later.emptied, later.reason) == (True, "")


@pytest.mark.parametrize("code", [CrewCode.NOT_OUT, CrewCode.NO_ACCESS, CrewCode.CONTAMINATED])
def test_why_a_bin_was_left_is_told(code: CrewCode) -> None:
    fact = judge(calendar(crew(code)), now=at(18))
    assert (fact.reason, fact.emptied) == (code.value, False)


def test_a_record_of_another_date_or_another_round_or_another_bin_counts_for_nothing() -> None:
    before = DAY - timedelta(days=7)
    records = (
        crew(CrewCode.NOT_OUT, on=before),
        crew(CrewCode.NOT_OUT, round_code="B"),
        crew(CrewCode.NOT_OUT, bin_code="garden"),
        crew(CrewCode.STREET_BLOCKED, street=True, on=before),
        crew(CrewCode.STREET_BLOCKED, street=True, round_code="B"),
    )
    fact = judge(calendar(*records), now=at(18))
    assert (fact.reason, fact.street_blocked, fact.emptied) == ("", False, False)


def test_a_blocked_street_blocks_and_a_completed_one_does_not() -> None:
    assert judge(calendar(crew(CrewCode.STREET_BLOCKED, street=True)), now=at(18)).street_blocked
    done = judge(calendar(crew(CrewCode.STREET_DONE, street=True)), now=at(18))
    assert (done.street_blocked, done.emptied, done.reason) == (False, False, "")
    came_back = calendar(crew(CrewCode.STREET_BLOCKED, 9, street=True), crew(CrewCode.STREET_DONE, 14, street=True))
    assert not judge(came_back, now=at(18)).street_blocked


def test_one_bin_of_two_emptied_is_not_both() -> None:
    days = (CollectionDay(DAY, "refuse", "A"), CollectionDay(DAY, "garden", "G"))
    known = calendar(crew(CrewCode.EMPTIED, bin_code="refuse"), days=days)
    assert not judge(known, now=at(18)).emptied
    assert judge(known, now=at(18), bin_code="refuse").emptied
    assert not judge(known, now=at(18), bin_code="garden").emptied
    assert judge(known, now=at(18)).bins == ("garden", "refuse")


def test_without_a_day_nothing_is_due() -> None:
    fact = judge(Calendar(days=(), collected_here=False), now=at(18))
    assert (fact.last, fact.next, fact.due_today, fact.in_time) == ("", "", False, False)
    assert not fact.collected_here


RECORDS = st.builds(
    lambda hour, code, round_code, shift: CrewRecord(
        round_code,
        DAY + timedelta(days=shift),
        code,
        at(hour).astimezone(UTC),
        **({"usrn": USRN} if code in {CrewCode.STREET_BLOCKED, CrewCode.STREET_DONE} else {"uprn": UPRN}),
    ),
    st.integers(0, 23),
    st.sampled_from(CrewCode),
    st.sampled_from(["A", "B"]),
    st.integers(-1, 1),
)
DAYS = st.lists(
    st.builds(
        lambda shift, bin_code, round_code: CollectionDay(DAY + timedelta(days=shift), bin_code, round_code),
        st.integers(-15, 15),
        st.sampled_from(["refuse", "garden"]),
        st.sampled_from(["A", "B"]),
    ),
    max_size=8,
)


@given(DAYS, st.lists(RECORDS, max_size=8), st.integers(0, 23))
def test_the_fact_never_contradicts_itself(days: list[CollectionDay], records: list[CrewRecord], hour: int) -> None:
    fact = judge(calendar(*records, days=tuple(days)), now=at(hour))
    assert not (fact.emptied and (fact.reason or fact.street_blocked))
    assert bool(fact.emptied_at) == fact.emptied
    assert fact.due_today == (fact.last == DAY.isoformat())
    assert not (fact.last and fact.next) or fact.last <= DAY.isoformat() < fact.next
    if fact.in_time:
        assert fact.due_today if hour >= 17 else fact.due_yesterday
    listed = {name: value for name, value in fact.as_fact().items() if name.startswith("bins_")}
    assert all(isinstance(value, str | bool) for name, value in fact.as_fact().items() if name not in listed)
    assert all(isinstance(value, list) for value in listed.values())
    for one in {day.bin for day in days}:
        alone = judge(calendar(*records, days=tuple(days)), now=at(hour), bin_code=one)
        told = {name for name, bins in listed.items() if one in bins}
        assert told == {
            "bins_known",
            *(("bins_today",) if alone.due_today else ()),
            *(("bins_yesterday",) if alone.due_yesterday else ()),
            *(("bins_emptied",) if alone.emptied else ()),
            *(("bins_not_collected",) if alone.reason else ()),
            *(("bins_street_blocked",) if alone.street_blocked else ()),
        }


@given(DAYS, st.lists(RECORDS, max_size=8), st.integers(0, 23), st.randoms())
def test_the_order_of_rows_does_not_matter(days, records, hour, random) -> None:
    mixed_days, mixed = list(days), sorted(records, key=lambda r: (r.at, r.code))
    random.shuffle(mixed_days)
    one = judge(calendar(*mixed, days=tuple(days)), now=at(hour))
    assert judge(calendar(*mixed, days=tuple(mixed_days)), now=at(hour)) == one


def test_two_bins_due_on_two_days_are_each_judged_by_their_own() -> None:
    before = DAY - timedelta(days=1)
    days = (CollectionDay(before, "refuse", "A"), CollectionDay(DAY, "recycling", "A"))
    emptied = crew(CrewCode.EMPTIED, 9, bin_code="recycling")
    not_out = crew(CrewCode.NOT_OUT, 9, on=before, bin_code="refuse")
    fact = judge(calendar(emptied, not_out, days=days), now=at(10))
    assert (fact.bins_today, fact.bins_yesterday) == (("recycling",), ("refuse",))
    assert (fact.bins_emptied, fact.bins_not_collected) == (("recycling",), ("refuse",))
    assert fact.bins_known == ("recycling", "refuse")
    assert fact.last == DAY.isoformat(), "all bins together are those of the last day, as they were"

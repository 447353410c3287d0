"""Working time, by hand and by property, on both sides of the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.pure.working_time import (
    NoWorkingTime,
    Period,
    Unit,
    WorkingCalendar,
    parse_period,
)

LONDON = ZoneInfo("Europe/London")
DAY = ((time(9), time(17)),)
WEEKEND: tuple[tuple[time, time], ...] = ()
BANK_HOLIDAYS = {
    date(2024, 12, 25),
    date(2024, 12, 26),
    date(2025, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
    date(2026, 12, 25),
    date(2026, 12, 28),
}
OFFICE = WorkingCalendar(LONDON, (DAY,) * 5 + (WEEKEND,) * 2, BANK_HOLIDAYS.__contains__)
SPLIT = WorkingCalendar(LONDON, (((time(8, 30), time(12)), (time(13), time(17, 30))),) * 6 + (WEEKEND,))
ALWAYS = WorkingCalendar(LONDON, (((time(0), time(0)),),) * 7)
NIGHTS = WorkingCalendar(LONDON, (((time(0), time(3)), (time(22), time(0))),) * 7)
CALENDARS = st.sampled_from([OFFICE, SPLIT, ALWAYS, NIGHTS])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def at(text: str, fold: int = 0) -> datetime:
    """A moment as the council's own clock shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def test_the_complaints_codes_worked_example() -> None:
    acknowledge = OFFICE.due(at("2024-12-20 11:00"), "5 working days")
    assert acknowledge == at("2024-12-31 17:00")
    assert OFFICE.due(acknowledge - timedelta(hours=1), "10 working days") == at("2025-01-15 17:00")


@pytest.mark.parametrize(
    ("start", "period", "due"),
    [
        ("2026-03-02 10:00", "1 working day", "2026-03-03 17:00"),
        ("2026-03-02 09:00", "1 working day", "2026-03-03 17:00"),
        ("2026-03-02 08:59", "1 working day", "2026-03-03 17:00"),
        ("2026-03-02 16:59", "1 working day", "2026-03-03 17:00"),
        ("2026-03-02 17:00", "1 working day", "2026-03-04 17:00"),
        ("2026-03-06 12:00", "2 working days", "2026-03-10 17:00"),
        ("2026-03-07 12:00", "1 working day", "2026-03-10 17:00"),
        ("2026-03-02 10:00", "4 working hours", "2026-03-02 14:00"),
        ("2026-03-02 13:00", "4 working hours", "2026-03-02 17:00"),
        ("2026-03-02 15:00", "4 working hours", "2026-03-03 11:00"),
        ("2026-03-06 16:30", "90 working minutes", "2026-03-09 10:00"),
        ("2026-04-02 16:00", "3 working hours", "2026-04-07 11:00"),
        ("2026-03-27 16:00", "2 working hours", "2026-03-30 10:00"),
        ("2026-10-23 16:00", "2 working hours", "2026-10-26 10:00"),
        ("2026-03-28 12:00", "28 days", "2026-04-25 12:00"),
        ("2026-03-28 12:00", "24 hours", "2026-03-29 13:00"),
        ("2024-02-29 12:00", "1 year", "2025-02-28 12:00"),
    ],
)
def test_when_a_period_is_over(start: str, period: str, due: str) -> None:
    assert OFFICE.due(at(start), period) == at(due)


@pytest.mark.parametrize("period", ["1 working day", "2 working days", "4 working hours", "10 working hours"])
@pytest.mark.parametrize(
    ("friday_evening", "monday_early"),
    [
        ("2026-05-01 17:45", "2026-05-04 08:30"),  # the Monday is a bank holiday
        ("2026-10-23 17:45", "2026-10-26 08:30"),  # the clocks go back between them
        ("2026-03-27 17:45", "2026-03-30 08:30"),  # the clocks go forward between them
    ],
)
def test_friday_evening_on_the_web_and_monday_early_on_the_phone_fall_due_together(
    period: str, friday_evening: str, monday_early: str
) -> None:
    assert OFFICE.due(at(friday_evening), period) == OFFICE.due(at(monday_early), period)


def test_working_time_is_measured_by_the_clock_on_the_wall_across_its_changes() -> None:
    assert OFFICE.working_seconds(at("2026-03-27 09:00"), at("2026-03-30 17:00")) == 16 * 3600
    assert OFFICE.working_seconds(at("2026-10-23 09:00"), at("2026-10-26 17:00")) == 16 * 3600
    assert ALWAYS.working_seconds(at("2026-03-29 00:00"), at("2026-03-30 00:00")) == 23 * 3600
    assert ALWAYS.working_seconds(at("2026-10-25 00:00"), at("2026-10-26 00:00")) == 25 * 3600


def test_both_of_the_hours_that_come_twice_are_worked_by_a_night_shift() -> None:
    first, second = at("2026-10-25 01:30"), at("2026-10-25 01:30", fold=1)
    assert NIGHTS.is_open(first)
    assert NIGHTS.is_open(second)
    assert NIGHTS.working_seconds(first, second) == 3600


def test_closing_time_is_closed_and_opening_time_is_open() -> None:
    assert OFFICE.is_open(at("2026-03-02 09:00"))
    assert not OFFICE.is_open(at("2026-03-02 17:00"))
    assert not OFFICE.is_open(at("2026-05-04 12:00"))


def test_the_council_s_date_is_not_that_of_utc_on_a_summer_night() -> None:
    assert OFFICE.day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "text", ["2 days of work", "0 working days", "2 working weeks", "two working days", "", "-1 working day"]
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


def test_periods_are_read_as_people_write_them() -> None:
    assert parse_period(" 1  working day ") == Period(1, Unit.DAY, working=True)
    assert parse_period("2 years") == Period(2, Unit.YEAR)
    assert parse_period("40 working hours") == Period(40, Unit.HOUR, working=True)


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        OFFICE.is_open(datetime(2026, 3, 2, 12))  # noqa: DTZ001 - that is what is refused


def test_a_council_that_never_works_is_an_error_and_not_a_loop() -> None:
    never = WorkingCalendar(LONDON, (DAY,) * 7, lambda _: True)
    with pytest.raises(NoWorkingTime):
        never.due(at("2026-03-02 12:00"), "1 working day")
    with pytest.raises(NoWorkingTime):
        never.due(at("2026-03-02 12:00"), "1 working hour")


@given(CALENDARS, MOMENTS, st.integers(1, 200))
def test_as_many_hours_are_worked_until_due_as_were_promised(
    calendar: WorkingCalendar, start: datetime, hours: int
) -> None:
    due = calendar.due(start, Period(hours, Unit.HOUR, working=True))
    assert abs(calendar.working_seconds(start, due) - hours * 3600) <= 1


@given(CALENDARS, MOMENTS, st.integers(1, 30))
def test_as_many_days_are_worked_until_due_as_were_promised(
    calendar: WorkingCalendar, start: datetime, days: int
) -> None:
    begun = calendar.day_of(calendar.next_open(start))
    due = calendar.due(start, Period(days, Unit.DAY, working=True))
    last = calendar.day_of(due - timedelta(seconds=1))
    assert calendar.works_on(last)
    assert calendar.working_days(begun, last) == days
    assert due == calendar.spans(last)[-1][1]


@given(CALENDARS, MOMENTS, MOMENTS, st.sampled_from(["1 working day", "3 working days", "7 working hours"]))
def test_who_comes_later_is_never_due_earlier(
    calendar: WorkingCalendar, one: datetime, other: datetime, period: str
) -> None:
    first, second = sorted((one, other))
    assert calendar.due(first, period) <= calendar.due(second, period)


@given(CALENDARS, MOMENTS, st.sampled_from(["1 working day", "3 working days", "7 working hours"]))
def test_what_arrives_out_of_hours_counts_from_the_next_working_moment(
    calendar: WorkingCalendar, start: datetime, period: str
) -> None:
    begins = calendar.next_open(start)
    assert begins >= start
    assert calendar.is_open(begins)
    assert calendar.working_seconds(start, begins) == 0
    assert calendar.due(start, period) == calendar.due(begins, period)


@given(CALENDARS, st.lists(MOMENTS, min_size=3, max_size=3))
def test_working_time_adds_up(calendar: WorkingCalendar, moments: list[datetime]) -> None:
    a, b, c = sorted(m.replace(microsecond=0) for m in moments)
    whole = calendar.working_seconds(a, c)
    assert calendar.working_seconds(a, b) + calendar.working_seconds(b, c) == whole
    assert calendar.working_seconds(c, a) == -whole
    assert 0 <= whole <= (c - a).total_seconds()

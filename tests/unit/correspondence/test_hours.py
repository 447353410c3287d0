"""Hours by the council's wall clock, over midnight and over both clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portreeve.modules.correspondence.rules import hours
from portreeve.modules.correspondence.rules.hours import Window
from portreeve.modules.correspondence.types import Way
from portreeve.modules.people.types import SafeContact
from unit.correspondence.parties import MOMENTS, TIMES

LONDON = ZoneInfo("Europe/London")
WINDOWS = st.builds(Window, TIMES, TIMES)


@given(MOMENTS, WINDOWS)
def test_the_next_safe_moment_is_safe_soon_and_not_before(at: datetime, window: Window) -> None:
    found = hours.next_safe(at, window, LONDON)
    assert found >= at
    assert hours.is_safe(found, window, LONDON)
    assert found - at <= timedelta(hours=49), "at worst one opening falls into the hour that spring skips"
    assert hours.is_safe(at, window, LONDON) == (found == at)


@given(MOMENTS, WINDOWS, st.timedeltas(timedelta(0), timedelta(days=5)))
@example(datetime(2026, 3, 28, 2, 0, tzinfo=UTC), Window(time(0), time(1, 30)), timedelta(0))
def test_a_deadline_never_asks_for_an_unsafe_call(at: datetime, window: Window, more: timedelta) -> None:
    call_from, due = hours.call_times(at, at + more, window, LONDON)
    assert at <= call_from < due
    assert hours.is_safe(call_from, window, LONDON)
    assert hours.is_safe(due - timedelta(microseconds=1), window, LONDON) or window.opens == window.closes


def test_a_morning_deadline_moves_to_the_end_of_her_day() -> None:
    window = hours.window_for(Way.CALL, SafeContact(not_before=time(12)))
    monday_nine = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    friday = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    call_from, due = hours.call_times(friday, monday_nine, window, LONDON)
    assert (call_from, due) == (
        datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
        datetime(2026, 11, 23, 20, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("way", "safe", "window"),
    [
        (Way.EMAIL, SafeContact(), hours.ALWAYS),
        (Way.SMS, SafeContact(), hours.QUIET),
        (Way.CALL, SafeContact(not_before=time(12)), Window(time(12), time(20))),
        (Way.CALL, SafeContact(not_after=time(15)), Window(time(8), time(15))),
        (Way.CALL, SafeContact(not_before=time(21)), Window(time(21), time(0))),
        (Way.CALL, SafeContact(not_after=time(7)), Window(time(0), time(7))),
        (Way.SMS, SafeContact(not_before=time(22), not_after=time(2)), Window(time(22), time(2))),
        (Way.EMAIL, SafeContact(not_before=time(12)), Window(time(12), time(0))),
        (Way.LETTER, SafeContact(not_before=time(12)), hours.ALWAYS),
    ],
)
def test_a_persons_own_hours_come_before_our_quiet_ones(way: Way, safe: SafeContact, window: Window) -> None:
    assert hours.window_for(way, safe) == window

"""Calendar spans."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.pure.span import after, before, read_span


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert after(datetime(2026, 1, 31, 9, tzinfo=UTC), "1 month") == datetime(2026, 2, 28, 9, tzinfo=UTC)


def test_two_years_before_a_leap_day_is_the_twenty_eighth() -> None:
    assert before(datetime(2024, 2, 29, tzinfo=UTC), "2 years") == datetime(2022, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "0 days", "two years", "3", "3 fortnights", "-1 day", "1 day!"])
def test_what_is_not_a_span_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="28 days"):
        read_span(text)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.integers(1, 500),
    st.sampled_from("hour day week".split()),
)
def test_fixed_spans_go_there_and_back(at: datetime, number: int, unit: str) -> None:
    at = at.replace(tzinfo=UTC)
    assert before(after(at, f"{number} {unit}s"), f"{number} {unit}s") == at


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(1, 120))
def test_months_move_forward_and_never_skip_a_month(at: datetime, months: int) -> None:
    at = at.replace(tzinfo=UTC)
    there = after(at, f"{months} months")
    assert (there.year * 12 + there.month) - (at.year * 12 + at.month) == months
    assert there.day <= at.day

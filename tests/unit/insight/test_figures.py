"""Figures from counts, against tables that others published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.insight.rules.dictionary import DICTIONARY
from portreeve.modules.insight.rules.figures import Cost, CountRow, figures_of
from portreeve.modules.insight.types import FactName

PLYMOUTH = {"counter": Cost(10.53, 14.00), "phone": Cost(3.39, 5.00), "web": Cost(0.08, 0.17)}


def row(name: FactName, count: int, *, channel: str = "", code: str = "", total: int = 0) -> CountRow:
    return CountRow(name=name, service="missed-bin", channel=channel, code=code, count=count, total=total)


def test_six_good_two_average_and_two_poor_faces_are_four_tenths() -> None:
    # standards.md §12, the worked example of net satisfaction.
    faces = [
        row(FactName.SATISFACTION, 6, code="good", total=6),
        row(FactName.SATISFACTION, 2, code="fair"),
        row(FactName.SATISFACTION, 2, code="poor", total=-2),
    ]
    assert figures_of("missed-bin", faces, {}).satisfaction == pytest.approx(0.40)


def test_a_thousand_calls_and_a_thousand_pages_cost_what_the_benchmarks_say() -> None:
    # requirements CST-01: a call 3.39 to 5.00, a page 0.08 to 0.17; the saving of moving one is their difference.
    calls = figures_of("x", [row(FactName.OPENED, 1000, channel="phone")], PLYMOUTH)
    pages = figures_of("x", [row(FactName.OPENED, 1000, channel="web")], PLYMOUTH)
    assert 1000 * ((calls.cost_low or 0) - (pages.cost_high or 0)) == pytest.approx(3220)
    assert 1000 * ((calls.cost_high or 0) - (pages.cost_low or 0)) == pytest.approx(4920)


def test_digital_take_up_counts_joined_reports_too() -> None:
    rows = [
        row(FactName.OPENED, 60, channel="web"),
        row(FactName.JOINED, 15, channel="web"),
        row(FactName.OPENED, 25, channel="phone"),
    ]
    assert figures_of("x", rows, {}).digital_share == pytest.approx(0.75)


def test_a_promise_kept_three_times_in_four() -> None:
    rows = [
        row(FactName.DONE, 6, code="kept"),
        row(FactName.DONE, 2, code="broken"),
        row(FactName.DONE, 9, code="none"),
    ]
    assert figures_of("x", rows, {}).kept == pytest.approx(0.75)


@pytest.mark.parametrize("few", range(5))
def test_fewer_than_five_are_not_said(few: int) -> None:
    found = figures_of(
        "x", [row(FactName.OPENED, few, channel="web"), row(FactName.SATISFACTION, few, code="good")], PLYMOUTH
    )
    assert (found.contacts, found.digital_share, found.satisfaction, found.cost_low) == (None, None, None, None)


@given(st.lists(st.tuples(st.sampled_from(list(FactName)), st.integers(0, 50), st.sampled_from(["web", "phone", ""]))))
def test_shares_are_shares_whatever_is_counted(found: list[tuple[FactName, int, str]]) -> None:
    figures = figures_of("x", [row(name, n, channel=channel) for name, n, channel in found], PLYMOUTH)
    for value in (figures.digital_share, figures.kept):
        assert value is None or 0 <= value <= 1
    if figures.cost_low is not None and figures.cost_high is not None:
        assert figures.cost_low <= figures.cost_high


def test_completion_is_of_the_web_journeys_begun_those_that_came_to_an_end_however_often() -> None:
    rows = [
        row(FactName.STARTED, 8, channel="web", code="web"),
        row(FactName.COMPLETED, 6, channel="web"),
        row(FactName.STOPPED, 40, channel="web", code="crew-out"),
        row(FactName.SUBMITTED, 3, channel="web"),
        row(FactName.STARTED, 50, channel="phone", code="web"),
    ]
    assert figures_of("x", rows, {}).completion == pytest.approx(0.75)


def test_every_fact_is_in_the_dictionary_once() -> None:
    assert sorted(meaning.name for meaning in DICTIONARY) == sorted(FactName)

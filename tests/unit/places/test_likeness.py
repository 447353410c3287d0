"""What fits what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.places.rules.likeness import WORTH_SHOWING, edits, likeness, natural, number_fit
from portreeve.modules.places.rules.wanted import read

WORD = st.text(alphabet="abcdefg", max_size=8)


@pytest.mark.parametrize(
    ("a", "b", "steps"), [("mil", "mill", 1), ("catsle", "castle", 1), ("", "abc", 3), ("a", "a", 0)]
)
def test_edits_count_a_swap_of_neighbours_as_one(a: str, b: str, steps: int) -> None:
    assert edits(a, b) == steps


@given(WORD, WORD)
def test_edits_are_the_same_both_ways_and_none_only_for_the_same(a: str, b: str) -> None:
    assert edits(a, b) == edits(b, a)
    assert (edits(a, b) == 0) == (a == b)


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("mil lane", "mill lane", "mint lane"),
        ("catsle street", "castle street", "cable street"),
        ("castle stret", "castle street", "castle lane"),
        ("harbor road", "harbour road", "harcourt road"),
        ("mill", "mill lane", "windmill lane"),
        ("mill la", "mill lane", "mill street"),
    ],
)
def test_the_street_that_was_meant_fits_better(typed: str, meant: str, other: str) -> None:
    assert likeness(typed, meant) > likeness(typed, other)
    assert likeness(typed, meant) >= WORTH_SHOWING


def test_the_town_may_be_named_and_does_not_hurt() -> None:
    assert likeness("mill lane haverstock", "mill lane", "millfield haverstock") > 0.95


@given(st.lists(WORD, max_size=4), st.lists(WORD, max_size=4), st.lists(WORD, max_size=3))
def test_likeness_is_between_none_and_whole(typed: list[str], name: list[str], around: list[str]) -> None:
    assert 0 <= likeness(" ".join(typed), " ".join(name), " ".join(around)) <= 1


def test_the_house_number_weighs_more_than_a_typing_error() -> None:
    wanted = read("12 mil lane")
    right_number = likeness(wanted.words, "mill lane") + number_fit(wanted, number=12, to=None, suffix="", flat="")
    wrong_number = likeness("mill lane", "mill lane") + number_fit(wanted, number=14, to=None, suffix="", flat="")
    assert right_number > wrong_number


def test_a_number_within_a_span_fits_and_the_flat_wanted_comes_first() -> None:
    wanted = read("flat 3, 13 mill lane")
    assert number_fit(wanted, number=12, to=14, suffix="", flat="") > 0
    right = number_fit(wanted, number=13, to=None, suffix="", flat="3")
    assert (
        right
        > number_fit(wanted, number=13, to=None, suffix="", flat="")
        > number_fit(wanted, number=13, to=None, suffix="", flat="2")
    )


def test_two_comes_before_ten() -> None:
    assert sorted(["Flat 10", "Flat 2", "Flat 1", "Flat B", "Flat A"], key=natural) == [
        "Flat 1",
        "Flat 2",
        "Flat 10",
        "Flat A",
        "Flat B",
    ]

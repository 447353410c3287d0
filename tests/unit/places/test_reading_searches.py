"""What people type is taken apart, whatever it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.places.rules import postcodes
from portreeve.modules.places.rules.references import reference
from portreeve.modules.places.rules.wanted import Wanted, read
from portreeve.modules.places.rules.wording import LONGEST, fold, key_of


@pytest.mark.parametrize("typed", ["HV1 1AA", "hv11aa", " hv1  1aa ", "Hv1-1aA", "hv1.1aa", "HVI IAA", "hvl 1aa"])
def test_a_postcode_is_known_in_any_case_and_spacing_and_with_letters_for_digits(typed: str) -> None:
    assert postcodes.normalise(typed) == "HV1 1AA"


@pytest.mark.parametrize("typed", ["", "HV1", "1AA", "HV1 1A", "HVV1 1AA", "HV1 1AAA", "12345", "mill lane", "A" * 999])
def test_what_is_no_postcode_is_none(typed: str) -> None:
    assert postcodes.normalise(typed) == ""


@pytest.mark.parametrize(
    ("typed", "beginnings"),
    [
        ("hv1", ("HV1 ",)),
        ("hv11", ("HV11 ", "HV1 1")),
        ("hv1 1", ("HV1 1",)),
        ("hv1 1a", ("HV1 1A",)),
        ("HV12", ("HV12 ", "HV1 2")),
        ("road", ()),
        ("12", ()),
        ("h", ()),
    ],
)
def test_part_of_a_postcode_is_read_both_ways_where_it_may_be_either(typed: str, beginnings: tuple[str, ...]) -> None:
    assert postcodes.prefixes(typed) == beginnings


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("12 mill lane", Wanted(number=12, words="mill lane")),
        ("12A Mill Ln", Wanted(number=12, suffix="a", words="mill lane")),
        ("mill lane 12", Wanted(number=12, words="mill lane")),
        ("Flat 3, 12 Mill Lane HV1", Wanted(number=12, flat="3", words="mill lane", prefixes=("HV1 ",))),
        ("flat B 7 The Quay, HV1 1AA", Wanted(postcode="HV1 1AA", number=7, flat="b", words="the quay")),
        ("3/12 castle st", Wanted(number=12, flat="3", words="castle street")),
        ("12-14 high street", Wanted(number=12, words="high street")),
        ("St Mary's Rd", Wanted(words="saint marys road")),
        ("3 kestrel court 12 mill lane", Wanted(number=12, flat="3", words="kestrel court mill lane")),
        ("Lôn y Felin", Wanted(words="lon y felin")),
    ],
)
def test_a_search_is_taken_apart(typed: str, wanted: Wanted) -> None:
    assert replace(read(typed), streets=(), names=()) == wanted


@pytest.mark.parametrize(
    ("typed", "street", "name"),
    [
        ("12 mill lane", "mill lane", "mill lane"),
        ("Garland Bakery, 12 Quay Street, Haverstock", "quay street", "garland bakery"),
        ("flat 3 kestrel court 12 mill lane haverstock", "mill lane", "kestrel court"),
        ("bowling green road", "bowling green road", "bowling green road"),
        ("castle", "castle", "castle"),
        ("40 RosemaryStreet", "rosemary street", "rosemary street"),
        ("12 millfield road", "millfield road", "millfield road"),
        ("12 mil, haverstock", "mil", "mil"),
    ],
)
def test_the_likely_names_of_street_and_building_are_picked_out(typed: str, street: str, name: str) -> None:
    assert street in read(typed).streets
    assert name in read(typed).names


@pytest.mark.parametrize("typed", ["", "   ", "12", "a", "!!!", "\0\0", "🚮", "12 3", "'; --", "%%%", "___"])
def test_nonsense_is_nothing_to_search_by(typed: str) -> None:
    assert read(typed).empty


@given(st.text(max_size=400))
def test_any_text_at_all_can_be_read(text: str) -> None:
    wanted = read(text)
    assert len(wanted.words) <= LONGEST * 4
    assert set(wanted.words) <= set("abcdefghijklmnopqrstuvwxyz0123456789 -/")


@given(st.text(max_size=200))
def test_what_was_made_alike_stays_alike(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_abbreviations_are_written_out_on_both_sides() -> None:
    assert key_of("St. John's Ave") == key_of("Saint Johns Avenue") == "saint johns avenue"
    assert key_of("Castle St") == "castle street"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("990000000001", "990000000001"),
        ("000100012345", "100012345"),
        (" 12 34 ", "1234"),
        ("12a", ""),
        ("", ""),
        ("1234567890123", ""),
        ("١٢٣", ""),
        ("0" * 500, ""),
        ("12\0", ""),
    ],
)
def test_a_reference_is_digits_without_leading_zeros(text: str, known: str) -> None:
    assert reference(text) == known

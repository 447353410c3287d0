"""The reference's check digit, its forms, and what it finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.pure import reference

REFERENCES = st.integers(0, 10**10 - 1).map(lambda n: reference.generate(lambda _: n))
WORDS = "zero one two three four five six seven eight nine".split()
WELSH = "dim un dau tri pedwar pump chwech saith wyth naw".split()


def test_the_check_digit_is_that_of_the_published_example() -> None:
    assert reference.check_digit("572") == "4"


def test_a_new_reference_is_eleven_digits_and_valid() -> None:
    made = {reference.generate() for _ in range(200)}
    assert len(made) == 200
    assert all(reference.is_valid(one) and len(one) == 11 for one in made)


@given(REFERENCES, st.integers(0, 10), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(made: str, place: int, more: int) -> None:
    wrong = made[:place] + str((int(made[place]) + more) % 10) + made[place + 1 :]
    assert not reference.is_valid(wrong)


@given(REFERENCES, st.integers(0, 9))
def test_every_swap_of_neighbours_is_found(made: str, place: int) -> None:
    swapped = made[:place] + made[place + 1] + made[place] + made[place + 2 :]
    assert swapped == made or not reference.is_valid(swapped)


@given(REFERENCES)
def test_it_is_understood_typed_grouped_and_said_in_both_languages(made: str) -> None:
    forms = [
        reference.grouped(made),
        made,
        f" {made[:3]}-{made[3:7]}-{made[7:]} ",
        ", ".join(made),
        " ".join(WORDS[int(d)] for d in made),
        " ".join(WELSH[int(d)] for d in made),
        "".join(chr(0x0660 + int(d)) for d in made),
    ]
    assert {reference.normalise(form) for form in forms} == {made}


def test_double_and_oh_are_understood() -> None:
    made = reference.generate(lambda _: 1_002_334_445)
    assert made.startswith("1002334445")
    said = f"one double oh two double three treble four five {WORDS[int(made[-1])]}"
    assert reference.normalise(said) == made


@pytest.mark.parametrize("text", ["", "hello", "123", "1234567890123", "one two", "12345678901x", "①" * 40, "\0" * 50])
def test_what_is_not_a_reference_gives_nothing(text: str) -> None:
    assert reference.normalise(text) == ""


def test_grouping_is_three_four_four() -> None:
    assert reference.grouped("12345678901") == "123 4567 8901"


def test_a_check_digit_of_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="digits"):
        reference.check_digit("12a")

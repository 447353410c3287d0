"""The fixed words: whole in every language that claims them, and fit to be filled in."""

from __future__ import annotations

import re
import string
from datetime import date, time

import pytest
from markupsafe import Markup

from portreeve.foundation.design.wording import WordMissing, languages, plural_form, table, words

PACKAGES = (
    "portreeve.foundation.design",
    "portreeve.screens.web",
    "portreeve.channels.resident_web",
)
WHOLE = ("en", "cy")
JOURNEY = ("dates", "frame", "form", "errors", "journey", "status", "track")
"""The groups that a person needs from a service's first page to its last message."""
FORMS = re.compile(r"\.(zero|one|two|few|many|other)$")


def groups(language: str) -> set[str]:
    return {key.partition(".")[0] for key in table(language, PACKAGES)}


def keys(language: str) -> set[str]:
    """Return a language's keys, plural forms taken together: languages have different numbers of them."""
    return {FORMS.sub(".n", key) for key in table(language, PACKAGES)}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", WHOLE)
def test_english_and_welsh_have_every_key(language: str) -> None:
    everything = keys("en") | keys("cy")
    assert sorted(everything - keys(language)) == []


def test_every_language_has_the_whole_of_the_groups_it_begins() -> None:
    for language in languages(PACKAGES):
        wanted = {key for key in keys("en") if key.partition(".")[0] in groups(language)}
        assert sorted(wanted - keys(language)) == [], language
        assert sorted(keys(language) - wanted) == [], f"{language} has words that English lacks"


def test_arabic_has_all_that_a_journey_needs() -> None:
    assert set(JOURNEY) <= groups("ar")


def test_a_text_has_the_same_fields_in_every_language() -> None:
    english = table("en", PACKAGES)
    for language in languages(PACKAGES):
        for key, text in table(language, PACKAGES).items():
            original = english.get(key) or english[FORMS.sub(".other", key)]
            if not FORMS.search(key):
                assert fields(text) == fields(original), f"{language} {key}"


def test_plural_forms_are_those_of_the_language() -> None:
    forms = {"en": {"one", "other"}, "cy": {"zero", "one", "two", "few", "many", "other"}}
    forms["ar"] = forms["cy"]
    for language, wanted in forms.items():
        found: dict[str, set[str]] = {}
        for key in table(language, PACKAGES):
            if match := FORMS.search(key):
                found.setdefault(FORMS.sub("", key), set()).add(match[1])
        counted = {key: have for key, have in found.items() if "other" in have}  # else a key that is only called so
        assert counted
        for key, have in counted.items():
            assert have == wanted, f"{language} {key}"


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [("en", 1, "one"), ("en", 0, "other"), ("cy", 2, "two"), ("cy", 6, "many"), ("cy", 7, "other"), ("ar", 3, "few")]
    + [("ar", 11, "many"), ("ar", 100, "other"), ("ar", 103, "few")],
)
def test_plural_form_of_a_number(language: str, number: int, form: str) -> None:
    assert plural_form(language, number) == form


def test_what_fills_a_text_is_escaped_and_markup_is_not() -> None:
    w = words("en", PACKAGES)
    assert w("form.optional", question="<script>") == "&lt;script&gt; (optional)"
    assert w("form.optional", question=Markup("<b>x</b>")) == "<b>x</b> (optional)"


def test_a_key_that_no_language_has_is_an_error() -> None:
    with pytest.raises(WordMissing):
        words("cy", PACKAGES)("frame.no_such_thing")


def test_dates_and_times_are_written_as_people_write_them() -> None:
    english, welsh, arabic = (words(tag, PACKAGES) for tag in ("en", "cy", "ar"))
    day = date(2026, 11, 23)
    assert english.date(day) == "Monday 23 November 2026"
    assert welsh.date(day) == "dydd Llun 23 Tachwedd 2026"
    assert english.time(time(17)) == "5pm"
    assert english.time(time(9, 5)) == "9:05am"
    assert english.time(time(12)) == "midday"
    assert welsh.time(time(17)) == "5yh"
    assert arabic.time(time(17)) == "17:00"


def test_no_text_holds_markup() -> None:
    for language in languages(PACKAGES):
        for key, text in table(language, PACKAGES).items():
            assert "<" not in text, f"{language} {key}"
            assert "&" not in text, f"{language} {key}"

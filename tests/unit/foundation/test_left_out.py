"""What is left out says why in the reader's language; anything else is shown as it is."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from portreeve.foundation.pure.left_out import LeftOut, in_words, shown


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
def test_every_reason_has_its_words_in_every_language(language: str) -> None:
    file = resources.files("portreeve.foundation.pure").joinpath("words", f"{language}.json")
    table = json.loads(file.read_text(encoding="utf-8"))
    assert set(table) == {one.name.lower() for one in LeftOut}
    assert all(text.startswith("(") and text.endswith(")") for text in table.values())
    assert language == "en" or not set(table.values()) & set(LeftOut)


def test_english_stands_for_languages_we_have_not_and_its_word_for_erased_is_what_is_kept() -> None:
    for one in LeftOut:
        assert in_words(one, "en") == in_words(one, "pl")
    assert in_words(LeftOut.ERASED, "en") == LeftOut.ERASED.value == "(erased)"
    assert {one.value for one in LeftOut if one is not LeftOut.ERASED} == {"other", "others_too", "closed", "link"}


def test_only_what_was_erased_is_put_into_other_words() -> None:
    assert shown("(erased)", "cy") == "(wedi'i ddileu)"
    assert shown("(erased)", "cy-GB") == "(wedi'i ddileu)"
    assert shown("(also about others)", "cy") == "(also about others)"  # somebody's own words: it is never stored
    assert shown("", "cy") == ""

"""The engine's own words are there in every language."""

from __future__ import annotations

import pytest

from portreeve.modules.journeys.rules.wording import LANGUAGES, table


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_month_and_heard_word_is_there(language: str) -> None:
    own, english = table(language), table("en")
    assert set(own) == set(english)
    assert set(own["labels"]) == set(english["labels"])
    assert set(own["heard"]) == set(english["heard"])
    assert len(own["months"]) == 12
    assert all(own["labels"].values())
    assert all(own["heard"].values())

"""Words beside the code that says them."""

import pytest

from portreeve.foundation.pure.word_files import WordFiles

VOICE = WordFiles("portreeve.screens.voice", ("en", "cy"))


@pytest.mark.parametrize(("asked", "given"), [("cy", "cy"), ("CY-gb", "cy"), ("ar", "en"), ("../en", "en"), ("", "en")])
def test_a_language_without_words_reads_english_and_no_tag_leads_to_another_file(asked: str, given: str) -> None:
    assert VOICE.table(asked) is VOICE.table(given)


def test_wordings_are_filled_with_their_data_and_an_unwritten_one_is_a_mistake() -> None:
    assert "01632 960222" in VOICE.say("say", "ring", "en", number="01632 960222")
    with pytest.raises(KeyError):
        VOICE.say("say", "nothing of the kind", "en")

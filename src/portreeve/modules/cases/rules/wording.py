"""The few words that a case itself says to people, where no officer wrote any: reasons, in each language."""

from __future__ import annotations

from typing import Final

from portreeve.foundation.pure.word_files import WordFiles

LANGUAGES: Final = ("en", "cy", "ar")
_WORDS: Final = WordFiles("portreeve.modules.cases.rules", LANGUAGES)


def said(key: str, language: str) -> str:
    """Return the words of a key in a language, else in English. Raises KeyError for a key that nobody wrote."""
    return str(_WORDS.table(language)[key])

"""What stands where something is not told, and says why; it is kept as it is and shown in the reader's language."""

from __future__ import annotations

from enum import StrEnum

from portreeve.foundation.pure.word_files import WordFiles

_WORDS = WordFiles("portreeve.foundation.pure", ("en", "cy", "ar"))


class LeftOut(StrEnum):
    """Why something is not told: codes, but for `ERASED`, which alone is ever stored, as this text, since 0.1.0."""

    ERASED = "(erased)"
    OTHER = "other"
    """One of several people in a row is told what is in it, but not what it says of the others."""
    OTHERS_TOO = "others_too"
    """Of a row about several people, one is told only that there is such."""
    CLOSED = "closed"
    LINK = "link"


def in_words(why: LeftOut, language: str) -> str:
    """Return why something is not told, in a language; in English where we have no words in it."""
    return str(_WORDS.table(language)[why.name.lower()])


def shown(text: str, language: str) -> str:
    """Return a text that is kept about a person as a reader of a language is shown it: erased, it says so."""
    return in_words(LeftOut.ERASED, language) if text == LeftOut.ERASED else text

"""The engine's own words, per language: months, yes and no, the labels of choices that no service file names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portreeve.foundation.pure.word_files import FALLBACK, WordFiles

LANGUAGES = ("en", "cy", "ar")
_WORDS = WordFiles("portreeve.modules.journeys.rules", LANGUAGES)


def table(language: str) -> Mapping[str, Any]:
    """Return the words of a language; those of English where there are none for it."""
    return _WORDS.table(language)


def word(key: str, language: str) -> str:
    """Return one fixed wording, such as `yes` or `way.email`."""
    return str(table(language)["labels"][key])


def heard(kind: str, language: str, said: str) -> bool:
    """Say whether what was typed is one of the words for a thing, such as `yes`; English is understood everywhere."""
    plain = said.strip().casefold().rstrip(".!")
    return any(plain in table(each)["heard"][kind] for each in (language, FALLBACK))


def show_date(value: date, language: str) -> str:
    """Return a date as people write it: 3 March 2026."""
    return f"{value.day} {table(language)['months'][value.month - 1]} {value.year}"

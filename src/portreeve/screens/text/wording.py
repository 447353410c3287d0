"""The fixed words of text messages, per language."""

from __future__ import annotations

from portreeve.foundation.pure.word_files import FALLBACK, WordFiles
from portreeve.modules.journeys.types import InvalidAnswer

_WORDS = WordFiles("portreeve.screens.text", ("en", "cy", "ar"))


def say(key: str, language: str, **data: object) -> str:
    """Return one fixed wording with its data put in."""
    return _WORDS.say("say", key, language, **data)


def error(problem: InvalidAnswer, language: str) -> str:
    """Return what is wrong with a reply, in words."""
    return _WORDS.say("errors", problem.group, language, **problem.data)


def commanded(said: str, language: str) -> str:
    """Return the command that a reply is, or empty; English ones are understood everywhere."""
    plain = said.strip().casefold().rstrip(".!")
    for each in (language, FALLBACK):
        for name, words in _WORDS.table(each)["commands"].items():
            if plain in words:
                return str(name)
    return ""

"""The fixed words of what is said on the telephone, per language."""

from __future__ import annotations

from portreeve.foundation.pure.word_files import WordFiles
from portreeve.modules.journeys.types import InvalidAnswer

_WORDS = WordFiles("portreeve.screens.voice", ("en", "cy"))


def say(key: str, language: str, **data: object) -> str:
    """Return one fixed wording with its data put in."""
    return _WORDS.say("say", key, language, **data)


def error(problem: InvalidAnswer, language: str) -> str:
    """Return what is wrong with the keys, in words."""
    return _WORDS.say("errors", problem.group, language, **problem.data)

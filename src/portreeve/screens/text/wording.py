"""The fixed words of text messages, per language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from portreeve.modules.journeys.types import InvalidAnswer

LANGUAGES = ("en", "cy", "ar")


@cache
def table(language: str) -> Mapping[str, Any]:
    """Return the words of a language; those of English where there are none for it."""
    base = language.split("-", 1)[0].lower()
    name = base if base in LANGUAGES else "en"
    text = resources.files(__package__).joinpath("words", f"{name}.json").read_text(encoding="utf-8")
    words: Mapping[str, Any] = json.loads(text)
    return words


def say(key: str, language: str, **data: object) -> str:
    """Return one fixed wording with its data put in."""
    return str(table(language)["say"][key]).format(**data)


def error(problem: InvalidAnswer, language: str) -> str:
    """Return what is wrong with a reply, in words."""
    code = "file" if problem.code.startswith("file-") else problem.code
    return str(table(language)["errors"][code]).format(**problem.data)


def commanded(said: str, language: str) -> str:
    """Return the command that a reply is, or empty; English ones are understood everywhere."""
    plain = said.strip().casefold().rstrip(".!")
    for each in (language, "en"):
        for name, words in table(each)["commands"].items():
            if plain in words:
                return str(name)
    return ""

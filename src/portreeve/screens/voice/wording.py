"""The fixed words of what is said on the telephone, per language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from portreeve.modules.journeys.types import InvalidAnswer

LANGUAGES = ("en", "cy")


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
    """Return what is wrong with the keys, in words."""
    code = "file" if problem.code.startswith("file-") else problem.code
    return str(table(language)["errors"][code]).format(**problem.data)

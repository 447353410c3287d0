"""The few words that a case itself says to people, where no officer wrote any: reasons, in each language."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "cy", "ar")


def said(key: str, language: str) -> str:
    """Return the words of a key in a language, else in English. Raises KeyError for a key that nobody wrote."""
    tag = language.split("-", maxsplit=1)[0]
    return _words(tag if tag in LANGUAGES else "en")[key]


@cache
def _words(language: str) -> dict[str, str]:
    text = files("portreeve.modules.cases.rules").joinpath("words", f"{language}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))

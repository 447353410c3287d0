"""Words kept beside the code that says them: one JSON file a language, in its package's folder `words`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class WordFiles:
    """The words of one package, in the languages that it has."""

    package: str
    languages: tuple[str, ...]

    def table(self, language: str) -> Mapping[str, Any]:
        """Return the words of a language; those of English where there are none for it. Read once."""
        base = language.split("-", 1)[0].lower()
        return _read(self.package, base if base in self.languages else FALLBACK)

    def say(self, group: str, key: str, language: str, /, **data: object) -> str:
        """Return one fixed wording of a group with its data put in. Raises KeyError for one that nobody wrote."""
        return str(self.table(language)[group][key]).format(**data)


@cache
def _read(package: str, name: str) -> Mapping[str, Any]:
    text = resources.files(package).joinpath("words", f"{name}.json").read_text(encoding="utf-8")
    words: Mapping[str, Any] = json.loads(text)
    return words

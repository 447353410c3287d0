"""Words for people, as data: every fixed text in every language, from `words/<language>/<group>.yaml` (ADR 0016)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from markupsafe import Markup, escape
from ruamel.yaml import YAML

from portreeve.foundation.pure.left_out import shown

FIRST = "en"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})


class WordMissing(LookupError):
    """No language has this key: a mistake in a template, never in what somebody typed."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The texts of one language. Called with a key and values, returns safe markup; what is filled in is escaped.

    Each is equal to itself alone, so that what was made with one can be looked up by it.
    """

    language: str
    table: Mapping[str, str]
    fallback: Mapping[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> str:
        """Return `rtl` or `ltr`, for the page's `dir`."""
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

    def has(self, key: str) -> bool:
        """Say whether this language itself has the key."""
        return key in self.table

    def covers(self, group: str) -> bool:
        """Say whether this language has a group of words, so that a page made of them can be offered in it."""
        return any(key.startswith(f"{group}.") for key in self.table)

    def __call__(self, key: str, **data: object) -> Markup:
        """Return the text of a key, its `{fields}` filled in. Raises WordMissing if no language has it."""
        text = self.table.get(key) or self.fallback.get(key)
        if text is None:
            raise WordMissing(key)
        if "{" not in text and "}" not in text:  # most texts have nothing to fill in
            return escape(text)
        return Markup(escape(text).format(**data))  # noqa: S704 - the text is escaped, and so is what fills it

    def plain(self, key: str, **data: object) -> str:
        """Return the text as it is, unescaped: for titles, emails and attributes that are escaped elsewhere."""
        text = self.table.get(key) or self.fallback.get(key)
        if text is None:
            raise WordMissing(key)
        return text.format(**data)

    def count(self, key: str, number: int, **data: object) -> Markup:
        """Return the form of a key that suits a number: `key.one`, `key.few`… by the language's own rules."""
        form = plural_form(self.language, number)
        chosen = f"{key}.{form}"
        return self(chosen if chosen in self.table else f"{key}.other", n=number, **data)

    def kept(self, text: str) -> str:
        """Return a text that is kept about a person, unescaped; what an erasure left of it says so in this language."""
        return shown(text, self.language)

    def date(self, day: date, *, weekday: bool = True, year: bool = True) -> str:
        """Return a date as people write it, such as "Monday 23 November 2026"."""
        parts = [
            self.plain(f"dates.day.{day.isoweekday()}") if weekday else "",
            str(day.day),
            self.plain(f"dates.month.{day.month}"),
            str(day.year) if year else "",
        ]
        return " ".join(part for part in parts if part)

    def time(self, at: time | datetime) -> str:
        """Return a time of day as people write it, such as "5pm" or "3:05pm"; 24 hours where that is usual."""
        if self.plain("dates.clock") == "24":
            return f"{at.hour}:{at.minute:02d}"
        if (at.hour, at.minute) in {(0, 0), (12, 0)}:
            return self.plain("dates.midnight" if at.hour == 0 else "dates.midday")
        minutes = f":{at.minute:02d}" if at.minute else ""
        return f"{at.hour % 12 or 12}{minutes}{self.plain('dates.am' if at.hour < 12 else 'dates.pm')}"


def plural_form(language: str, number: int) -> str:
    """Return the plural category of a whole number (Unicode CLDR's rules for the languages we have)."""
    tag = language.split("-", maxsplit=1)[0]
    if tag == "cy":
        return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(number, "other")
    if tag == "ar":
        return _arabic_form(number)
    return "one" if number == 1 else "other"


def _arabic_form(number: int) -> str:
    small = {0: "zero", 1: "one", 2: "two"}.get(number)
    if small:
        return small
    if 3 <= number % 100 <= 10:
        return "few"
    return "many" if number % 100 >= 11 else "other"


def _flatten(tree: Mapping[object, object], prefix: str) -> dict[str, str]:
    """Turn nested maps into dotted keys. Raises TypeError for a leaf that is not text, naming it."""
    flat: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            flat |= _flatten(value, name)
        elif isinstance(value, str):
            flat[name] = value.strip()
        else:
            raise TypeError(f"{name} must be text in quotes, not {value!r}.")
    return flat


def read_folder(folder: Traversable) -> dict[str, str]:
    """Read all groups of one language from a folder, as dotted keys."""
    table: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            tree = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
            table |= _flatten(tree, file.name.removesuffix(".yaml"))
    return table


@cache
def table(language: str, packages: tuple[str, ...]) -> Mapping[str, str]:
    """Return every text of one language over all packages that have a `words` folder. Read once."""
    merged: dict[str, str] = {}
    for package in packages:
        folder = resources.files(package) / "words" / language
        if folder.is_dir():
            merged |= read_folder(folder)
    return merged


@cache
def words(language: str, packages: tuple[str, ...]) -> Words:
    """Return the words of a language, those it lacks taken from the first language."""
    fallback = {} if language == FIRST else table(FIRST, packages)
    return Words(language=language, table=table(language, packages), fallback=fallback)


def languages(packages: Iterable[str]) -> tuple[str, ...]:
    """Return the languages any package has words in, the first language first."""
    found = set()
    for package in packages:
        folder = resources.files(package) / "words"
        if folder.is_dir():
            found |= {entry.name for entry in folder.iterdir() if entry.is_dir()}
    return tuple(sorted(found, key=lambda tag: (tag != FIRST, tag)))

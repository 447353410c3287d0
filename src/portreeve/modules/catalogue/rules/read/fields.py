"""Reads nodes by the table of the format: types every value, and says what is missing, unknown or of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portreeve.modules.catalogue.rules.read.nodes import Entry, Items, Map, Node, Text
from portreeve.modules.catalogue.rules.read.problems import Problems, did_you_mean, listed
from portreeve.modules.catalogue.rules.read.shape import Key, Kind

CODE = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
LIFE = re.compile(r"[1-9][0-9]{0,3} (?:day|week|month|year)s?")
MOST_ENTRIES = 100
MOST_TRANSLATIONS = 1000
FLAGS = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question as it was written."""

    id: str
    label: str
    hint: str
    line: int


@dataclass(frozen=True, slots=True)
class Translation:
    """One text of an overlay: its words by language tag, and under `say` how it is said."""

    words: Mapping[str, str]
    line: int


@dataclass(slots=True)
class Fields:
    """The values of one map, typed by the format, with the line of each."""

    line: int
    lines: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Texts, codes and choices by key."""
    flags: dict[str, bool] = field(default_factory=dict)
    lists: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    maps: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    translations: dict[str, Translation] = field(default_factory=dict)
    records: dict[str, tuple[Fields, ...]] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a text, code or choice."""
        return self.texts.get(name, default)

    def at(self, name: str) -> int:
        """Return the line of a key, or of the map where the key is missing."""
        return self.lines.get(name, self.line)

    def values(self, name: str) -> tuple[str, ...]:
        """Return a list's texts."""
        return tuple(text for text, _ in self.lists.get(name, ()))

    def record(self, name: str) -> Fields | None:
        """Return the map under a key."""
        found = self.records.get(name, ())
        return found[0] if found else None


def read_fields(node: Map, keys: tuple[Key, ...], problems: Problems, what: str) -> Fields:
    """Type every entry of a map. `what` names the map in messages, such as "a question"."""
    known = {key.name: key for key in keys}
    fields = Fields(line=node.line)
    for name, entry in node.entries.items():
        if name not in known:
            text = f"`{name}` is not a key of {what}.{did_you_mean(name, known)} Remove it or correct its spelling."
            problems.add(entry.line, "unknown-key", text)
            continue
        fields.lines[name] = entry.line
        _READERS[known[name].kind](known[name], entry, fields, problems)
    for key in keys:
        if key.required and key.name not in node.entries:
            problems.add(node.line, "missing-key", f"{what[0].upper()}{what[1:]} needs `{key.name}`. {key.doc}")
    return fields


def _text(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read words for people, or a condition."""
    value = scalar(entry.value, entry.line, f"`{key.name}`", problems)
    if value is None:
        return
    if len(value) > key.longest:
        text = f"`{key.name}` has {len(value)} characters; the most is {key.longest}. Say it more briefly."
        problems.add(entry.line, "too-long", text)
    fields.texts[key.name] = value


def _code(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read an id, or a language tag."""
    value = scalar(entry.value, entry.line, f"`{key.name}`", problems)
    if value is not None:
        if key.name != "language" and not is_code(value):
            problems.add(entry.line, "bad-id", bad_id(value))
        fields.texts[key.name] = value


def _one_of(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read one of the codes allowed."""
    value = scalar(entry.value, entry.line, f"`{key.name}`", problems)
    if value is None:
        return
    if value not in key.allowed:
        problems.add(entry.line, "not-allowed-value", _not_one_of(key, value))
        return
    fields.texts[key.name] = value


def _yes_no(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read yes or no, the only place where those words are not text."""
    value = scalar(entry.value, entry.line, f"`{key.name}`", problems)
    if value is None:
        return
    if value not in FLAGS:
        problems.add(entry.line, "not-yes-or-no", f"`{key.name}` is `{value}`. Write `yes` or `no`.")
        return
    fields.flags[key.name] = FLAGS[value]


def _life(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read a length of time."""
    value = scalar(entry.value, entry.line, f"`{key.name}`", problems)
    if value is None:
        return
    if LIFE.fullmatch(value) is None:
        text = f"`{key.name}` is `{value}`. Write a number and days, weeks, months or years, such as `28 days`."
        problems.add(entry.line, "bad-length-of-time", text)
        return
    fields.texts[key.name] = value


def _texts(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read a list of texts."""
    values = []
    for node in _list(key, entry, problems):
        value = scalar(node, node.line, f"Each entry of `{key.name}`", problems)
        if value is not None:
            values.append((value, node.line))
    fields.lists[key.name] = tuple(values)


def _ones_of(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read a list of allowed codes, without repeats."""
    _texts(key, entry, fields, problems)
    seen: list[tuple[str, int]] = []
    for value, line in fields.lists[key.name]:
        if value not in key.allowed:
            problems.add(line, "not-allowed-value", _not_one_of(key, value))
        elif value in {earlier for earlier, _ in seen}:
            problems.add(line, "repeated-value", f"`{value}` is twice in `{key.name}`. Keep one of them.")
        else:
            seen.append((value, line))
    fields.lists[key.name] = tuple(seen)


def _text_map(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read a map from keys to texts."""
    values: dict[str, tuple[str, int]] = {}
    for name, inner in _map(key, entry, problems).items():
        value = scalar(inner.value, inner.line, f"`{name}` of `{key.name}`", problems)
        if value is not None:
            values[name] = (value, inner.line)
    fields.maps[key.name] = values


def _options(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read options: each an id with a label, or with a map of label and hint."""
    inside = (
        Key("label", Kind.TEXT, "The words of the option.", True),
        Key("hint", Kind.TEXT, "A line of help under it."),
    )
    found = []
    for name, inner in _map(key, entry, problems).items():
        if not is_code(name):
            problems.add(inner.line, "bad-id", bad_id(name))
        if isinstance(inner.value, Map):
            option = read_fields(inner.value, inside, problems, "an option")
            found.append(Option(name, option.text("label"), option.text("hint"), inner.line))
            continue
        label = scalar(inner.value, inner.line, f"The option `{name}`", problems)
        if label is not None:
            found.append(Option(name, label, "", inner.line))
    fields.options[key.name] = tuple(found)


def _translations(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read the texts of an overlay."""
    for name, inner in _map(key, entry, problems, MOST_TRANSLATIONS).items():
        if not isinstance(inner.value, Map):
            text = (
                f"`{name}` must hold the words translated and the translation, each under its language, such as `en:`."
            )
            problems.add(inner.line, "not-a-map", text)
            continue
        words = {}
        for language, word in inner.value.entries.items():
            value = scalar(word.value, word.line, f"`{language}` of `{name}`", problems)
            if value is not None:
                words[language] = value
        fields.translations[name] = Translation(words, inner.line)


def _record(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read a map with keys of its own."""
    if not isinstance(entry.value, Map):
        names = listed(inner.name for inner in key.inside)
        problems.add(entry.line, "not-a-map", f"`{key.name}` must hold {names}, each on a line of its own below it.")
        return
    fields.records[key.name] = (read_fields(entry.value, key.inside, problems, f"`{key.name}`"),)


def _records(key: Key, entry: Entry, fields: Fields, problems: Problems) -> None:
    """Read a list of maps with keys of their own."""
    what = {"questions": "a question", "stops": "a stop", "routes": "a route"}[key.name]
    found = []
    for node in _list(key, entry, problems):
        if isinstance(node, Map):
            found.append(read_fields(node, key.inside, problems, what))
        else:
            text = f"Each entry of `{key.name}` must be {what} with keys of its own, such as `- when: …`."
            problems.add(node.line, "not-a-map", text)
    fields.records[key.name] = tuple(found)


def scalar(node: Node, line: int, what: str, problems: Problems) -> str | None:
    """Return a node's text without the space around it; None, with a problem, if it is empty or not text."""
    if not isinstance(node, Text):
        problems.add(line, "not-text", f"{what} must be text. Put it in quotes if it holds `[`, `{{` or `: `.")
        return None
    value = node.value.strip()
    if not value:
        problems.add(line, "empty", f"{what} is empty. Write it, or remove the line.")
        return None
    return value


def _list(key: Key, entry: Entry, problems: Problems) -> tuple[Node, ...]:
    """Return a list's nodes, or none with a problem."""
    if not isinstance(entry.value, Items):
        problems.add(
            entry.line, "not-a-list", f"`{key.name}` must be a list: `[one, two]`, or lines beginning with `- `."
        )
        return ()
    _count(key, len(entry.value.values), entry.line, problems)
    return entry.value.values[:MOST_ENTRIES]


def _map(key: Key, entry: Entry, problems: Problems, most: int = MOST_ENTRIES) -> Mapping[str, Entry]:
    """Return a map's entries, or none with a problem."""
    if not isinstance(entry.value, Map):
        problems.add(entry.line, "not-a-map", f"`{key.name}` must be a map: an id, a colon and its words, for each.")
        return {}
    _count(key, len(entry.value.entries), entry.line, problems, most)
    return dict(list(entry.value.entries.items())[:most])


def _count(key: Key, count: int, line: int, problems: Problems, most: int = MOST_ENTRIES) -> None:
    """Say so where there are too many entries to be read by anybody."""
    if count > most:
        problems.add(line, "too-many", f"`{key.name}` has {count} entries; the most is {most}. Split the service.")


def is_code(value: str) -> bool:
    """Say whether a text can be an id."""
    return len(value) <= 40 and CODE.fullmatch(value) is not None


def bad_id(value: str) -> str:
    """Return what is wrong with an id."""
    return f"`{value}` cannot be an id. Use up to 40 lower-case letters, digits and single hyphens or underscores."


def _not_one_of(key: Key, value: str) -> str:
    """Return what is wrong with a value that is none of those allowed."""
    return f"`{key.name}` cannot be `{value}`.{did_you_mean(value, key.allowed)} It must be {listed(key.allowed)}."


_READERS: dict[Kind, Callable[[Key, Entry, Fields, Problems], None]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.ONE_OF: _one_of,
    Kind.YES_NO: _yes_no,
    Kind.LIFE: _life,
    Kind.TEXTS: _texts,
    Kind.ONES_OF: _ones_of,
    Kind.TEXT_MAP: _text_map,
    Kind.OPTIONS: _options,
    Kind.RECORD: _record,
    Kind.RECORDS: _records,
    Kind.TRANSLATIONS: _translations,
}

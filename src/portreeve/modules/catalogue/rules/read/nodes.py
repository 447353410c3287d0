"""YAML 1.2 read strictly into plain nodes with line numbers: every scalar stays text until the format types it.

So `no`, `01234` and `16:59` stay what was written. Anchors, aliases, tags, duplicate keys and a second document
are refused: none is needed in a service file, and each has been a way to get something in unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from portreeve.modules.catalogue.rules.read.problems import Problems

LONGEST_FILE = 200_000
"""Characters. The longest service we know of is a twentieth of it."""
DEEPEST = 12
"""Levels of lists and maps within each other; the format needs six."""


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, as it was written."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of one key, and the line of the key."""

    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Map:
    """A map from text to nodes, in the file's order."""

    entries: dict[str, Entry]
    line: int


Node: TypeAlias = Text | Items | Map


class _Refused(Exception):
    """Reading cannot go on; the problem is already written down."""


def parse(text: str, problems: Problems) -> Map | None:
    """Return the file's top map, or None where it cannot be read; every reason is added to `problems`."""
    if len(text) > LONGEST_FILE:
        problems.add(
            1, "file-too-long", f"This file has more than {LONGEST_FILE:,} characters. Split the service in two."
        )
        return None
    try:
        return _Builder(text, problems).document()
    except _Refused:
        return None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        reason = " ".join(str(error.problem or error.context or "").split())
        problems.add(
            line, "yaml", f"This is not YAML that can be read ({reason}). Look at this line and the one before it."
        )
    except (YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())[:120]
        problems.add(1, "yaml", f"This is not YAML that can be read ({reason}). Save the file as UTF-8 text.")
    return None


class _Builder:
    """Turns the events of a YAML parser into nodes, without the parser's own ideas of types, anchors and tags."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._problems = problems

    def document(self) -> Map | None:
        """Read the one document."""
        top: Node | None = None
        documents = 0
        for event in self._events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._refuse(event, "second-document", "This file holds two documents. Remove the second `---`.")
                top = self._node(next(self._events), 0)
        if isinstance(top, Map):
            return top
        self._problems.add(1, "not-a-map", "This file must be a list of `key: value` lines. Begin it with `format: 1`.")
        return None

    def _node(self, event: Any, depth: int) -> Node:
        """Read one node, whatever it is."""
        kind = type(event).__name__
        line = event.start_mark.line + 1
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            self._refuse(
                event, "anchor", "Anchors (&) and aliases (*) are not allowed. Write the text out, or put it in quotes."
            )
        if getattr(event, "tag", None):
            self._refuse(event, "tag", f"The tag {event.tag} is not allowed. Remove it, or put the text in quotes.")
        if depth > DEEPEST:
            self._refuse(event, "too-deep", f"This is nested more than {DEEPEST} levels deep. Check the indentation.")
        if kind == "ScalarEvent":
            return Text(event.value, line)
        if kind == "SequenceStartEvent":
            return Items(tuple(self._items(depth)), line)
        return Map(self._entries(depth), line)

    def _items(self, depth: int) -> Iterator[Node]:
        """Read the values of a list up to its end."""
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Entry]:
        """Read the entries of a map up to its end, refusing a key that is there already."""
        entries: dict[str, Entry] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Text):
                self._refuse(event, "key-not-text", "A key must be a word. Check the brackets and the indentation.")
            elif key.value in entries:
                first = entries[key.value].line
                text = f"`{key.value}` is here twice (first on line {first}). Keep one of them."
                self._problems.add(key.line, "duplicate-key", text)
            else:
                entries[key.value] = Entry(value, key.line)
        return entries

    def _refuse(self, event: Any, code: str, text: str) -> None:
        """Write the problem down and stop reading this file."""
        self._problems.add(event.start_mark.line + 1, code, text)
        raise _Refused

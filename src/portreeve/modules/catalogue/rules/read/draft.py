"""A service as it was read, with where everything stands in its files: what the checks work on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portreeve.modules.catalogue.rules.read.fields import Fields, Translation
from portreeve.modules.catalogue.rules.read.problems import Problems
from portreeve.modules.catalogue.types import Question, Service


@dataclass(frozen=True, slots=True)
class Overlay:
    """The words of a service in another language, as they were read."""

    language: str
    problems: Problems
    line: int
    texts: Mapping[str, Translation]


@dataclass(frozen=True, slots=True)
class Draft:
    """A service read from its files."""

    service: Service
    fields: Fields
    problems: Problems
    """Of the service's own file; an overlay has its own."""
    lines: Mapping[str, int]
    """The line of each text of the service's own file, by its key."""
    overlays: tuple[Overlay, ...] = field(default_factory=tuple)

    def line(self, key: str) -> int:
        """Return the line of one of the file's keys, such as `promise`."""
        return self.fields.at(key)


def every_question(questions: tuple[Question, ...]) -> Iterator[Question]:
    """Yield every question, and after a group those that it repeats."""
    for question in questions:
        yield question
        yield from every_question(question.questions)

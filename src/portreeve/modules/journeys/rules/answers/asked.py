"""What every answer type is given to work with, and what it gives back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Question
from portreeve.modules.journeys.types import Choice, InvalidAnswer, Json, Learned, Need, Part, Raw

LONGEST_FIELD = 20_000
"""Characters in any one field of a reply, whatever its type: more is nobody's answer to a question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question being asked: all that its type may know, and nothing of the rest of the journey."""

    question: Question
    path: str
    medium: Medium
    language: str
    today: date
    """In the council's time zone."""
    revision: int
    labels: Mapping[str, str]
    """Of the question's own options, in the journey's language."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """Of the options that have one."""
    known: Json = None
    """The answer already given, when it is being changed."""
    partial: Json = None
    learned: Mapping[str, Learned] = field(default_factory=dict)
    staff: bool = False

    @property
    def sub(self) -> Mapping[str, Json]:
        """What is known of a question asked in parts; empty at its beginning."""
        return self.partial if isinstance(self.partial, dict) else {}


@dataclass(frozen=True, slots=True)
class Fields:
    """What to show: which part, what can be picked, and what is there already."""

    part: Part = Part.WHOLE
    choices: tuple[Choice, ...] = ()
    value: Json = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The whole answer, canonical."""

    value: Json


@dataclass(frozen=True, slots=True)
class Partly:
    """Not yet an answer; None starts the question again."""

    value: Json


Outcome: TypeAlias = Answered | Partly | InvalidAnswer | Need


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer to be shown, in a language, with the labels of its question's options."""

    value: Json
    language: str
    labels: Mapping[str, str] = field(default_factory=dict)


MOST_KEYS = 9
"""Choices on a telephone's keys, zero being kept for a person."""


class AnswerType(ABC):
    """One answer type: can it be asked here, what to show, what a reply means, how people read it.

    This base is an answer asked whole, on every medium, and read as it is kept.
    """

    media: frozenset[Medium] = frozenset(Medium)

    def can_ask(self, question: Question, medium: Medium) -> bool:
        """Say whether this medium can ask for it at all; a telephone has keys for so many options."""
        return medium in self.media and (medium is not Medium.VOICE or len(question.options) <= MOST_KEYS)

    def ask(self, asked: Asked, /) -> Fields:
        """Return what to show now."""
        return Fields(value=asked.known)

    @abstractmethod
    def take(self, asked: Asked, raw: Raw, /) -> Outcome:
        """Understand a reply."""

    def show(self, shown: Shown, /) -> str:
        """Return the answer as people read it."""
        return str(shown.value)


WRITTEN = frozenset({Medium.WEB, Medium.TEXT})
"""Where words can be typed: a telephone has digits only."""

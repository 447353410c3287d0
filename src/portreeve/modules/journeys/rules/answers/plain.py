"""Written answers: one line, many lines, and a reference of a given form."""

from __future__ import annotations

import re
from functools import lru_cache

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Question
from portreeve.modules.journeys.rules.answers.asked import WRITTEN, Answered, AnswerType, Asked, Outcome, Shown
from portreeve.modules.journeys.rules.answers.fields import read
from portreeve.modules.journeys.types import InvalidAnswer, Raw

LINE = 500
LINES = 5_000
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015./]+")
_KEYED_ONLY = re.compile(r"(\\d|[0-9{},+*?()|^$\-]|\[[0-9\-]+\])+")


class Text(AnswerType):
    """A text of one line or many. Not askable with telephone keys."""

    media = WRITTEN

    def __init__(self, *, lines: bool) -> None:
        """Keep whether line ends are part of the answer."""
        self._lines = lines

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept any characters up to the question's own limit, or the usual one."""
        most = asked.question.at_most
        limit = int(most) if most.isdigit() else (LINES if self._lines else LINE)
        said = read(raw, "answer", limit=limit, lines=self._lines)
        if isinstance(said, InvalidAnswer):
            return said
        least = asked.question.at_least
        if said and least.isdigit() and len(said) < int(least):
            return InvalidAnswer("too-short", {"least": least}, part="answer")
        return Answered(said) if said else InvalidAnswer("missing", part="answer")


@lru_cache(maxsize=512)
def _form(pattern: str) -> re.Pattern[str]:
    """Return a reference's form, compiled once."""
    return re.compile(pattern)


class Reference(AnswerType):
    """A reference the council or another body gave out: its form is checked, stray characters are ignored."""

    def can_ask(self, question: Question, medium: Medium) -> bool:
        """Only a reference of digits alone can be keyed."""
        return medium is not Medium.VOICE or bool(_KEYED_ONLY.fullmatch(question.pattern))

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept it with any spaces, hyphens and case, if it has the question's form."""
        said = read(raw, "answer", limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        plain = _BETWEEN.sub("", said).upper()
        if not plain:
            return InvalidAnswer("missing", part="answer")
        if asked.question.pattern and not _form(asked.question.pattern).fullmatch(plain):
            return InvalidAnswer("wrong-reference", part="answer")
        return Answered(plain)


_PLATE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{2,7}")
_CURRENT = re.compile(r"([A-Z]{2}[0-9]{2})([A-Z]{3})")


class Vehicle(AnswerType):
    """A vehicle's registration, in any style: current, old, Northern Ireland or personal."""

    media = WRITTEN

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept two to seven letters and digits with at least one of each."""
        said = read(raw, "answer", limit=40) if asked.medium in self.media else ""
        if isinstance(said, InvalidAnswer):
            return said
        plain = _BETWEEN.sub("", said).upper()
        if not plain:
            return InvalidAnswer("missing", part="answer")
        return Answered(plain) if _PLATE.fullmatch(plain) else InvalidAnswer("not-a-vehicle", part="answer")

    def show(self, shown: Shown) -> str:
        """Return it with the space of the current style."""
        return _CURRENT.sub(r"\1 \2", str(shown.value))

"""Whole numbers and money."""

from __future__ import annotations

import re

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Question
from portreeve.modules.journeys.rules.answers.asked import Answered, AnswerType, Asked, Outcome, Shown
from portreeve.modules.journeys.rules.answers.fields import read_given
from portreeve.modules.journeys.types import InvalidAnswer, Raw

_GROUPED = re.compile(r"[+-]?[0-9]{1,12}")
_POINTED = re.compile(r"[+-]?[0-9]{1,12}\.[0-9]*")
_MONEY = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?")


def _western(said: str) -> str:
    """Return digits of any script as 0 to 9, without spaces, commas and quotes that only group them."""
    plain = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in said)
    return re.sub(r"[\s,'’_٬]", "", plain).replace("٫", ".")


def pounds(pence: int) -> str:
    """Return pence as people read money."""
    whole, rest = divmod(abs(pence), 100)
    sign = "-" if pence < 0 else ""
    return f"{sign}£{whole:,}" + (f".{rest:02}" if rest else "")


class Number(AnswerType):
    """A whole number within the question's bounds."""

    def can_ask(self, question: Question, medium: Medium) -> bool:
        """Everywhere; on the telephone unless it may be below zero."""
        return medium is not Medium.VOICE or not question.at_least.startswith("-")

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept digits, however grouped."""
        said = read_given(raw, limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        plain = _western(said).rstrip("#")
        if _POINTED.fullmatch(plain):
            if plain.rstrip("0").endswith("."):
                plain = plain.split(".", 1)[0]
            else:
                return InvalidAnswer("not-whole", part="answer")
        if not _GROUPED.fullmatch(plain):
            return InvalidAnswer("not-a-number", part="answer")
        return self._within(asked.question, int(plain))

    def _within(self, question: Question, value: int) -> Outcome:
        """Refuse a number outside the bounds."""
        if question.at_least and value < int(question.at_least):
            return InvalidAnswer("too-small", {"least": question.at_least}, part="answer")
        if question.at_most and value > int(question.at_most):
            return InvalidAnswer("too-big", {"most": question.at_most}, part="answer")
        return Answered(value)

    def show(self, shown: Shown) -> str:
        """Return it with thousands grouped."""
        return f"{shown.value:,}" if isinstance(shown.value, int) else str(shown.value)


class Money(AnswerType):
    """An amount in pounds, kept in pence; bounds in the file are pence."""

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept pounds with or without pence, sign, commas and the pound sign."""
        said = read_given(raw, limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        plain = _western(said.rstrip("#").replace("*", ".") if asked.medium is Medium.VOICE else said)
        plain = re.sub(r"^(£|GBP)|(£|GBP)$", "", plain, flags=re.IGNORECASE)
        if re.fullmatch(r"[0-9]{1,9}p", plain):
            return self._within(asked.question, int(plain[:-1]))
        found = _MONEY.fullmatch(plain.rstrip("."))
        if not found:
            return InvalidAnswer("not-money", part="answer")
        return self._within(asked.question, int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")))

    def _within(self, question: Question, pence: int) -> Outcome:
        """Refuse an amount outside the bounds."""
        if question.at_least and pence < int(question.at_least):
            return InvalidAnswer("too-small", {"least": pounds(int(question.at_least))}, part="answer")
        if question.at_most and pence > int(question.at_most):
            return InvalidAnswer("too-big", {"most": pounds(int(question.at_most))}, part="answer")
        return Answered(pence)

    def show(self, shown: Shown) -> str:
        """Return pounds and pence."""
        return pounds(shown.value) if isinstance(shown.value, int) else str(shown.value)

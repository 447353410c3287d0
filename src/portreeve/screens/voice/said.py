"""What is said: a step as a prompt and the keys that may answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from portreeve.foundation.pure import reference as references
from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.types import (
    Ask,
    Check,
    Choice,
    HandOver,
    InvalidAnswer,
    Need,
    Part,
    Receipt,
    Similar,
    Step,
    Tell,
)
from portreeve.screens.voice.wording import error, say

_DIGITS = {
    QuestionType.DATE: ("date", 8),
    QuestionType.TIME: ("time", 4),
    QuestionType.MONEY: ("money", 12),
    QuestionType.NUMBER: ("number", 12),
    QuestionType.REFERENCE: ("digits", 30),
}
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ([0-9][A-Z]{2})\b")

_NUMBER = re.compile(r"\b[0-9](?:[0-9 ]{4,})[0-9]\b")
"""A telephone number or a reference: said digit by digit."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something said, and what is listened for meanwhile."""

    say: str
    keys: str = ""
    """Each of these keys alone is an answer; empty: keys are gathered until hash."""
    most: int = 1
    """How many keys are gathered at most."""
    ends: bool = False
    """Nothing is listened for afterwards."""


def spell(text: str) -> str:
    """Return digits and letters one by one, a group after the other, so that they can be written down."""
    return ", ".join(" ".join(group) for group in text.split())


def spoken(text: str) -> str:
    """Return an answer as it is said: on one line, postcodes letter by letter."""
    line = ". ".join(part.strip() for part in text.splitlines() if part.strip())
    line = _POSTCODE.sub(lambda found: spell(found[0]), line)
    return _NUMBER.sub(lambda found: spell(" ".join(found[0].split())), line)


def show(
    service: Service, step: Step, *, language: str, problem: InvalidAnswer | None = None, first: bool = False
) -> Prompt:
    """Return what is said for a step; with what was wrong with the last keys; with a greeting, if it is the first."""
    before = [error(problem, language)] if problem else []
    if first:
        before += [f"{service.text('name', language, spoken=True)}.", say("person", language)]
    if isinstance(step, Ask):
        return _asked(step, before, language)
    if isinstance(step, Tell):
        return _told(step, before, language)
    if isinstance(step, Check):
        return _checked(step, before, language)
    return _other(step, before, language)


def _told(step: Tell, before: list[str], language: str) -> Prompt:
    """Return what a stop says."""
    if step.goes_on:
        return _prompt([*before, step.text, say("go_on", language)], language, keys="10*")
    ring = say("ring", language, number=spell(step.number)) if step.number and step.number not in step.text else ""
    return _prompt([*before, step.text, ring], language, keys="0*")


def _other(step: Step, before: list[str], language: str) -> Prompt:
    """Return likely duplicates, or that a person goes on."""
    if isinstance(step, Similar):
        choices = (*step.found[:8], Choice("apart", say("apart", language)))
        keys = "".join(str(number) for number in range(1, len(choices) + 1))
        return _prompt([*before, say("similar", language), *_presses(choices, language)], language, keys=f"{keys}0*")
    if isinstance(step, HandOver):
        lines = [*before, step.text, say(f"handover.{step.reason.value}", language)]
        return Prompt(" ".join(line for line in lines if line), ends=True)
    return Prompt(
        " ".join([*before, *([say("handover.error", language)] if isinstance(step, Need) else [])]), ends=True
    )


def _prompt(lines: Sequence[str], language: str, *, keys: str = "", most: int = 1, optional: bool = False) -> Prompt:
    """Return a prompt; that a person can be had is never left out."""
    ways = [say("skip", language)] if optional else []
    if say("person", language) not in lines:
        ways.append(say("person", language))
    if optional and keys:
        keys += "#"
    return Prompt(" ".join(line for line in [*lines, *ways] if line), keys, most)


def _asked(step: Ask, before: list[str], language: str) -> Prompt:
    """Return a question."""
    question = step.question
    asks = say("pick_address", language) if step.part is Part.PICK else _ended(step.text)
    lines = [*before, asks, _ended(step.hint) if step.part is Part.WHOLE else ""]
    if question.type is QuestionType.YES_NO:
        return _prompt([*lines, say("yes_no", language)], language, keys="120*", optional=step.optional)
    if question.type is QuestionType.DECLARATION:
        return _prompt([*lines, say("declaration", language)], language, keys="10*", optional=step.optional)
    if step.part is Part.SEARCH:
        return _prompt([*lines, say("search_address", language)], language, most=8, optional=step.optional)
    if step.part is Part.PHONE:
        return _prompt([*lines, say("phone", language)], language, most=16, optional=step.optional)
    if step.choices:
        return _chosen(step, lines, language)
    how, most = _DIGITS.get(question.type, ("number", 20))
    return _prompt([*lines, say(how, language)], language, most=most, optional=step.optional)


def _chosen(step: Ask, lines: list[str], language: str) -> Prompt:
    """Return choices, each with its key."""
    said = [*lines, say("more", language)] if step.part is Part.MORE else lines
    if step.question.type is QuestionType.SEVERAL and step.part is Part.WHOLE:
        how = say("choose_several", language)
        return _prompt([*said, *_presses(step.choices, language), how], language, most=9, optional=step.optional)
    keys = "".join(str(n) for n in range(1, min(len(step.choices), 9) + 1))
    return _prompt([*said, *_presses(step.choices[:9], language)], language, keys=f"{keys}0*", optional=step.optional)


def _presses(choices: Sequence[Choice], language: str) -> list[str]:
    """Return each choice with its key: the words first, so that the key is still in mind when it is said."""
    return [
        say("press", language, label=spoken(choice.label), digit=digit) for digit, choice in enumerate(choices, start=1)
    ]


def _checked(step: Check, before: list[str], language: str) -> Prompt:
    """Return all answers, read out."""
    rows = [
        f"{number}. {_ended(row.label)} {_ended(spoken(row.value))}" for number, row in enumerate(step.rows, start=1)
    ]
    return _prompt([*before, say("check", language), *rows, say("send", language)], language, most=4)


def _ended(text: str) -> str:
    """Return a text with a stop at its end, for the pause."""
    return text if not text or text[-1] in ".?!:" else f"{text}."


def receipt(service: Service, sent: Receipt, *, language: str, zone: str = "Europe/London") -> Prompt:
    """Return what is said once it is sent: the reference twice, digit by digit, and what happens next."""
    lines = [say("thanks", language)]
    if sent.held_until:
        lines.append(say("held", language, time=sent.held_until.astimezone(ZoneInfo(zone)).strftime("%H:%M")))
        return Prompt(" ".join(lines), ends=True)
    if sent.reference:
        lines.append(say("reference", language, reference=spell(references.grouped(sent.reference))))
    if sent.secret:
        lines.append(say("secret", language, secret=spell(sent.secret)))
    lines.append(service.text("next", language, spoken=True))
    return Prompt(" ".join(line for line in lines if line), ends=True)

"""What is sent: a step as one or more short messages, with numbered choices."""

from __future__ import annotations

from collections.abc import Sequence
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
from portreeve.screens.text.wording import error, say

LONGEST = 459
"""Characters of three text messages joined: longer ones are split between lines."""

_HOW_PART = {
    Part.MANUAL: "manual_address",
    Part.DETAIL: "detail",
    Part.BEHALF: "behalf",
    Part.NAME: "name",
    Part.ABOUT: "about",
    Part.WAY: "way",
    Part.EMAIL: "email",
    Part.PHONE: "phone",
    Part.POST: "post",
    Part.CONFIRM: "confirm",
    Part.MORE: "more",
}
_HOW_TYPE = {
    QuestionType.YES_NO: "yes_no",
    QuestionType.CHOICE: "choose",
    QuestionType.SEVERAL: "choose_several",
    QuestionType.DATE: "date",
    QuestionType.TIME: "time",
    QuestionType.MONEY: "money",
    QuestionType.NUMBER: "number",
    QuestionType.VEHICLE: "vehicle",
    QuestionType.DECLARATION: "declaration",
}
_OWN_WORDS = frozenset({Part.NAME, Part.ABOUT, Part.WAY, Part.EMAIL, Part.PHONE, Part.POST, Part.DETAIL, Part.PICK})
"""Parts that ask something of their own: after the first of them the question itself is not repeated."""


def show(
    service: Service, step: Step, *, language: str, problem: InvalidAnswer | None = None, first: bool = False
) -> tuple[str, ...]:
    """Return the messages for a step; with what was wrong with the last reply; with a greeting, if it is the first."""
    lines = [error(problem, language)] if problem else []
    if first:
        lines += [service.text("name", language), say("help", language)]
    match step:
        case Ask():
            lines += _asked(step, language)
        case Tell():
            lines += [step.text, say("ring", language, number=step.number) if step.number else ""]
            lines += [say("go_on", language)] if step.goes_on else []
        case Check(rows=rows):
            lines += [say("check", language)]
            lines += [f"{n}. {row.label} {row.value}" for n, row in enumerate(rows, start=1)]
            lines += [say("send", language)]
        case Similar(found=found):
            lines += [say("similar", language), *_numbered(found)]
            lines += [say("similar_choose", language, apart=len(found) + 1)]
        case HandOver(reason=reason, text=text):
            lines += [text, say(f"handover.{reason.value}", language)]
        case Need():
            lines += [say("handover.error", language)]
    return split([line for line in lines if line])


def _asked(step: Ask, language: str) -> list[str]:
    """Return the lines of a question."""
    lines = [] if step.part in _OWN_WORDS else [step.text]
    if step.part in {Part.WHOLE, Part.SEARCH}:
        lines.append(step.hint)
    if _numbers_help(step):
        lines += _numbered(step.choices)
    lines.append(_how(step, language))
    if step.optional and step.part is not Part.DETAIL:
        lines.append(say("skip", language))
    return lines


def _numbers_help(step: Ask) -> bool:
    """Say whether the choices are listed: yes and no speak for themselves."""
    plain = step.part is Part.BEHALF or step.question.type in {QuestionType.YES_NO, QuestionType.DECLARATION}
    return bool(step.choices) and not plain


def _numbered(choices: Sequence[Choice]) -> list[str]:
    """Return choices with their numbers."""
    return [
        f"{number}. {choice.label}" + (f" ({choice.hint})" if choice.hint else "")
        for number, choice in enumerate(choices, start=1)
    ]


def _how(step: Ask, language: str) -> str:
    """Return how to reply."""
    place = step.question.type is QuestionType.PLACE
    if step.part is Part.SEARCH:
        return say("search_street" if place else "search_address", language)
    if step.part is Part.PICK:
        return say("pick_street" if place else "pick_address", language)
    if step.part is Part.MANUAL and place:
        return say("manual_place", language)
    if step.part in _HOW_PART:
        return say(_HOW_PART[step.part], language)
    key = _HOW_TYPE.get(step.question.type)
    return say(key, language) if key else ""


def receipt(service: Service, sent: Receipt, *, language: str, zone: str = "Europe/London") -> tuple[str, ...]:
    """Return what is said once it is sent: the reference, and one honest sentence of what happens next."""
    lines = [say("thanks", language)]
    if sent.held_until:
        lines.append(say("held", language, time=sent.held_until.astimezone(ZoneInfo(zone)).strftime("%H:%M")))
        return split(lines)
    if sent.reference:
        lines.append(say("reference", language, reference=references.grouped(sent.reference)))
    if sent.secret:
        lines.append(say("secret", language, secret=sent.secret))
    lines.append(service.text("next", language))
    return split([line for line in lines if line])


def split(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines joined into messages, none longer than three texts unless one line is by itself."""
    messages: list[str] = []
    for line in lines:
        if messages and len(messages[-1]) + len(line) + 1 <= LONGEST:
            messages[-1] += f"\n{line}"
        else:
            messages.append(line)
    return tuple(messages)

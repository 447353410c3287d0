"""What comes back: a reply as the fields that journeys take."""

from __future__ import annotations

from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, Check, Part, Raw, Similar, Step, Tell
from portreeve.screens.text.wording import commanded

_FREE = frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT})
_FREE_PARTS = frozenset({Part.NAME, Part.ABOUT, Part.POST, Part.MANUAL})


def read(step: Step, said: str, *, language: str) -> Raw:
    """Return what a reply means for a step: a command, a number from the list, or what was written."""
    command = commanded(said, language)
    if command in {"person", "back"} and (said.strip().isupper() or not _is_free(step)):
        return {"action": command}
    if isinstance(step, Ask):
        return _answer(step, said, command)
    if isinstance(step, Check):
        return _checked(step, said, command, language)
    if isinstance(step, Similar):
        return {"answer": _numbered(said, [*(choice.code for choice in step.found), "apart"])}
    return {"action": "continue"} if isinstance(step, Tell) else {"answer": said}


def _is_free(step: Step) -> bool:
    """Say whether any words may be the answer, so that a command must be written in capitals."""
    return isinstance(step, Ask) and (step.question.type in _FREE or step.part in _FREE_PARTS)


def _answer(step: Ask, said: str, command: str) -> Raw:
    """Return a reply to a question."""
    if command == "skip" and (step.optional or step.part is Part.DETAIL):
        return {"answer": "skip"} if step.part is Part.DETAIL else {"action": "skip"}
    searches = step.part in {Part.SEARCH, Part.PICK}
    if command in {"manual", "search"} and searches:
        return {"action": command}
    if step.choices and step.question.type is not QuestionType.SEVERAL:
        return {"answer": _numbered(said, [choice.code for choice in step.choices])}
    return {"query": said} if step.part is Part.SEARCH else {"answer": said}


def _numbered(said: str, codes: list[str]) -> str:
    """Return the code that a number stands for; what was written where it is none."""
    plain = said.strip().rstrip(".)")
    if plain.isdecimal() and 1 <= int(plain) <= len(codes):
        return codes[int(plain) - 1]
    return said


def _checked(step: Check, said: str, command: str, language: str) -> Raw:
    """Return a reply to check answers: send it, or change one."""
    if command == "send":
        return {"action": "send"}
    words = said.split()
    number = words[-1] if words else ""
    changes = len(words) == 2 and commanded(words[0], language) == "change"
    if changes and number.isdecimal() and 1 <= int(number) <= len(step.rows):
        return {"action": "change", "path": step.rows[int(number) - 1].changes}
    return {"answer": said}

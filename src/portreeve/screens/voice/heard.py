"""What comes back: keys as the fields that journeys take."""

from __future__ import annotations

import re

from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, Check, Raw, Similar, Step, Tell

AGAIN: Raw = {"action": "again"}
"""The person wants to hear it once more: nothing is taken."""

_CHANGE = re.compile(r"2([0-9]{1,2})#?")


def read(step: Step, keys: str) -> Raw:
    """Return what keys mean for a step. Zero alone is a person, star alone says it again, two stars go back."""
    keys = "".join(key for key in keys if key in "0123456789*#")
    fixed: dict[str, Raw] = {"0": {"action": "person"}, "*": AGAIN, "**": {"action": "back"}}
    if keys in fixed:
        return fixed[keys]
    match step:
        case Ask():
            return _answer(step, keys)
        case Tell():
            return {"action": "continue"} if keys.rstrip("#") == "1" else AGAIN
        case Check():
            return _checked(step, keys)
        case Similar():
            return {"answer": _pressed(keys, [*(choice.code for choice in step.found[:8]), "apart"])}
    return {"answer": keys}


def _answer(step: Ask, keys: str) -> Raw:
    """Return the reply to a question."""
    if keys in {"#", ""}:
        return {"action": "skip"} if step.optional else {"answer": ""}
    if step.question.type is QuestionType.SEVERAL:
        return {"answer": keys.rstrip("#")}
    if step.choices:
        return {"answer": _pressed(keys, [choice.code for choice in step.choices])}
    return {"answer": keys.rstrip("#")}


def _pressed(keys: str, codes: list[str]) -> str:
    """Return the code that a key stands for; the keys themselves where it is none, to be refused."""
    plain = keys.rstrip("#")
    return codes[int(plain) - 1] if plain.isdecimal() and 1 <= int(plain) <= len(codes) else plain


def _checked(step: Check, keys: str) -> Raw:
    """Return the reply to check answers: 1 sends it, 2 and a number changes one."""
    if keys.rstrip("#") == "1":
        return {"action": "send"}
    found = _CHANGE.fullmatch(keys)
    if found and 1 <= int(found[1]) <= len(step.rows):
        return {"action": "change", "path": step.rows[int(found[1]) - 1].changes}
    return {"answer": keys}

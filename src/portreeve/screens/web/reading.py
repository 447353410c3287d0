"""A posted form as a reply: only the fields that the question has, the rest of the form is not its business."""

from __future__ import annotations

from collections.abc import Sequence

from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, Raw, Step
from portreeve.screens.web.person import CALL_FIELD, TEXT_FIELD
from portreeve.screens.web.values import Typed

REMOVE = "remove."
"""What the buttons that take a repeat out of a group send."""

_ALWAYS = ("action", "answer")
_FIELDS: dict[QuestionType, tuple[str, ...]] = {
    QuestionType.DATE: ("day", "month", "year"),
    QuestionType.ADDRESS: ("query", "line1", "line2", "town", "postcode"),
    QuestionType.PLACE: ("query", "lat", "long", "detail", "text"),
    QuestionType.PHOTO: ("upload",),
    QuestionType.FILE: ("upload",),
    QuestionType.PERSON: (
        "on_behalf",
        "name",
        "about_name",
        "about_email",
        "about_phone",
        "tell",
        "contact",
        "email",
        "post",
        "language",
        "format",
        "not_before",
        "not_after",
        "say_nothing",
    ),
}


def reply_of(step: Step, typed: Typed) -> Raw:
    """Return the reply that a posted form makes to any step: to a question its fields, to others what was pressed."""
    if isinstance(step, Ask):
        return read_form(step, typed)
    return {name: values[-1] for name, values in typed.items() if name in {"action", "answer"} and values}


def read_form(ask: Ask, typed: Typed) -> Raw:
    """Return the reply that a posted form makes to a step. What is wrong with it is for the engine to say."""
    reply: dict[str, str | Sequence[str]] = {}
    for name in (*_ALWAYS, *_FIELDS.get(ask.question.type, ())):
        if name in typed:
            reply[name] = _last(typed, name)
    if ask.question.type is QuestionType.SEVERAL and ask.part.value == "whole":
        reply["answer"] = list(typed.get("answer", ()))
    if ask.question.type is QuestionType.PERSON:
        reply["phone"] = _phone(typed)
    return {name: value for name, value in reply.items() if name != "action" or value}


def _last(typed: Typed, name: str) -> str:
    """Return a field's text; of several, the button that takes something out of a group, else the last."""
    values = typed.get(name, ())
    return next((value for value in values if value.startswith(REMOVE)), values[-1] if values else "")


def _phone(typed: Typed) -> str:
    """Return the number under the chosen way; under another if only that was filled in."""
    order = (TEXT_FIELD, CALL_FIELD) if _last(typed, "contact") == "text" else (CALL_FIELD, TEXT_FIELD)
    return next((number for number in (_last(typed, name) for name in order) if number.strip()), "")

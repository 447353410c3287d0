"""A question as a page: its heading, fields, errors and the other ways on."""

from __future__ import annotations

from portreeve.foundation.design.api import Words
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, InvalidAnswer, Part
from portreeve.screens.web.asking import fields_of, known_of
from portreeve.screens.web.errors import error_text
from portreeve.screens.web.fields import Action, MapPart, QuestionPage, Thing, Trouble
from portreeve.screens.web.marking import mark
from portreeve.screens.web.person import CALL_FIELD, TEXT_FIELD
from portreeve.screens.web.reading import REMOVE
from portreeve.screens.web.values import Filled, Typed

_UPLOADS = {QuestionType.PHOTO, QuestionType.FILE}
_SEARCHED = {QuestionType.ADDRESS, QuestionType.PLACE}


def question_page(
    ask: Ask, w: Words, *, typed: Typed | None = None, problem: InvalidAnswer | None = None
) -> QuestionPage:
    """Return the page of a step; with a problem, what was typed is kept and the problem is said in both places."""
    fields = fields_of(ask, typed, w)
    troubles: tuple[Trouble, ...] = ()
    if problem is not None:
        fields, trouble = mark(fields, _field_of(problem, typed), error_text(problem, ask, w))
        troubles = (trouble,)
    in_field = any(field.heading for field in fields)
    return QuestionPage(
        heading=ask.text if in_field or not ask.optional else w.plain("form.optional", question=ask.text),
        hint="" if in_field else ask.hint,
        fields=fields,
        button=w.plain("form.search_button" if _searches(ask) else "form.continue"),
        troubles=troubles,
        actions=_actions(ask, w),
        things=_things(ask),
        map=_map(ask, typed) if _shows_map(ask) else None,
        uploads=ask.question.type in _UPLOADS,
    )


def _field_of(problem: InvalidAnswer, typed: Typed | None) -> str:
    """Return the name of the field a problem is about; a number stands under the way that was chosen."""
    if problem.part == "phone" and typed is not None:
        return TEXT_FIELD if list(typed.get("contact", ()))[-1:] == ["text"] else CALL_FIELD
    return problem.part


def _searches(ask: Ask) -> bool:
    return ask.question.type is QuestionType.ADDRESS and ask.part in {Part.SEARCH, Part.WHOLE}


def _shows_map(ask: Ask) -> bool:
    return ask.question.type is QuestionType.PLACE and ask.part in {Part.SEARCH, Part.WHOLE}


def _map(ask: Ask, typed: Typed | None) -> MapPart:
    filled = Filled(known_of(ask), typed)
    return MapPart(lat=filled.one("lat"), long=filled.one("long"))


def _actions(ask: Ask, w: Words) -> tuple[Action, ...]:
    """Return the other ways on, in the order in which they help."""
    found = []
    if ask.question.type in _SEARCHED and ask.part in {Part.SEARCH, Part.WHOLE, Part.PICK}:
        found.append(Action("manual", w.plain(f"form.manual.{ask.question.type}")))
    if ask.question.type in _SEARCHED and ask.part in {Part.PICK, Part.MANUAL}:
        found.append(Action("search", w.plain("form.search_again")))
    if ask.optional:
        found.append(Action("skip", w.plain("form.skip")))
    return tuple(found)


def _things(ask: Ask) -> tuple[Thing, ...]:
    """Return what a group already holds, each with its removal."""
    if ask.part is not Part.MORE:
        return ()
    return tuple(Thing(c.hint or c.label, c.code) for c in ask.choices if c.code.startswith(REMOVE))

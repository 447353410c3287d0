"""What each of the people in one submission may be given of its answers: their own, not what is said of the others."""

from __future__ import annotations

from collections.abc import Mapping

from portreeve.foundation.pure.left_out import LeftOut
from portreeve.modules.catalogue.types import Question, QuestionType, Service
from portreeve.modules.journeys.rules.sealing import special
from portreeve.modules.journeys.types import Json


def own_answers(
    service: Service | None, answers: Mapping[str, Json], *, asks: bool, is_subject: bool
) -> dict[str, Json]:
    """Return answers as the one who asked, or the one it is about, is given them; opened already.

    The first question about a person names both of them: each gets their own part. Any other person named is somebody
    else. What is special belongs to the one it is about.
    """
    alone = asks and is_subject
    asked = {question.id: question for question in service.questions} if service else {}
    first = next((q.id for q in asked.values() if q.type is QuestionType.PERSON), "")
    hidden = special(service) if service and not is_subject else frozenset()
    found: dict[str, Json] = {}
    for name, value in answers.items():
        if name == first:
            found[name] = value if alone else _part(value, asks=asks, is_subject=is_subject)
        else:
            found[name] = LeftOut.OTHER if name in hidden else _without_people(asked.get(name), value)
    return found


def _part(value: Json, *, asks: bool, is_subject: bool) -> Json:
    """Return one of two people's own part of the answer that names both."""
    if not isinstance(value, dict):
        return value
    if asks:
        return {**value, "about": LeftOut.OTHER} if value.get("on_behalf") is True else value
    return value.get("about") if is_subject else LeftOut.OTHER


def _without_people(question: Question | None, value: Json) -> Json:
    """Return an answer without the people named in it, in a group's repeats too; unasked, by its shape."""
    person = question.type is QuestionType.PERSON if question else isinstance(value, dict) and "on_behalf" in value
    if person:
        return LeftOut.OTHER
    if question is None or question.type is not QuestionType.GROUP or not isinstance(value, list):
        return value
    people = {child.id for child in question.questions if child.type is QuestionType.PERSON}
    return [_item(item, people) for item in value]


def _item(item: Json, people: set[str]) -> Json:
    if not isinstance(item, dict):
        return item
    return {name: LeftOut.OTHER if name in people and value is not None else value for name, value in item.items()}

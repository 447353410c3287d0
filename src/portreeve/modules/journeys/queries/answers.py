"""Answers as people read them, for whoever shows what was sent."""

from __future__ import annotations

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue.types import Personal, Question, QuestionType, Service
from portreeve.modules.journeys.rules.checking import read_answer
from portreeve.modules.journeys.types import Json


def answer_text(  # noqa: PLR0913 - the answer, and who reads it in which language
    service: Service, question: str, value: Json, *, language: str, personal: str = "", actor: Actor | None = None
) -> str:
    """Return one answer in words; empty where there is none, or where it is special and the actor has no private grant.

    `personal`: how the answer was declared when it was given; the question's own declaration where that is not known.
    """
    found = next((one for one in service.questions if one.id == question), None)
    if found is None or value is None:
        return ""
    special = (personal or found.personal) == Personal.SPECIAL
    if special and not (actor and any(grant.private for grant in actor.grants)):
        return ""
    return _words(service, found, value, language)


def _words(service: Service, question: Question, value: Json, language: str) -> str:
    """Return an answer's words; a group's repeats on lines of their own."""
    if question.type is not QuestionType.GROUP:
        return read_answer(service, question, "", value, language)
    lines = []
    for item in value if isinstance(value, list) else []:
        known = item if isinstance(item, dict) else {}
        said = [
            read_answer(service, child, f"{question.id}.", known[child.id], language)
            for child in question.questions
            if known.get(child.id) is not None
        ]
        lines.append(", ".join(said))
    return "\n".join(lines)

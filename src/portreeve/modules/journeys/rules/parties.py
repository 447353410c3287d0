"""The three roles of a submission: who asks, whom it is about, whom we tell (PRN-16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.rules.answers.fields import is_map, text_of
from portreeve.modules.journeys.types import Json, State
from portreeve.modules.people.types import ContactKind, Format, NewParty, SafeContact

_WANTED = {
    "email": ContactKind.EMAIL,
    "text": ContactKind.MOBILE,
    "call": ContactKind.LANDLINE,
    "letter": ContactKind.POST,
}
"""A wish for a call is kept as a wish for the landline's way: nothing but a call ever goes there."""


@dataclass(frozen=True, slots=True)
class People:
    """Who was named: the person who asks, the one it is about if that is somebody else, and which of them is told."""

    asker: NewParty | None = None
    subject: NewParty | None = None
    tell_subject: bool = False


def people_in(service: Service, state: State, answers: Mapping[str, Json], source: UUID) -> People:
    """Return who is named in the answers: the first question about a person says so for all three roles."""
    for question in service.questions:
        answer = answers.get(question.id)
        if question.type is QuestionType.PERSON and is_map(answer):
            return _roles(answer, state.language, source)
    return People()


def _roles(answer: dict[str, Json], language: str, source: UUID) -> People:
    """Return the roles that one answer names."""
    about = answer.get("about")
    if answer.get("on_behalf") is not True or not is_map(about):
        return People(asker=_asker(answer, language, source))
    subject = NewParty(
        name=text_of(about, "name"),
        language=language,
        email=text_of(about, "email"),
        mobile=text_of(about, "phone"),
        source="journey",
        source_id=source,
    )
    reachable = bool(subject.email or subject.mobile)
    return People(_asker(answer, language, source), subject, text_of(answer, "tell") == "subject" and reachable)


def _asker(answer: dict[str, Json], language: str, source: UUID) -> NewParty:
    """Return the person who answered."""
    return NewParty(
        name=text_of(answer, "name"),
        language=text_of(answer, "language") or language,
        format=Format(text_of(answer, "format") or "standard"),
        email=text_of(answer, "email"),
        mobile=text_of(answer, "phone"),
        post=text_of(answer, "post"),
        safe=SafeContact(
            not_before=_clock(text_of(answer, "not_before")),
            not_after=_clock(text_of(answer, "not_after")),
            say_nothing=answer.get("say_nothing") is True,
        ),
        wanted=_WANTED.get(text_of(answer, "contact")),
        source="journey",
        source_id=source,
    )


def _clock(said: str) -> time | None:
    """Return a time of day, or None where none was said."""
    return time.fromisoformat(said) if said else None

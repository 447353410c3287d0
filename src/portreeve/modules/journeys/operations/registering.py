"""Submissions that become a change told to holders of records (ACC-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.queries.answers import opened_answers
from portreeve.modules.journeys.rules.checking import Said, said_in
from portreeve.modules.journeys.rules.sealing import special
from portreeve.modules.journeys.types import Promised, Receipt, Submission
from portreeve.modules.people import api as people
from portreeve.modules.people.types import About, NewRegistration


class RegistrationFulfilment:
    """The port `Fulfilment` for services whose outcome is a registration."""

    def fulfil(self, submission: Submission, *, by: Actor, at: datetime) -> Receipt:
        """Register the change with the holders that were chosen and those that are always told."""
        service = catalogue.version(submission.version)
        opened = replace(submission, answers=opened_answers(submission.answers))
        names = special(service)
        said = tuple(said_in(service, opened))
        registered = people.register_change(
            change=NewRegistration(
                service=service.id,
                version=service.version,
                holders=holders_of(service, opened),
                subject=submission.roles.subject,
                told=submission.roles.told,
                details={one.label: one.text for one in said},
                special=frozenset(one.label for one in said if one.path.partition(".")[0] in names),
                about={one.label: _about(one) for one in said},
                key=str(submission.id),
                language=submission.language,
                submission=submission.id,
            ),
            by=by,
            at=at,
        )
        return Receipt(registered.reference, Promised(answer_by=registered.answer_by), "next", registered.id)


def _about(said: Said) -> About:
    """Return what is to be known of one answer."""
    return About(question=said.path, keep=said.question.keep, people=said.question.type is QuestionType.PERSON)


def holders_of(service: Service, submission: Submission) -> tuple[str, ...]:
    """Return who is told: those that were chosen, and all whom no question lets anybody choose."""
    asked = [question for question in service.questions if question.type is QuestionType.SEVERAL]
    optional = {option for question in asked for option in question.options if option in service.holders}
    chosen: set[str] = set()
    for question in asked:
        answer = submission.answers.get(question.id)
        chosen |= {str(option) for option in answer} if isinstance(answer, list) else set()
    return tuple(holder for holder in service.holders if holder not in optional or holder in chosen)

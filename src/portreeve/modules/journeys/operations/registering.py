"""Submissions that become a change told to holders of records (ACC-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.queries.answers import opened_answers
from portreeve.modules.journeys.rules.checking import read_out
from portreeve.modules.journeys.rules.sealing import special
from portreeve.modules.journeys.types import Promised, Receipt, Submission
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewRegistration


class RegistrationFulfilment:
    """The port `Fulfilment` for services whose outcome is a registration."""

    def fulfil(self, submission: Submission, *, by: Actor, at: datetime) -> Receipt:
        """Register the change with the holders that were chosen and those that are always told."""
        service = catalogue.version(submission.version)
        opened = replace(submission, answers=opened_answers(submission.answers))
        names = special(service)
        only = {name: value for name, value in opened.answers.items() if name in names}
        registered = people.register_change(
            change=NewRegistration(
                service=service.id,
                version=service.version,
                holders=holders_of(service, opened),
                subject=submission.roles.subject,
                told=submission.roles.told,
                details=read_out(service, opened),
                special=frozenset(read_out(service, replace(opened, answers=only))),
                key=str(submission.id),
                language=submission.language,
                submission=submission.id,
            ),
            by=by,
            at=at,
        )
        return Receipt(registered.reference, Promised(answer_by=registered.answer_by), "next", registered.id)


def holders_of(service: Service, submission: Submission) -> tuple[str, ...]:
    """Return who is told: those that were chosen, and all whom no question lets anybody choose."""
    asked = [question for question in service.questions if question.type is QuestionType.SEVERAL]
    optional = {option for question in asked for option in question.options if option in service.holders}
    chosen: set[str] = set()
    for question in asked:
        answer = submission.answers.get(question.id)
        chosen |= {str(option) for option in answer} if isinstance(answer, list) else set()
    return tuple(holder for holder in service.holders if holder not in optional or holder in chosen)

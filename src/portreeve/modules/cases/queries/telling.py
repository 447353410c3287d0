"""What a message to one reporter may say: their own reference, place and language, and nothing of anybody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from portreeve.foundation.statements.api import Reading
from portreeve.modules.cases.models import Case, Question, Referral, Reporter, Update
from portreeve.modules.cases.queries import rows
from portreeve.modules.cases.queries.promised import service_of
from portreeve.modules.cases.rules.answers import kept
from portreeve.modules.cases.rules.places import place_in
from portreeve.modules.cases.types import UpdateView
from portreeve.modules.catalogue.types import Service


@dataclass(frozen=True, slots=True)
class Told:
    """One reporter to be told something, with the words that are theirs."""

    case: UUID
    reporter: UUID
    party: UUID
    reference: str
    language: str
    private: bool
    team: str
    service: str
    """The service's name in their language."""
    next: str
    place: str
    """As they said it themselves; empty in a private matter."""
    done_by: datetime | None
    since: datetime
    """When they reported it."""


@dataclass(frozen=True, slots=True)
class Referred:
    """Another body that a case was passed to, and when."""

    body: str
    at: datetime


def _tellable() -> QuerySet[Reporter]:
    return Reporter.objects.filter(told__isnull=False).select_related("case").defer("case__words").order_by("id")


_ONE = Reading(lambda reporter: _tellable().filter(pk=reporter))
_EACH = Reading(lambda case: _tellable().filter(case=case))


def told_of(case: UUID, *, reporter: UUID | None = None, withdrawn: bool = False) -> tuple[Told, ...]:
    """Return the reporters of a case who are told things, or the one named; one who withdrew only where asked for."""
    found = _ONE.all(reporter) if reporter else _EACH.all(case)
    return tuple(_told(part, part.case) for part in found if withdrawn or part.withdrawn_at is None)


def update_said(update: UUID) -> UpdateView:
    """Return an update, for its words."""
    return rows.update(Update.objects.get(pk=update))


def referred(referral: UUID) -> Referred:
    """Return whom a case was passed to by a referral."""
    row = Referral.objects.get(pk=referral)
    return Referred(body=row.body, at=row.passed_at)


def question_text(question: UUID) -> tuple[str, datetime | None]:
    """Return what a reporter was asked, and by when."""
    row = Question.objects.get(pk=question)
    return row.text, row.answer_by


def _told(part: Reporter, case: Case) -> Told:
    assert part.told_id is not None  # noqa: S101 - only such rows are read
    service = service_of(case.service, part.version)
    answers = {one.question: one.value for one in kept(part.answers)}
    place = place_in(service.questions, answers) if service and not case.private else None
    name = _words(service, "name", part.language) or case.service.replace("-", " ")
    return Told(
        case=case.id,
        reporter=part.id,
        party=part.told_id,
        reference=part.reference,
        language=part.language,
        private=case.private,
        team=case.team,
        service=name,
        next=_words(service, "next", part.language),
        place=place.text if place else "",
        done_by=case.done_by,
        since=part.since,
    )


def _words(service: Service | None, name: str, language: str) -> str:
    return service.text(name, language) if service else ""

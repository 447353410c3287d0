"""Cases that may be the same thing as a new report, shown without anything another person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from portreeve.modules.cases.models import Case, Reporter
from portreeve.modules.cases.models.case import OPEN
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.rules.duplicates import rule_for, same_job
from portreeve.modules.cases.rules.places import metres_between, place_in, square_around
from portreeve.modules.cases.types import AnswersReported, CaseStatus, DuplicateCandidate
from portreeve.modules.catalogue.types import Duplicates, Service
from portreeve.modules.journeys.types import Json
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Place

RECENT = timedelta(days=180)
MOST = 5
_LOOK_AT = 200


def likely_duplicates(*, service: Service, answers: Mapping[str, Json], at: datetime) -> tuple[DuplicateCandidate, ...]:
    """Return the few open, recent cases of the same service that the service's rule calls the same job, nearest first.

    Where the service wants answers to be the same too, such as which bin, a case must have them; one whose answers are
    not known, such as an imported one, is another job. What has not been answered yet narrows nothing down.

    Its line names the street or address from the gazetteer, never the words of whoever reported it.
    """
    found = _at_the_place(service, answers, at)
    said = {name: answers[name] for name in service.same_answers if name in answers}
    if said and found:
        alike = _alike([row for _, row in found], said)
        found = [(metres, row) for metres, row in found if row.id in alike]
    lines = _lines([row for _, row in found[:MOST]])
    return tuple(_candidate(metres, row, lines.get(row.id, "")) for metres, row in found[:MOST])


def answers_reported(*, service: Service, answers: Mapping[str, Json], at: datetime) -> AnswersReported:
    """Return how many open reports there are of a place, and what they answered to what tells its jobs apart.

    For a service whose rule is the place alone there are no such questions.
    """
    cases = [row.id for _, row in _at_the_place(service, answers, at)]
    asked = cases and service.same_answers
    parts = Reporter.objects.filter(case__in=cases).values_list("answers", flat=True) if asked else ()
    said = [{name: _value(one, name) for name in service.same_answers} for one in parts]
    each = {name: frozenset(v for one in said if isinstance(v := one[name], str)) for name in service.same_answers}
    return AnswersReported(cases=len(cases), answers=each)


def joinable(*, service: Service, public: str, lock: bool = False) -> Case | None:
    """Return the case a person chose to join, if it may be: open, of this service, not private, not a part."""
    if rule_for(service) is Duplicates.NEVER:
        return None
    rows = Case.objects.select_for_update() if lock else Case.objects.all()
    return rows.defer("words").filter(OPEN, public_id=public, service=service.id, private=False, part=False).first()


def _at_the_place(service: Service, answers: Mapping[str, Json], at: datetime) -> list[tuple[int | None, Case]]:
    """Return the open cases that the place alone would make the same job, nearest first, with how many metres apart."""
    rule, near_metres = rule_for(service), policy().near_metres
    place = place_in(service.questions, answers)
    if rule is Duplicates.NEVER or place is None or not (near := _near(rule, place)):
        return []
    rows = (
        Case.objects.filter(near, OPEN, service=service.id, private=False, part=False, opened_at__gte=at - RECENT)
        .defer("words")
        .order_by("-opened_at")[:_LOOK_AT]
    )
    found = [(_apart(place, row), row) for row in rows if same_job(rule, place, place_of(row), near=near_metres)]
    return sorted(found, key=lambda pair: (pair[0] is None, pair[0] or 0))


def _alike(rows: list[Case], said: Mapping[str, Json]) -> frozenset[UUID]:
    """Return the cases in which somebody answered the same."""
    parts = Reporter.objects.filter(case__in=rows).values_list("case_id", "answers")
    return frozenset(case for case, kept in parts if all(_value(kept, name) == one for name, one in said.items()))


def _value(kept: Mapping[str, Json], name: str) -> Json:
    """Return an answer as a reporter's part keeps it; None where there is none, or it was disposed of."""
    one = kept.get(name)
    return one.get("value") if isinstance(one, dict) else None


def place_of(case: Case) -> Place:
    """Return a case's place as a value."""
    return Place(case.place_text, case.uprn, case.usrn, case.ward, case.lat, case.long)


def _near(rule: Duplicates, place: Place) -> Q:
    """Return where the same job could be, as widely as an index can say it; empty if the place says nothing."""
    if rule is Duplicates.PROPERTY:
        return Q(uprn=place.uprn) if place.uprn else Q()
    near = Q(usrn=place.usrn) if place.usrn else Q()
    if (square := square_around(place, policy().near_metres)) is not None:
        south, west, north, east = square
        near |= Q(lat__gte=south, lat__lte=north, long__gte=west, long__lte=east)
    return near


def _apart(place: Place, row: Case) -> int | None:
    metres = metres_between(place, place_of(row))
    return None if metres is None else round(metres)


def _candidate(metres: int | None, row: Case, line: str) -> DuplicateCandidate:
    return DuplicateCandidate(
        public_id=row.public_id,
        line=line,
        opened_at=row.opened_at,
        status=CaseStatus(row.status),
        metres=metres,
        reporters=row.reporters,
    )


def _lines(found: list[Case]) -> dict[UUID, str]:
    """Return what the gazetteer calls each place: a property where the rule is by property, else its street."""
    streets = places.streets({row.usrn for row in found if row.usrn})
    properties = places.addresses({row.uprn for row in found if row.uprn and row.home})
    return {
        row.id: properties[row.uprn].line
        if row.home and row.uprn in properties
        else streets[row.usrn].name
        if row.usrn in streets
        else ""
        for row in found
    }

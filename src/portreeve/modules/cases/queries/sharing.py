"""Words on a case that name nobody in a column: notes, what was said to all reporters, what mends a broken promise.

They are taken to be about whoever has a part in the case, or came with it, or has a part in what it is a part of
(decision 21).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portreeve.modules.cases.models import Case, Failure, Reporter, Update
from portreeve.modules.cases.types import Audience

_ROLES = ("asker_id", "subject_id", "told_id")


def said_in_cases_of(parties: Collection[UUID]) -> Any:
    """Return the ids of what was said in the cases in which any of these people have a part."""
    return _said().filter(case_id__in=_cases_of(parties)).values("pk")


def said_to_be_told(party: UUID) -> Any:
    """Return the ids of what a person may be given whole: what was said to all, and notes where they are alone.

    A note on a case of several people may say of one what is none of the others' business.
    """
    return _said().exclude(audience=Audience.STAFF, case_id__in=_cases_of_others(party)).values("pk")


def said_of_the_erased(erased: Any) -> Any:
    """Return the ids of what was said in cases whose every part is that of somebody erased, or of nobody known."""
    return _said().exclude(case_id__in=_cases_of_the_rest(erased)).values("pk")


def fixes_in_cases_of(parties: Collection[UUID]) -> Any:
    """Return the ids of the broken promises in the cases in which any of these people have a part."""
    return Failure.objects.filter(case_id__in=_cases_of(parties)).values("pk")


def fixes_to_be_told(party: UUID) -> Any:
    """Return the ids of the broken promises whose mending, which is written as a note is, a person may be given."""
    return Failure.objects.exclude(case_id__in=_cases_of_others(party)).values("pk")


def fixes_of_the_erased(erased: Any) -> Any:
    """Return the ids of the broken promises in cases whose every part is that of somebody erased, or of nobody."""
    return Failure.objects.exclude(case_id__in=_cases_of_the_rest(erased)).values("pk")


def _cases_of(parties: Collection[UUID]) -> Any:
    """Return the cases in which any of these people have a part."""
    theirs = Q(home_of_id__in=parties) | _with(Reporter.objects.filter(_any("in", parties)))
    return Case.objects.filter(theirs).values("id")


def _cases_of_others(party: UUID) -> Any:
    """Return the cases in which anybody but this person has a part."""
    others = Q()
    for role in _ROLES:
        others |= Q(**{f"{role}__isnull": False}) & ~Q(**{role: party})
    return Case.objects.filter(_with(Reporter.objects.filter(others))).values("id")


def _cases_of_the_rest(erased: Any) -> Any:
    """Return the cases in which somebody who was not erased has a part."""
    there = Reporter.objects.filter(_any("isnull", False)).exclude(_any("in", erased))
    return Case.objects.filter(_with(there)).values("id")


def _said() -> QuerySet[Update]:
    return Update.objects.filter(reporter=None)


def _with(parts: QuerySet[Reporter]) -> Q:
    """Return which cases these parts are in, came with, or have given to other teams in part."""
    cases = parts.values("case_id")
    return Q(id__in=cases) | Q(id__in=parts.values("came_with_id")) | Q(parent_id__in=cases)


def _any(lookup: str, value: Any) -> Q:
    found = Q()
    for role in _ROLES:
        found |= Q(**{f"{role}__{lookup}": value})
    return found

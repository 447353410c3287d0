"""Notes of a case and what was said to all its reporters: about whom they may be (decision 21).

They name nobody in a column. They are taken to be about whoever has a part in the case, or came with it, or has a part
in what it is a part of.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portreeve.modules.cases.models import Case, Reporter, Update
from portreeve.modules.cases.types import Audience

_ROLES = ("asker_id", "subject_id", "told_id")


def said_in_cases_of(parties: Collection[UUID]) -> Any:
    """Return the ids of what was said in the cases in which any of these people have a part."""
    theirs = Q(home_of_id__in=parties) | _with(Reporter.objects.filter(_any("in", parties)))
    return _said().filter(case_id__in=Case.objects.filter(theirs).values("id")).values("pk")


def said_to_be_told(party: UUID) -> Any:
    """Return the ids of what a person may be given whole: what was said to all, and notes where they are alone.

    A note on a case of several people may say of one what is none of the others' business.
    """
    others = Q()
    for role in _ROLES:
        others |= Q(**{f"{role}__isnull": False}) & ~Q(**{role: party})
    shared = Case.objects.filter(_with(Reporter.objects.filter(others)))
    return _said().exclude(audience=Audience.STAFF, case_id__in=shared.values("id")).values("pk")


def said_of_the_erased(erased: Any) -> Any:
    """Return the ids of what was said in cases whose every part is that of somebody erased, or of nobody known."""
    there = Reporter.objects.filter(_any("isnull", False)).exclude(_any("in", erased))
    return _said().exclude(case_id__in=Case.objects.filter(_with(there)).values("id")).values("pk")


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

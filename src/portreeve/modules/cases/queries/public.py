"""What anybody, and a councillor for a street or ward, may see: no names, no words of people, no small numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from portreeve.foundation.pure.result import Page
from portreeve.modules.cases.models import Case, Update
from portreeve.modules.cases.queries import rows
from portreeve.modules.cases.queries.lists import ORDERS, walk
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.queries.tracking import without_staff
from portreeve.modules.cases.types import Audience, CaseStatus, PublicCase, PublicCount, Sort, UpdateView
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Street

LISTED_PUBLICLY = Q(private=False, home=False, part=False)
"""Private services and those whose place is a home are never listed (design §4.3)."""
_YEAR = timedelta(days=365)


def public_cases(
    *, street: str = "", ward: str = "", service: str = "", after: str = "", size: int = 50
) -> Page[PublicCase]:
    """Return what may be listed of a street, a ward or everywhere, newest first; for the public and for councillors."""
    narrow = {name: value for name, value in (("usrn", street), ("ward", ward), ("service", service)) if value}
    found = Case.objects.filter(LISTED_PUBLICLY, duplicate_of__isnull=True, **narrow)
    if street:
        found = found.exclude(usrn="")
    page = walk(found, order=ORDERS[Sort.NEWEST], after=after, size=min(max(size, 1), 200))
    return Page(_shown(page.rows), page.count, page.count_cap, page.after, page.before)


def public_counts(*, at: datetime, street: str = "", ward: str = "") -> tuple[PublicCount, ...]:
    """Return how many cases a service had in a street or ward in a year. Small numbers are not said.

    Private services are left out: not even a suppressed row says that there was one. Homes are counted, never listed.
    """
    narrow = {name: value for name, value in (("usrn", street), ("ward", ward)) if value}
    found = (
        Case.objects.filter(private=False, part=False, duplicate_of__isnull=True, opened_at__gte=at - _YEAR, **narrow)
        .values("service")
        .annotate(
            open=Count("pk", filter=Q(ended_at__isnull=True)), ended=Count("pk", filter=Q(ended_at__isnull=False))
        )
        .order_by("service")
    )
    return tuple(
        PublicCount(service=row["service"], open=_unless_small(row["open"]), ended=_unless_small(row["ended"]))
        for row in found
    )


def _unless_small(number: int) -> int | None:
    return number if number >= policy().small_number else None


def _shown(found: Iterable[Case]) -> tuple[PublicCase, ...]:
    """Make public values of rows with two queries more, however many there are."""
    cases = list(found)
    streets = places.streets({row.usrn for row in cases if row.usrn})
    updates: dict[UUID, list[UpdateView]] = defaultdict(list)
    for row in Update.objects.filter(case__in=cases, audience=Audience.PUBLIC).order_by("id"):
        updates[row.case_id].append(without_staff(rows.update(row)))
    return tuple(_public(row, streets, tuple(updates[row.id])) for row in cases)


def _public(row: Case, streets: dict[str, Street], updates: tuple[UpdateView, ...]) -> PublicCase:
    return PublicCase(
        public_id=row.public_id,
        service=row.service,
        version=row.version,
        status=CaseStatus(row.status),
        closing_reason=rows.closing_reason(row),
        street=streets[row.usrn].name if row.usrn in streets else "",
        ward=row.ward,
        lat=row.lat,
        long=row.long,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        scheduled_for=row.scheduled_for,
        updates=updates,
    )

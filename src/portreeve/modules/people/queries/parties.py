"""Parties by their id, and whether a detail is theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from portreeve.foundation.audit import api as audit
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.left_out import LeftOut
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.foundation.statements.api import Reading
from portreeve.modules.people import models, types
from portreeve.modules.people.rules import contact_points, matching

VIEW = "person.view"
_NOBODY = UUID(int=0)


def _current() -> QuerySet[models.ContactPoint]:
    return models.ContactPoint.objects.filter(replaced_at__isnull=True).order_by("id")


_PARTY = Reading(lambda party: models.Party.objects.filter(id=party))
_POINTS = Reading(lambda party: _current().filter(party=party))


def party(party: UUID) -> types.Party:
    """Return a party for the system's own use, unaudited. Raises NotFound."""
    row = _PARTY.first(party)
    if row is None:
        raise NotFound
    points = _POINTS.all(party)
    return as_value(row, points, _left_by_erasure([(row, points)]))


def parties(ids: Iterable[UUID]) -> Mapping[UUID, types.Party]:
    """Return those of the parties that exist, by id, in two queries however many there are.

    A third is made where there is nothing by which to call or reach some of them.
    """
    rows = with_points(models.Party.objects.filter(id__in=set(ids)))
    found = [(row, row.points.all()) for row in rows]
    erased = _left_by_erasure(found)
    return {row.id: as_value(row, points, erased) for row, points in found}


def view_party(*, party: UUID, actor: Actor, at: datetime) -> types.Party:
    """Return a party for a member of staff to read, and audit that it was read. Raises NotAllowed, NotFound."""
    if not may_everywhere(actor, VIEW):
        raise NotAllowed(act=VIEW)
    found = parties([party]).get(party)
    if found is None:
        raise NotFound
    audit.seen(what="person", subject=party, by=actor, at=at)
    return found


def matches_contact(party: UUID | None, detail: str) -> bool:
    """Say whether `detail` is one of the party's own contact details, in time that says nothing (design §4.3).

    Email in any case, telephone in any form; a postcode only for a party with nothing but an address. A party that
    does not exist is compared with nothing, for as long.
    """
    points = models.ContactPoint.objects.filter(replaced_at__isnull=True)
    rows = points.filter(party_id=party or _NOBODY).order_by("id")
    return matching.matches([as_point(row) for row in rows], detail)


def as_read(point: types.ContactPoint) -> str:
    """Return a contact point as people read it: `07700 900111`, or an address on one line."""
    return contact_points.shown(point.kind, point.value)


def with_points(rows: QuerySet[models.Party]) -> QuerySet[models.Party]:
    """Fetch the current contact points with their parties."""
    return rows.prefetch_related(Prefetch("points", queryset=_current()))


def as_point(row: models.ContactPoint) -> types.ContactPoint:
    """Return a contact point as a value."""
    return types.ContactPoint(
        id=row.id,
        kind=types.ContactKind(row.kind),
        value=row.value,
        usable=row.usable,
        verified_at=row.verified_at,
    )


def _left_by_erasure(found: Sequence[tuple[models.Party, Collection[models.ContactPoint]]]) -> frozenset[UUID]:
    """Return those of the parties of whom an erasure left nothing.

    A name that was hidden says so. Who gave none leaves an empty row, as somebody does who gave nothing or took their
    address back: of these the erasures that are kept tell which is which.
    """
    hidden = {row.id for row, _ in found if row.name == LeftOut.ERASED}
    empty = {row.id for row, points in found if not row.name and not points}
    return frozenset(hidden | (personal_data.erased_among(empty) if empty else frozenset()))


def as_value(
    row: models.Party, points: Iterable[models.ContactPoint], erased: Collection[UUID] = frozenset()
) -> types.Party:
    """Return a party with its current contact points as a value; `erased` are the ids of those who were."""
    return types.Party(
        id=row.id,
        kind=types.PartyKind(row.kind),
        name=row.name,
        language=row.language,
        format=types.Format(row.format),
        contact_points=tuple(as_point(point) for point in points),
        safe=types.SafeContact(
            not_before=row.not_before,
            not_after=row.not_after,
            never=tuple(types.ContactKind(kind) for kind in row.never),
            say_nothing=row.say_nothing,
        ),
        needs=tuple(row.needs),
        wanted=types.ContactKind(row.wanted) if row.wanted else None,
        source=row.source,
        source_id=row.source_id,
        erased=row.id in erased,
    )

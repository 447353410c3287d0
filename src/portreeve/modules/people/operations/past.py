"""Bringing in many parties at once, with an id that their source's key always gives: twice is once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID, uuid5

from portreeve.foundation.audit import api as audit
from portreeve.foundation.bulk import api as bulk
from portreeve.foundation.journal.api import operation
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.people.models import ContactPoint, Party
from portreeve.modules.people.rules import contact_points, names
from portreeve.modules.people.types import NewParty

_NAMESPACE = UUID("9a0f5a4e-0f9e-5b0c-8a7c-3f0d5b8f6e21")
_PARTY = (
    "id",
    "kind",
    "name",
    "name_search",
    "language",
    "format",
    "wanted",
    "needs",
    "not_before",
    "not_after",
    "never",
    "say_nothing",
    "source",
    "added_at",
)
_POINT = ("id", "party_id", "kind", "value", "usable", "unusable_why", "added_at")


def past_id(source: str, key: str) -> UUID:
    """Return the id that a source's key always gives a party."""
    return uuid5(_NAMESPACE, f"{source}\0{key}")


@operation
def load_parties(*, source: str, batch: Mapping[str, NewParty], by: Actor, at: datetime) -> int:
    """Bring in parties by their keys; returns how many were new. One audit entry. Details must be right as they are."""
    ids = {past_id(source, key): new for key, new in batch.items()}
    made = bulk.insert_new(Party, _PARTY, (_row(pk, new, source, at) for pk, new in ids.items()))
    bulk.insert_new(ContactPoint, _POINT, (row for pk, new in ids.items() for row in _points(pk, new, at)))
    said: audit.Details = {"source": source[:40], "made": made, "known": len(ids) - made}
    audit.append(act="people.loaded", subject_type="person", subject=None, by=by, at=at, details=said)
    return made


def _row(pk: UUID, new: NewParty, source: str, at: datetime) -> bulk.Row:
    """Return the row of a party."""
    safe = new.safe
    return (
        pk,
        new.kind.value,
        new.name,
        names.searchable(new.name)[:200],
        new.language,
        new.format.value,
        "",
        list(new.needs),
        safe.not_before,
        safe.not_after,
        [k.value for k in safe.never],
        safe.say_nothing,
        source[:20],
        at,
    )


def _points(pk: UUID, new: NewParty, at: datetime) -> Iterator[bulk.Row]:
    """Yield the rows of how a party is reached. Raises as `add_party` does for a detail that cannot be used."""
    for kind, value in contact_points.details_of(new):
        yield uuid5(pk, kind.value), pk, kind.value, value, True, "", at

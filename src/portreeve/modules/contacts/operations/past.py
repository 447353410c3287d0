"""Bringing in contacts of the past, many at once: one audit entry a batch, twice is once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from portreeve.foundation.audit import api as audit
from portreeve.foundation.bulk import api as bulk
from portreeve.foundation.journal.api import operation
from portreeve.foundation.outbox.api import PastEvent, keep_past
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.modules.contacts.events import ContactEnded, ContactJudged, ContactOpened, ContactRepeated
from portreeve.modules.contacts.models import Contact, Link
from portreeve.modules.contacts.types import LinkKind, PastContact

_NAMESPACE = UUID("0b1d8ad5-31a8-5d4e-8a0e-2a8c51fb6a77")
_CONTACT = (
    "id",
    "channel",
    "party_id",
    "staff",
    "service",
    "opened_at",
    "last_at",
    "ended_at",
    "ending",
    "reason",
    "avoidable",
    "stopped",
    "handed_on",
    "again_within",
)
_LINK = ("contact_id", "kind", "role", "subject", "at")

WriteFacts = Callable[[Iterable[Recorded[Event]]], None]


@operation
def load_past(
    *, source: str, batch: Sequence[PastContact], write_facts: WriteFacts, by: Actor, at: datetime
) -> tuple[int, int]:
    """Bring in a batch of past contacts with their events and facts; returns how many were new, and known already."""
    ids = {uuid5(_NAMESPACE, f"{source}\0{one.key}"): one for one in batch}
    known = set(Contact.objects.filter(pk__in=ids).values_list("pk", flat=True))
    fresh = {pk: one for pk, one in ids.items() if pk not in known}
    if fresh:
        bulk.insert_new(Contact, _CONTACT, (_row(pk, one) for pk, one in fresh.items()))
        bulk.insert_new(Link, _LINK, (row for pk, one in fresh.items() for row in _links(pk, one)))
        write_facts(keep_past(_events(fresh), by=by))
    details: audit.Details = {"source": source[:40], "made": len(fresh), "known": len(known)}
    audit.append(act="contacts.loaded", subject_type="contact", subject=None, by=by, at=at, details=details)
    return len(fresh), len(known)


def _row(pk: UUID, one: PastContact) -> bulk.Row:
    """Return the row of a contact."""
    return (
        pk,
        one.channel.value,
        one.party,
        "",
        one.service,
        one.opened_at,
        one.ended_at,
        one.ended_at,
        one.ending.value,
        one.reason,
        one.avoidable.value if one.avoidable else "",
        False,
        False,
        one.again_within,
    )


def _links(pk: UUID, one: PastContact) -> Iterator[bulk.Row]:
    """Yield the rows of what it was about."""
    for kind, role, subject in one.links:
        yield pk, kind.value, role.value, subject, one.opened_at


def _events(fresh: dict[UUID, PastContact]) -> Iterator[PastEvent]:
    """Yield the events that past contacts stand for, each with an id of its own that never changes."""
    for pk, one in fresh.items():
        for place, (event, when) in enumerate(_happened(pk, one)):
            yield PastEvent(id=uuid5(pk, f"event {place}"), event=event, at=when, channel=one.channel)


def _happened(pk: UUID, one: PastContact) -> Iterator[tuple[Event, datetime]]:
    """Yield what happened in a past contact, and when."""
    said: Mapping[str, Any] = {"subject": pk, "channel": one.channel.value, "service": one.service}
    yield ContactOpened(**said), one.opened_at
    if one.avoidable:
        yield ContactJudged(**said, avoidable=one.avoidable, by_rule=False), one.ended_at
    if one.again_within is not None:
        yield ContactRepeated(**said, days=one.again_within), one.ended_at
    subjects = {kind: {s for k, _, s in one.links if k is kind} for kind in LinkKind}
    yield (
        ContactEnded(
            subject=pk,
            channel=one.channel,
            service=one.service,
            ending=one.ending,
            reason=one.reason,
            seconds=int((one.ended_at - one.opened_at).total_seconds()),
            journeys=len(subjects[LinkKind.JOURNEY]),
            cases=len(subjects[LinkKind.CASE]),
        ),
        one.ended_at,
    )

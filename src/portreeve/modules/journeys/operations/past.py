"""Bringing in journeys of the past: only what happened in them is kept, for facts to be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from portreeve.foundation.audit import api as audit
from portreeve.foundation.journal.api import operation
from portreeve.foundation.outbox.api import PastEvent, keep_past
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.modules.journeys.events import JourneyAbandoned, JourneyStarted, JourneyStepped, JourneySubmitted
from portreeve.modules.journeys.types.past import PastJourney

_NAMESPACE = UUID("c1b0b3a0-4d0f-5f5e-9d43-2b8c7a1e6f04")
WriteFacts = Callable[[Iterable[Recorded[Event]]], None]


@operation
def load_past(*, source: str, batch: Sequence[PastJourney], write_facts: WriteFacts, by: Actor, at: datetime) -> int:
    """Bring in a batch of past journeys as their events and facts; returns how many. One audit entry; twice is once."""
    write_facts(keep_past((event for one in batch for event in _events(source, one)), by=by))
    details: audit.Details = {"source": source[:40], "journeys": len(batch)}
    audit.append(act="journeys.loaded", subject_type="journey", subject=None, by=by, at=at, details=details)
    return len(batch)


def _events(source: str, one: PastJourney) -> Iterator[PastEvent]:
    """Yield the events of a past journey, each with an id of its own that never changes."""
    subject = uuid5(_NAMESPACE, f"{source}\0{one.key}")
    for place, (event, at) in enumerate(_happened(subject, one)):
        yield PastEvent(id=uuid5(subject, f"event {place}"), event=event, at=at, channel=one.channel)


def _happened(subject: UUID, one: PastJourney) -> Iterator[tuple[Event, datetime]]:
    """Yield what happened, evenly over the time it took."""
    started = JourneyStarted(subject=subject, service=one.service, service_version=one.version, medium=one.medium)
    yield started, one.started_at
    span = (one.ended_at - one.started_at) / (len(one.questions) + 1)
    for n, question in enumerate(one.questions, 1):
        step = JourneyStepped(subject=subject, service=one.service, question=question, revision=n)
        yield step, one.started_at + span * n
    if one.became is not None:
        sent = JourneySubmitted(
            subject=subject, service=one.service, submission=uuid5(subject, "submission"), became=one.became
        )
        yield sent, one.ended_at
    else:
        last = one.questions[-1] if one.questions else ""
        yield JourneyAbandoned(subject=subject, service=one.service, question=last, expired=True), one.ended_at

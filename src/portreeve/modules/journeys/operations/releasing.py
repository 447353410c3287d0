"""What timers do: release what was held, forget drafts that outlived their time."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor, system
from portreeve.foundation.pure.refusals import Refusal
from portreeve.modules.catalogue.types import Service, StopKind
from portreeve.modules.journeys.events import SubmissionDropped
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.operations.drafting import forget
from portreeve.modules.journeys.operations.submitting import fulfil, judge
from portreeve.modules.journeys.queries.loading import service_of, state_of
from portreeve.modules.journeys.rules import Verdict
from portreeve.modules.journeys.types import JourneyStatus

logger = logging.getLogger(__name__)
_DROPS = (StopKind.TELL, StopKind.URGENT)


def release_held(*, at: datetime, limit: int = 500) -> int:
    """Judge again every submission whose time has come: fulfil it, or drop it and tell why. Returns how many.

    It is held only once: a hold that is still true does not keep it back, a rule that fails sends it to people.
    One that cannot be released now, such as one refused by its fulfilment, stays and is tried again next time.
    """
    by = system("release-held")
    due = Submission.objects.filter(status="held", release_at__lte=at).order_by("release_at", "id")[:limit]
    released = 0
    for one in due:
        try:
            released += _release_one(one, by, at)
        except Refusal as refusal:
            logger.warning("A held submission could not be released.", extra={"code": refusal.code})
    return released


def _release_one(one: Submission, by: Actor, at: datetime) -> int:
    """Find out what is true now, then release."""
    if one.journey is None:
        return 0
    service = service_of(one)
    passing = tuple(stop.id for stop in service.stops if stop.kind is StopKind.HOLD)
    state = state_of(one.journey, by, at)
    _, judged = judge(service, replace(state, passed=(*state.passed, *passing)), at, by)
    return _release(submission=one, service=service, judged=judged, by=by, at=at)


@operation
def _release(*, submission: Submission, service: Service, judged: Verdict, by: Actor, at: datetime) -> int:
    """Fulfil or drop one held submission, if no other process has; returns how many that was."""
    row = Submission.objects.select_for_update(of=("self",)).filter(id=submission.id, status="held").first()
    if row is None:
        return 0
    if judged.stop is not None and judged.stop.kind in _DROPS and not judged.failed:
        _drop(row, judged.stop.id, by, at)
        return 1
    row.details = {**row.details, "released_at": at.isoformat(), "unjudged": judged.stop.id if judged.stop else ""}
    fulfil(row, service, by, at)
    return 1


def _drop(row: Submission, stop: str, by: Actor, at: datetime) -> None:
    """Let a held submission come to nothing; whoever is told hears why."""
    row.status, row.stop = "dropped", stop
    row.save(update_fields=["status", "stop"])
    journey = row.journey
    if journey is not None:
        journey.status, journey.reason, journey.touched_at = JourneyStatus.DROPPED, stop, at
        journey.state = {**journey.state, "answers": {}, "partial": {}, "learned": {}}
        journey.save()
    event = SubmissionDropped(
        subject=row.journey_id or row.id, service=row.service, submission=row.id, stop=stop, told=row.told_id
    )
    record(event, by=by, at=at)


def delete_expired(*, at: datetime, limit: int = 500) -> int:
    """Forget drafts whose time is over; returns how many."""
    by = system("delete-expired")
    waiting = (JourneyStatus.OPEN, JourneyStatus.STOPPED)
    due = Journey.objects.filter(status__in=waiting, expires_at__lte=at).order_by("expires_at")
    return sum(_expire(journey=row, by=by, at=at) for row in due[:limit])


@operation
def _expire(*, journey: Journey, by: Actor, at: datetime) -> int:
    """Forget one draft, if it has not been gone on with meanwhile."""
    row = Journey.objects.select_for_update(of=("self",)).filter(id=journey.id, expires_at__lte=at).first()
    if row is None or row.status not in {JourneyStatus.OPEN, JourneyStatus.STOPPED}:
        return 0
    forget(row, JourneyStatus.ABANDONED, expired=True, by=by, at=at)
    return 1


def end_withdrawn(*, service: str, at: datetime) -> int:
    """End the journeys through a service that was withdrawn; each then shows what to do instead. Returns how many."""
    by = system("end-withdrawn")
    going = (JourneyStatus.OPEN, JourneyStatus.STOPPED, JourneyStatus.WITH_PERSON)
    ids = list(Journey.objects.filter(service=service, status__in=going))
    return sum(_withdraw(journey=row, by=by, at=at) for row in ids)


@operation
def _withdraw(*, journey: Journey, by: Actor, at: datetime) -> int:
    """End one journey through a withdrawn service."""
    row = Journey.objects.select_for_update(of=("self",)).filter(id=journey.id).first()
    if row is None or row.status in {JourneyStatus.SENT, JourneyStatus.HELD}:
        return 0
    forget(row, JourneyStatus.WITHDRAWN, expired=False, by=by, at=at)
    return 1

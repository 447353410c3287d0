"""What timers do: release what was held, forget drafts that outlived their time."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.keys import api as keys
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import Actor, system
from portreeve.modules.catalogue.types import Outcome, Service, StopKind
from portreeve.modules.journeys.events import SubmissionDropped
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.operations.drafting import forget
from portreeve.modules.journeys.operations.standing import stand
from portreeve.modules.journeys.operations.submitting import fulfil, judge
from portreeve.modules.journeys.operations.troubled import put_off
from portreeve.modules.journeys.queries.loading import judged_state, service_of
from portreeve.modules.journeys.queries.outside import outside
from portreeve.modules.journeys.rules import Verdict
from portreeve.modules.journeys.rules.sealing import hidden, in_clear
from portreeve.modules.journeys.types import JourneyStatus

logger = logging.getLogger(__name__)
_DROPS = (StopKind.TELL, StopKind.URGENT)
_DRAFTS = "portreeve_journeys.Journey"


def release_held(*, at: datetime, limit: int = 500) -> int:
    """Judge again every submission whose time has come: fulfil it, or drop it and tell why. Returns how many.

    It is held only once: a hold that is still true does not keep it back, a rule that fails sends it to people.
    One that cannot be released now is put off and keeps back no other; see `troubled.put_off`.
    """
    by = system("release-held")
    due = Submission.objects.filter(status="held", release_at__lte=at).order_by("release_at", "id")[:limit]
    released = 0
    for one in due:
        try:
            released += _release_one(one, by, at)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one, those behind it are not to wait
            # The error's own text may hold what somebody said: only its code or its type is written down.
            code = getattr(error, "code", None) or type(error).__name__
            logger.warning("A held submission could not be released.", extra={"code": code, "subject": str(one.id)})
            put_off(submission=one.id, by=by, at=at)
    return released


def _release_one(one: Submission, by: Actor, at: datetime) -> int:
    """Find out what is true now, then release. One that was erased meanwhile comes to nothing."""
    service = service_of(one)
    if one.journey is None and not one.details:
        return _release(submission=one, service=service, judged=None, by=by, at=at)
    passing = tuple(stop.id for stop in service.stops if stop.kind is StopKind.HOLD)
    state = judged_state(one, by, at)
    _, judged = judge(service, replace(state, passed=(*state.passed, *passing)), at, by)
    return _release(submission=one, service=service, judged=judged, by=by, at=at)


@operation
def _release(*, submission: Submission, service: Service, judged: Verdict | None, by: Actor, at: datetime) -> int:
    """Fulfil or drop one held submission, if no other process has; returns how many that was."""
    row = Submission.objects.select_for_update(of=("self",)).filter(id=submission.id, status="held").first()
    if row is None:
        return 0
    if judged is None:
        _drop(row, service, "", by, at)
        return 1
    stop = judged.stop
    if stop is not None and stop.kind in _DROPS and not judged.failed:
        _drop(row, service, stop.id, by, at)
        return 1
    unjudged = in_clear(service, stop.id) if stop else ""
    row.details = {**row.details, "released_at": at.isoformat(), "unjudged": unjudged}
    # A stop that wants a person, or a rule that fails, is for somebody to read: a case, whatever it would have become.
    read = stop is not None and Outcome.CASE in outside().fulfilments
    fulfil(row, service, by, at, outcome=Outcome.CASE if read else None)
    return 1


def _drop(row: Submission, service: Service, stop: str, by: Actor, at: datetime) -> None:
    """Let a held submission come to nothing; whoever is told hears why."""
    row.status, row.stop = "dropped", in_clear(service, stop)
    row.details = {**row.details, "stop": hidden(service, stop, keys.seal)}
    row.save(update_fields=["status", "stop", "details"])
    journey = row.journey
    if journey is not None:
        journey.state = {**journey.state, "answers": {}, "partial": {}, "learned": {}}
        stand(journey, service, JourneyStatus.DROPPED, stop)
        journey.touched_at = at
        journey.save()
    event = SubmissionDropped(
        subject=row.journey_id or row.id, service=row.service, submission=row.id, stop=row.stop, told=row.told_id
    )
    record(event, by=by, at=at)


def delete_expired(*, at: datetime, limit: int = 500) -> int:
    """Forget drafts whose time is over, legal holds apart; returns how many. A broken one keeps back no other."""
    by = system("delete-expired")
    waiting = (JourneyStatus.OPEN, JourneyStatus.STOPPED)
    due = Journey.objects.filter(status__in=waiting, expires_at__lte=at).order_by("expires_at")
    forgotten = 0
    for row in due.iterator(chunk_size=limit):  # those that a hold keeps stay the first: they must not hide the others
        if forgotten == limit:
            break
        try:
            forgotten += _expire(journey=row, by=by, at=at)
        except Exception as error:  # noqa: BLE001 - as in release_held
            code = getattr(error, "code", None) or type(error).__name__
            logger.warning("A draft could not be forgotten.", extra={"code": code, "subject": str(row.id)})
    return forgotten


@operation
def _expire(*, journey: Journey, by: Actor, at: datetime) -> int:
    """Forget one draft, if it has not been gone on with meanwhile, nor a hold been placed on it."""
    held = personal_data.held_rows(_DRAFTS, among=(journey.id,))
    row = Journey.objects.select_for_update(of=("self",)).filter(id=journey.id, expires_at__lte=at).first()
    if row is None or row.id in held or row.status not in {JourneyStatus.OPEN, JourneyStatus.STOPPED}:
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

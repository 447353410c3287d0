"""Held submissions that cannot be released: tried again ever later, and in the end given to a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from portreeve.foundation.files import api as files
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.journeys.events import JourneyStopped
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.queries.loading import state_sent
from portreeve.modules.journeys.types import HandOverReason, JourneyStatus

MOST_TRIES = 8
_LONGEST = 60
"""Minutes between two tries at most: all of them take about two hours, so a system that is down may come back."""
_KEPT = timedelta(days=90)


@operation
def put_off(*, submission: UUID, by: Actor, at: datetime) -> None:
    """Count a try that failed and wait longer before the next; after the last one a person gets it."""
    row = Submission.objects.select_for_update(of=("self",)).filter(id=submission, status="held").first()
    if row is None:
        return
    row.tries += 1
    if row.tries >= MOST_TRIES:
        _give_to_person(row, by, at)
        return
    row.release_at = at + timedelta(minutes=min(_LONGEST, 2**row.tries))
    row.save(update_fields=["tries", "release_at"])


def _give_to_person(row: Submission, by: Actor, at: datetime) -> None:
    """Make a journey that waits for staff of what was sent, with everything in it; they send it, or say why not.

    Nothing is opened here: an answer whose key is lost must not keep the rest from being seen to.
    """
    journey = row.journey or _again(row, at)
    revision = journey.revision + 1
    journey.status, journey.reason = JourneyStatus.WITH_PERSON, HandOverReason.ERROR.value
    journey.state = {**journey.state, "wants_person": True, "checked": False, "revision": revision}
    journey.revision, journey.touched_at, journey.expires_at = revision, at, at + _KEPT
    journey.asker_id, journey.subject_id, journey.told_id = row.asker_id, row.subject_id, row.told_id
    journey.save()
    files.hand_on(was=row.id, holder=journey.id, by=by, at=at)
    row.delete()
    event = JourneyStopped(subject=journey.id, service=journey.service, stop="", reason=journey.reason)
    record(event, by=by, at=at)


def _again(row: Submission, at: datetime) -> Journey:
    """Make a journey of what was sent, its own being gone."""
    state = state_sent(row)
    new = Journey(id=uuid7(), service=row.service, version_id=row.version_id, language=row.language)
    new.channel, new.started_at, new.touched_at, new.expires_at = row.channel, row.at, at, at
    new.state = {**state, "journey": str(new.id)}
    return new

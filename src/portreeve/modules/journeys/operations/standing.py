"""What a step means for a journey's row, and the event that says so."""

from __future__ import annotations

from portreeve.modules.journeys.events import JourneyStopped
from portreeve.modules.journeys.models import Journey
from portreeve.modules.journeys.types import HandOver, JourneyStatus, Step, Tell


def status_of(step: Step) -> tuple[JourneyStatus, str]:
    """Return what a step means for a journey's row: its status, and the stop or reason."""
    if isinstance(step, Tell) and not step.goes_on:
        return JourneyStatus.STOPPED, step.stop.id
    if isinstance(step, HandOver):
        return JourneyStatus.WITH_PERSON, step.stop or step.reason.value
    return JourneyStatus.OPEN, ""


def stopped_event(row: Journey, step: Step) -> JourneyStopped:
    """Return the event that says what ended a journey or handed it on."""
    reason = step.reason.value if isinstance(step, HandOver) else "tell"
    stop = step.stop if isinstance(step, HandOver) else row.reason
    return JourneyStopped(subject=row.id, service=row.service, stop=stop, reason=reason)

"""What a step means for a journey's row, and the event that says so."""

from __future__ import annotations

from portreeve.foundation.keys import api as keys
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.events import JourneyStopped
from portreeve.modules.journeys.models import Journey
from portreeve.modules.journeys.rules.sealing import hidden, in_clear
from portreeve.modules.journeys.types import HandOver, JourneyStatus, Step, Tell


def status_of(step: Step) -> tuple[JourneyStatus, str]:
    """Return what a step means for a journey's row: its status, and the stop or reason."""
    if isinstance(step, Tell) and not step.goes_on:
        return JourneyStatus.STOPPED, step.stop.id
    if isinstance(step, HandOver):
        return JourneyStatus.WITH_PERSON, step.stop or step.reason.value
    return JourneyStatus.OPEN, ""


def stand(row: Journey, service: Service, status: JourneyStatus, reason: str) -> None:
    """Set where a journey stands and why; a stop that would tell a special answer is named only within the seal."""
    row.status, row.reason = status, in_clear(service, reason)
    if row.reason != reason:
        row.state = {**row.state, "stop": hidden(service, reason, keys.seal)}


def stopped_event(row: Journey, step: Step) -> JourneyStopped:
    """Return the event that says what ended a journey or handed it on; the row stands there already."""
    if isinstance(step, HandOver):
        stop = row.reason if step.stop else ""
        return JourneyStopped(subject=row.id, service=row.service, stop=stop, reason=step.reason.value)
    return JourneyStopped(subject=row.id, service=row.service, stop=row.reason, reason="tell")

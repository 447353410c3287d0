"""A journey as it stands now, with whatever must be found out to say so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.foundation.pure.scope import scope_of
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.models import Journey
from portreeve.modules.journeys.queries.loading import (
    OVER,
    journey_row,
    receipt_of,
    service_of,
    state_of,
    stop_of,
    what_was_sent,
)
from portreeve.modules.journeys.queries.outside import found_out
from portreeve.modules.journeys.rules import change as change_answer
from portreeve.modules.journeys.rules import next_step, take
from portreeve.modules.journeys.rules.judgement import shown
from portreeve.modules.journeys.types import (
    Done,
    HandOver,
    HandOverReason,
    InvalidAnswer,
    JourneyEnded,
    JourneyStatus,
    Need,
    Raw,
    State,
    Step,
    View,
    WithPerson,
)

MOST_NEEDS = 40
"""Needs answered for one step; a service that wants more is broken, and goes to a person."""
_GOING = (JourneyStatus.OPEN, JourneyStatus.STOPPED, JourneyStatus.WITH_PERSON)
ENDED = (JourneyStatus.ABANDONED, JourneyStatus.WITHDRAWN)


def settle(service: Service, state: State, medium: Medium, by: Actor) -> tuple[State, Step]:
    """Return the next step, with every Need on the way answered and kept. Not within a transaction."""
    for _ in range(MOST_NEEDS):
        step = next_step(service, state, medium)
        if not isinstance(step, Need):
            return state, step
        state = found_out(state, step, by)
    return state, HandOver(HandOverReason.ERROR)


def view_of(row: Journey, service: Service, step: Step) -> View:
    """Return a journey as a screen shows it."""
    sent = what_was_sent(row)
    return View(
        journey=row.id,
        step=step,
        revision=row.revision,
        service=service,
        language=row.language,
        status=JourneyStatus(row.status),
        assisted=row.staff_id is not None,
        expires_at=row.expires_at,
        receipt=receipt_of(sent) if sent else None,
    )


def step(journey: UUID, *, actor: Actor, at: datetime, medium: Medium = Medium.WEB) -> View:
    """Return where a journey stands. Raises NotFound, NotAllowed, JourneyEnded."""
    row = journey_row(journey, actor)
    ended(row, at)
    service = service_of(row)
    if row.status in OVER:
        return view_of(row, service, _over(row, service, medium))
    state, now = settle(service, state_of(row, actor, at), medium, actor)
    return view_of(row, service, now)


def turned(  # noqa: PLR0913, PLR0917 - what a reply is judged by
    service: Service, state: State, raw: Raw, medium: Medium, by: Actor
) -> State | InvalidAnswer:
    """Return a state after a reply, with every Need on the way answered; or what is wrong with the reply."""
    for _ in range(MOST_NEEDS):
        taken = take(service, state, raw, medium)
        if not isinstance(taken, Need):
            return taken
        state = found_out(state, taken, by)
    return InvalidAnswer("nothing-to-answer")


def look(  # noqa: PLR0913 - as `step`, and where to look
    journey: UUID, path: str, raw: Raw | None = None, *, actor: Actor, at: datetime, medium: Medium = Medium.WEB
) -> View | InvalidAnswer:
    """Return how a journey would stand at another question, or after a reply that only turns a page of this one.

    Nothing is kept: reading an address moves nobody, whoever else is in the journey. Raises as `step`.
    """
    row = journey_row(journey, actor)
    ended(row, at)
    service, state = service_of(row), state_of(row, actor, at)
    moved = change_answer(service, state, path, medium) if raw is None else turned(service, state, raw, medium, actor)
    if isinstance(moved, InvalidAnswer):
        return moved
    return view_of(row, service, settle(service, moved, medium, actor)[1])


def _over(row: Journey, service: Service, medium: Medium) -> Step:
    """Return what is shown of a journey that was sent: the stop that gave it to people or dropped it, else done."""
    reason = stop_of(row)
    stop = next((stop for stop in service.stops if stop.id == reason), None)
    return shown(service, stop, row.language, medium) if stop else Done()


def ended(row: Journey, at: datetime) -> None:
    """Refuse a journey that was given up, withdrawn or has outlived its time. Raises JourneyEnded."""
    status = JourneyStatus(row.status)
    if status in ENDED or (status is JourneyStatus.OPEN and row.expires_at <= at):
        raise JourneyEnded(service=row.service, status=status.value)
    if status in _GOING and catalogue.withdrawal(row.service, row.language) is not None:
        raise JourneyEnded(service=row.service, status=JourneyStatus.WITHDRAWN.value)


def with_person(*, actor: Actor, limit: int = 50) -> tuple[WithPerson, ...]:
    """Return the journeys that wait for staff, longest first, within the actor's grants. Raises NotAllowed."""
    if not actor.may("journey.assist"):
        raise NotAllowed
    rows = Journey.objects.filter(status=JourneyStatus.WITH_PERSON, staff=None)
    versions = {one: catalogue.version(one) for one in rows.values_list("version_id", flat=True).distinct()}
    within = [one for one, service in versions.items() if may_assist(service, actor)]
    found = rows.filter(version_id__in=within).order_by("touched_at")[:limit]
    return tuple(_listed(row, versions[row.version_id]) for row in found)


def may_assist(service: Service, actor: Actor) -> bool:
    """Say whether one of the actor's grants reaches the journeys through a service.

    A grant for one ward does not: where a journey belongs is not known before it is sent.
    """
    within = scope_of(actor, "journey.assist")
    return within.reaches(service=service.id, team=service.team, private=service.private)


def _listed(row: Journey, service: Service) -> WithPerson:
    """Return a journey as a row of that list."""
    return WithPerson(
        row.id, row.service, row.reason, row.touched_at, row.language, Channel(row.channel), service.private
    )

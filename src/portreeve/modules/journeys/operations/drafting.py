"""Starting a journey, and every step through it until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.files import api as files
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure import span
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys import rules
from portreeve.modules.journeys.events import JourneyAbandoned, JourneyStarted, JourneyStepped
from portreeve.modules.journeys.models import Journey
from portreeve.modules.journeys.operations.standing import stand, status_of, stopped_event
from portreeve.modules.journeys.operations.submitting import hand_over
from portreeve.modules.journeys.queries.loading import journey_row, service_of, state_of, stored, typist
from portreeve.modules.journeys.queries.viewing import ended, settle, turned, view_of
from portreeve.modules.journeys.types import (
    InvalidAnswer,
    JourneyChanged,
    JourneyEnded,
    JourneyStatus,
    Raw,
    Roles,
    State,
    Step,
    View,
)

_GOING = (JourneyStatus.OPEN, JourneyStatus.STOPPED, JourneyStatus.WITH_PERSON)


_MEDIA = {Channel.WEB: Medium.WEB, Channel.COUNTER: Medium.WEB, Channel.PHONE: Medium.VOICE}
"""What people use themselves on each channel, texts being the rest; staff always have a page."""


@operation
def start(  # noqa: PLR0913 - one journey's beginning: nothing of it can be left out
    *, service: str, language: str, channel: Channel, by: Actor, at: datetime, roles: Roles | None = None
) -> UUID:
    """Begin a journey through the published version of a service; returns its id. Raises NotFound.

    Staff who begin one for somebody are with it from the start.
    """
    version = catalogue.published(service)
    roles = roles or Roles()
    state = State(
        journey=uuid7(),
        service=version.id,
        version=version.version,
        language=language,
        channel=channel,
        now=at,
        zone=clock.council_zone().key,
        started_at=at,
        typist=typist(by),
    )
    Journey.objects.create(
        id=state.journey,
        service=version.id,
        version_id=version.version,
        language=language,
        channel=channel,
        state=stored(version, state),
        asker_id=roles.asker,
        subject_id=roles.subject,
        told_id=roles.told,
        staff_id=by.id if by.kind is ActorKind.STAFF else None,
        started_at=at,
        touched_at=at,
        expires_at=span.after(at, version.draft_life),
    )
    medium = Medium.WEB if by.kind is ActorKind.STAFF else _MEDIA.get(channel, Medium.TEXT)
    event = JourneyStarted(
        subject=state.journey,
        service=version.id,
        service_version=version.version,
        medium=medium.value,
        asker=roles.asker,
    )
    record(event, by=by, at=at)
    return state.journey


def take(*, journey: UUID, revision: int, raw: Raw, medium: Medium, by: Actor, at: datetime) -> View | InvalidAnswer:
    """Take a reply to the step that stood at `revision`; returns where the journey stands now, or what is wrong.

    Raises NotFound, NotAllowed, JourneyEnded, and JourneyChanged where the journey has moved on meanwhile.
    """
    return _turn(
        journey=journey,
        revision=revision,
        medium=medium,
        by=by,
        at=at,
        turn=lambda service, state: turned(service, state, raw, medium, by),
    )


def back(*, journey: UUID, revision: int, by: Actor, at: datetime, medium: Medium = Medium.WEB) -> View | InvalidAnswer:
    """Go back one question. Raises as `take`."""
    return _turn(
        journey=journey,
        revision=revision,
        medium=medium,
        by=by,
        at=at,
        turn=lambda service, state: rules.back(service, state, medium),
    )


def change(  # noqa: PLR0913 - as `take`
    *, journey: UUID, revision: int, path: str, by: Actor, at: datetime, medium: Medium = Medium.WEB
) -> View | InvalidAnswer:
    """Ask one answered question again, by its path from check answers. Raises as `take`."""
    return _turn(
        journey=journey,
        revision=revision,
        medium=medium,
        by=by,
        at=at,
        turn=lambda service, state: rules.change(service, state, path, medium),
    )


def change_language(  # noqa: PLR0913 - as `take`
    *, journey: UUID, revision: int, language: str, by: Actor, at: datetime, medium: Medium = Medium.WEB
) -> View | InvalidAnswer:
    """Go on in another language; what was answered stays. Raises as `take`."""
    return _turn(
        journey=journey,
        revision=revision,
        medium=medium,
        by=by,
        at=at,
        turn=lambda _, state: replace(state, language=language, revision=state.revision + 1),
    )


def pass_stop(*, journey: UUID, revision: int, stop: str, by: Actor, at: datetime) -> View | InvalidAnswer:
    """Let staff decide to go past a stop, or past a condition that cannot be run. Raises NotAllowed, as `take`.

    `stop`: a stop's id, or `question.` and the id of the question whose condition fails.
    """
    row = journey_row(journey, by)
    if row.staff_id is None or by.kind is not ActorKind.STAFF:
        raise JourneyEnded(service=row.service)
    return _turn(
        journey=journey,
        revision=revision,
        medium=Medium.WEB,
        by=by,
        at=at,
        turn=lambda _, state: replace(
            state, passed=(*state.passed, stop), wants_person=False, stopped="", revision=state.revision + 1
        ),
    )


def _turn(  # noqa: PLR0913 - what every turn of a journey needs
    *,
    journey: UUID,
    revision: int,
    medium: Medium,
    by: Actor,
    at: datetime,
    turn: Callable[[Service, State], State | InvalidAnswer],
) -> View | InvalidAnswer:
    """Work a turn out on what was read, find out what it needs, and keep it if nobody else was quicker."""
    row = journey_row(journey, by)
    ended(row, at)
    if row.revision != revision:
        raise JourneyChanged(revision=row.revision)
    service = service_of(row)
    before = state_of(row, by, at)
    moved = turn(service, before)
    if isinstance(moved, InvalidAnswer):
        return moved
    settled, step = settle(service, moved, medium, by)
    return _keep(service=service, before=before, state=settled, step=step, by=by, at=at)


@operation
def _keep(  # noqa: PLR0913 - a turn and what it led to
    *, service: Service, before: State, state: State, step: Step, by: Actor, at: datetime
) -> View:
    """Keep a turn, unless the journey has moved on since it was read. Raises JourneyChanged, JourneyEnded."""
    row = journey_row(state.journey, by, lock=True)
    if row.status not in _GOING:
        raise JourneyEnded(service=row.service, status=row.status)
    if row.revision != before.revision:
        raise JourneyChanged(revision=row.revision)
    was = row.status, row.reason
    row.state, row.revision, row.language = stored(service, state), state.revision, state.language
    stand(row, service, *status_of(step))
    row.touched_at, row.expires_at = at, span.after(at, service.draft_life)
    row.save()
    if uploads := rules.files_in(state.answers):
        files.claim(files=uploads, holder=row.id, by=by, at=at)
    answered = next((path for path, one in state.given.items() if one.revision == state.revision), "")
    stepped = JourneyStepped(subject=row.id, service=row.service, question=answered, revision=row.revision)
    record(stepped, by=by, at=at)
    if (row.status, row.reason) != was and row.status != JourneyStatus.OPEN:
        record(stopped_event(row, step), by=by, at=at)
        hand_over(row, service, state, step, by, at)
    return view_of(row, service, step)


@operation
def abandon(*, journey: UUID, by: Actor, at: datetime) -> None:
    """Give a journey up and forget its answers at once, as on a shared computer (ADG-05). Raises NotFound."""
    row = journey_row(journey, by, lock=True)
    if row.status in _GOING:
        forget(row, JourneyStatus.ABANDONED, expired=False, by=by, at=at)


def forget(row: Journey, status: JourneyStatus, *, expired: bool, by: Actor, at: datetime) -> None:
    """Empty a draft that comes to nothing, and say where it was left."""
    given = row.state.get("given", {})
    last = max(given, key=lambda path: int(given[path]["revision"]), default="")
    row.state, row.status, row.touched_at = {}, status, at
    row.save()
    row.codes.all().delete()
    files.erase_held(holder=row.id, by=by, at=at)
    record(JourneyAbandoned(subject=row.id, service=row.service, question=last, expired=expired), by=by, at=at)

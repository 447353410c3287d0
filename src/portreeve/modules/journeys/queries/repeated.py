"""Whether a reply says what a journey holds already: a form that was sent twice is no conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.queries.loading import journey_row, service_of, state_of
from portreeve.modules.journeys.queries.viewing import settle, turned
from portreeve.modules.journeys.rules import change
from portreeve.modules.journeys.types import Ask, Json, Part, Raw, State, Step

Reply = Callable[[Step], Raw]
"""Reads what was typed as the reply to a step."""


def repeated(  # noqa: PLR0913 - as taking a reply, at the place that it was written for
    *, journey: UUID, path: str, part: str, reply: Reply, medium: Medium, by: Actor, at: datetime
) -> bool:
    """Say whether taking a reply to a question would leave every answer as it is. Raises NotFound, NotAllowed.

    `path` is empty for a step that is no question; `part` is the part of a question that the form was shown for.
    Nothing is written. Asked only where a form is older than the journey: a page answered once costs nothing more.
    """
    row = journey_row(journey, by)
    service, state = service_of(row), state_of(row, by, at)
    state, now = settle(service, state, medium, by)
    if not path:
        return _chosen(state, reply(now).get("answer"))
    asked, step = settle(service, _asked_again(service, state, path, medium), medium, by)
    if not isinstance(step, Ask) or step.path != path:
        return False
    if part == Part.PICK:
        return isinstance(step.value, dict) and reply(step).get("answer") in step.value.values()
    if part == Part.MANUAL:
        by_hand = turned(service, asked, {"action": part}, medium, by)
        asked = by_hand if isinstance(by_hand, State) else asked
        asked, step = settle(service, asked, medium, by)
    taken = turned(service, asked, reply(step), medium, by)
    return isinstance(taken, State) and _held(taken, path) == _held(state, path)


def _chosen(state: State, said: object) -> bool:
    """Say whether this was chosen among likely duplicates."""
    return bool(said) and state.duplicate in {said, f"join:{said}"}


def _held(state: State, path: str) -> tuple[Mapping[str, Json], Json]:
    """Return what a reply to one question can alter of what people said."""
    return state.answers, state.partial.get(path)


def _asked_again(service: Service, state: State, path: str, medium: Medium) -> State:
    """Return the state in which a question is asked, answered or half answered as it may be."""
    asked = change(service, state, path, medium)
    if isinstance(asked, State):
        return asked
    return replace(state, partial={one: known for one, known in state.partial.items() if one != path})

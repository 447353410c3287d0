"""Going back, and changing one answer."""

from __future__ import annotations

from dataclasses import replace

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.rules.conditions import Conditions, FactWanted, RuleFailed
from portreeve.modules.journeys.rules.walk import can_ask, find, spots
from portreeve.modules.journeys.types import InvalidAnswer, State


def _visited(service: Service, state: State, medium: Medium) -> list[str]:
    """Return the paths that can be asked again here, up to the first that was never answered."""
    paths: list[str] = []
    try:
        for spot in spots(service, state, Conditions(service, state)):
            if not can_ask(spot.question, medium):
                continue
            if not spot.answered and not spot.more:
                break
            if not spot.more:
                paths.append(spot.path)
            elif not spot.answered:
                break
    except (FactWanted, RuleFailed):
        pass  # what lies beyond is not visited yet
    return paths


def back(service: Service, state: State, medium: Medium = Medium.WEB) -> State:
    """Return to the question before this one, or out of a sub-step; at the beginning only the revision changes."""
    counted = replace(state, revision=state.revision + 1)
    if state.wants_person:
        return replace(counted, wants_person=False)
    current = _current(service, state, medium)
    if current in state.partial and current in _sub_steps(state):
        return replace(counted, partial={path: one for path, one in state.partial.items() if path != current})
    visited = _visited(service, state, medium)
    before = visited[: visited.index(state.changing)] if state.changing in visited else visited
    return replace(counted, changing=before[-1] if before else state.changing, checked=False)


def _current(service: Service, state: State, medium: Medium) -> str:
    """Return the path being asked now; empty if something else is shown."""
    if state.changing:
        return state.changing
    try:
        for spot in spots(service, state, Conditions(service, state)):
            if not spot.answered and can_ask(spot.question, medium):
                return spot.path
    except (FactWanted, RuleFailed):
        pass
    return ""


def _sub_steps(state: State) -> set[str]:
    """Return the paths that are in the middle of a question asked in parts; an open group is not one."""
    return {path for path, one in state.partial.items() if not (isinstance(one, dict) and "items" in one)}


def change(service: Service, state: State, path: str, medium: Medium) -> State | InvalidAnswer:
    """Ask one answered question again, or the one that is open; none that comes later. Everything else stays."""
    try:
        spot = find(service, replace(state, changing=path), Conditions(service, state), path)
    except (FactWanted, RuleFailed):
        spot = None
    if spot is None or not (
        spot.answered or spot.more or path == _current(service, replace(state, changing=""), medium)
    ):
        return InvalidAnswer("nothing-to-answer")
    partial = {key: one for key, one in state.partial.items() if key != path or spot.more}
    return replace(
        state, changing=path, partial=partial, checked=False, wants_person=False, revision=state.revision + 1
    )

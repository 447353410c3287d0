"""Putting an answer from the outside into the state."""

from __future__ import annotations

from dataclasses import replace

from portreeve.modules.journeys.types import Json, Learned, Need, State


def learn(state: State, need: Need, value: Json) -> State:
    """Return the state with a Need answered, None being an answer too: it cannot be had now."""
    return replace(state, learned={**state.learned, need.key: Learned(value, state.now)})


def forget(state: State, path: str) -> State:
    """Return the state without what was looked up to answer one question: the picked answer holds what matters."""
    looked_up = (f"addresses/{path}/", f"streets/{path}/", f"upload/{path}/")
    kept = {key: one for key, one in state.learned.items() if not key.startswith(looked_up)}
    return replace(state, learned=kept)

"""What journeys are joined to, named by a setting so that only the wiring knows it."""

from __future__ import annotations

import logging
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.journeys.ports import Outside
from portreeve.modules.journeys.rules import learn
from portreeve.modules.journeys.types import Json, Need, State

logger = logging.getLogger(__name__)


@lru_cache(maxsize=8)
def _joined(name: str) -> Outside:
    """Return what the named function joins, once per process."""
    found = import_string(name)()
    if not isinstance(found, Outside):
        raise TypeError(f"{name} must return journeys.ports.Outside.")
    return found


def outside() -> Outside:
    """Return what journeys are joined to in this installation."""
    return _joined(settings.JOURNEYS)


def found_out(state: State, need: Need, by: Actor) -> State:
    """Return the state with a Need answered. Whatever goes wrong outside, the journey goes on: None is an answer."""
    value: Json = None
    try:
        value = outside().answers.answer(need, by=by, at=state.now)
    except Exception:
        logger.exception("A need could not be answered.", extra={"kind": need.kind.value})
    return learn(state, need, value)

"""Likely duplicates, where the service's rule allows them to be shown (design §4.3)."""

from __future__ import annotations

from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.rules.answers.fields import text_of
from portreeve.modules.journeys.rules.conditions import Conditions
from portreeve.modules.journeys.rules.walk import spots
from portreeve.modules.journeys.types import Choice, Need, NeedKind, Similar, State

_WHERE = (QuestionType.ADDRESS, QuestionType.PLACE)


def similar(service: Service, state: State, conditions: Conditions) -> Similar | Need | None:
    """Return what was found, or the Need to look; nothing where nothing is known of a place, or nothing was found."""
    where = [spot for spot in spots(service, state, conditions) if spot.question.type in _WHERE and spot.value]
    if not where:
        return None
    judged = [*where, *(spot for spot in spots(service, state, conditions) if spot.path in service.same_answers)]
    latest = max(state.given[spot.path].revision for spot in judged if spot.path in state.given)
    key = f"duplicates/{latest}"
    learned = state.learned.get(key)
    if learned is None:
        answers = {
            spot.path: spot.value for spot in spots(service, state, conditions) if spot.answered and not spot.group
        }
        return Need(key, NeedKind.DUPLICATES, {"service": service.id, "version": service.version, "answers": answers})
    found = learned.value if isinstance(learned.value, list) else []
    choices = tuple(
        Choice(text_of(one, "public_id"), text_of(one, "line"), text_of(one, "opened"))
        for one in found
        if text_of(one, "public_id")
    )
    return Similar(choices) if choices else None

"""What is sent: only answers to questions that apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.rules.conditions import Conditions
from portreeve.modules.journeys.types import Json, State


def answers_to_send(service: Service, state: State) -> dict[str, Json]:
    """Return the answers to the questions that apply; what was answered on a way not taken is not sent."""
    conditions = Conditions(service, state)
    return {
        question.id: state.answers[question.id]
        for question in service.questions
        if question.id in state.answers and conditions.applies(question)
    }


def files_in(answers: Mapping[str, Json]) -> tuple[UUID, ...]:
    """Return the ids of the files among answers, within groups too."""
    return tuple(UUID(one) for one in _files(dict(answers)))


def _files(value: Json) -> Iterator[str]:
    """Yield what stands under `file` anywhere in an answer."""
    if isinstance(value, dict):
        found = value.get("file")
        if isinstance(found, str):
            yield found
        for inner in value.values():
            yield from _files(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _files(inner)

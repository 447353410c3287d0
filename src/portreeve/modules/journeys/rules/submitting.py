"""What is sent: only answers to questions that apply."""

from __future__ import annotations

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

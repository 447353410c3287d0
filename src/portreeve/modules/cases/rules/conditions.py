"""Conditions of routes, run on the answers as they were sent. One that cannot be run does not hold: the team stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from portreeve.foundation.expressions.api import ExpressionFailed, evaluate, now_bindings
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.types import Json


def judge(
    service: Service, answers: Mapping[str, Json], *, facts: Mapping[str, Json], now: datetime
) -> Callable[[str], bool]:
    """Return what judges a condition. `now` is council-local; `facts` are what the journey learned, by its keys."""
    bound: dict[str, Any] = {question.id: answers.get(question.id) for question in service.questions}
    for key, value in facts.items():
        _bind_fact(bound, key, value)
    bound["now"] = now_bindings(now)

    def holds(condition: str) -> bool:
        try:
            return evaluate(condition, bound)
        except ExpressionFailed:
            return False

    return holds


def _bind_fact(bound: dict[str, Any], key: str, value: Json) -> None:
    """Put a fact, kept under `fact/<question>.<name>/<revision>`, where conditions read it; a later one wins."""
    kind, _, rest = key.partition("/")
    question, _, name = rest.partition("/")[0].partition(".")
    answer = bound.get(question)
    if kind == "fact" and name and isinstance(answer, dict):
        bound[question] = {**answer, name: value}

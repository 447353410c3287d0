"""Conditions of routes, run on the answers as they were sent. One that cannot be run does not hold: the team stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import cel

from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.types import Json

_KNOWN: Final = re.compile(r"\bknown\(\s*([A-Za-z0-9_.]+)\s*\)")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def judge(
    service: Service, answers: Mapping[str, Json], *, facts: Mapping[str, Json], now: datetime
) -> Callable[[str], bool]:
    """Return what judges a condition. `now` is council-local; `facts` are what the journey learned, by its keys."""
    bound: dict[str, Any] = {question.id: answers.get(question.id) for question in service.questions}
    for key, value in facts.items():
        _bind_fact(bound, key, value)
    bound["now"] = {
        "date": now.date().isoformat(), "hour": now.hour, "minute": now.minute, "weekday": _WEEKDAYS[now.weekday()],
    }  # fmt: skip

    def known(path: str) -> bool:
        value: Any = bound
        for part in path.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value is not None and value != ""

    def holds(condition: str) -> bool:
        try:
            context = cel.Context(variables=bound, functions={"known": known})
            return _program(condition).execute(context) is True
        except Exception:  # noqa: BLE001 - whatever the library raises, the condition does not hold
            return False

    return holds


@lru_cache(maxsize=1024)
def _program(condition: str) -> cel.Program:
    """Compile a condition; `known(a.b)` becomes `known("a.b")`, so that nothing on the way need be there."""
    return cel.compile(_KNOWN.sub(r'known("\1")', condition))


def _bind_fact(bound: dict[str, Any], key: str, value: Json) -> None:
    """Put a fact, kept under `fact/<question>.<name>/<revision>`, where conditions read it; a later one wins."""
    kind, _, rest = key.partition("/")
    question, _, name = rest.partition("/")[0].partition(".")
    answer = bound.get(question)
    if kind == "fact" and name and isinstance(answer, dict):
        bound[question] = {**answer, name: value}

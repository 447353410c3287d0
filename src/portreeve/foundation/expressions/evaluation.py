"""Evaluates conditions over plain maps. Compiled once per process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import cel

from portreeve.foundation.expressions.parser import parse
from portreeve.foundation.expressions.types import ExpressionFailed, ExpressionRefused
from portreeve.foundation.expressions.writer import names, write

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> tuple[Any, frozenset[str]]:
    """Return the library's program and the names it needs. Raises ExpressionRefused."""
    tree = parse(expression)
    try:
        return cel.compile(write(tree)), names(tree)
    except ValueError as error:
        raise ExpressionRefused("This condition cannot be read.", 0) from error


def evaluate(expression: str, bindings: Mapping[str, Any]) -> bool:
    """Say whether a condition holds. A name that is not bound is null.

    `bindings` holds plain values only: bool, int, str, None, and lists and maps of them.
    Raises ExpressionFailed for anything that goes wrong, and for an answer that is not true or false.
    """
    try:
        program, needed = _compiled(expression)
        value = program.execute({name: bindings.get(name) for name in needed})
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise ExpressionFailed(expression, type(error).__name__) from error
    if not isinstance(value, bool):
        raise ExpressionFailed(expression, "not true or false")
    return value


def now_bindings(local: datetime) -> dict[str, str | int]:
    """Return what `now` is in a condition, from the council-local time."""
    return {
        "date": local.date().isoformat(),
        "hour": local.hour,
        "minute": local.minute,
        "weekday": WEEKDAYS[local.weekday()],
    }

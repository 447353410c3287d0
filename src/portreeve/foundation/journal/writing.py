"""The shape of every write: one transaction, a known actor, a given time, and what it leaves behind."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction

from portreeve.foundation.audit import api as audit
from portreeve.foundation.observe import api as observe
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.events import Event
from portreeve.foundation.pure.refusals import Refusal

P = ParamSpec("P")
R = TypeVar("R")


class WrongOperation(TypeError):
    """An operation is not written, or not called, as operations are: see CONTRIBUTING.md."""


def operation(act: Callable[P, R]) -> Callable[P, R]:
    """Make a function a write: keyword-only, `by` an Actor, `at` an aware UTC time, all of it in one transaction.

    Inside another operation it takes part in that one's transaction, and undoes only its own part if it refuses and
    the outer one goes on; but not in a relay's first try at a batch, which any failure undoes as a whole. Each call is
    counted as done, refused or failed. Raises WrongOperation.
    """
    name = _checked_name(act)

    @wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        _check_call(name, kwargs)
        outcome = "failed"
        try:
            with transaction.atomic(savepoint=not outbox.undone_as_a_whole()):
                answer = act(*args, **kwargs)
            outcome = "done"
            return answer
        except Refusal:
            outcome = "refused"
            raise
        finally:
            observe.OPERATIONS.labels(name, outcome).inc()

    return run


def record(event: Event, *, by: Actor, at: datetime, details: audit.Details | None = None) -> UUID:
    """Write down what happened, with its change: one audit entry and one event; returns the event's id.

    Raises WrongOperation outside a transaction: what is recorded apart from its change may be true without it.
    """
    if not connection.in_atomic_block:
        raise WrongOperation(f"{event.kind} was recorded outside a transaction; call record() in an @operation.")
    new = outbox.emit(event, by=by, at=at)
    subject_type = event.kind.partition(".")[0]
    audit.append(act=event.kind, subject_type=subject_type, subject=event.subject, by=by, at=at, details=details)
    return new


def _checked_name(act: Callable[..., Any]) -> str:
    """Return the operation's name in metrics, such as `cases.close_case`, once its signature is as it should be."""
    parameters = inspect.signature(act).parameters
    if any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()) or not {"by", "at"} <= set(parameters):
        raise WrongOperation(f"{act.__qualname__} must take keyword arguments only, among them `by` and `at`.")
    parts = act.__module__.split(".")
    return f"{parts[2] if len(parts) > 2 else parts[0]}.{act.__name__}"


def _check_call(name: str, arguments: dict[str, Any]) -> None:
    if not isinstance(arguments.get("by"), Actor):
        raise WrongOperation(f"{name}: `by` must be an Actor.")
    at = arguments.get("at")
    if not isinstance(at, datetime) or at.tzinfo is None or at.utcoffset() != datetime.now(UTC).utcoffset():
        raise WrongOperation(f"{name}: `at` must be an aware time in UTC, such as clock.now().")

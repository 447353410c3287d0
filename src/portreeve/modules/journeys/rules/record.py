"""A journey's state as JSON and back, so that it can be stored and read by another process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.journeys.types import Given, Json, Learned, State


def state_to_json(state: State) -> dict[str, Json]:
    """Return the state as plain JSON. `now` and `typist` are left out: the shell sets them afresh."""
    return {
        "journey": str(state.journey),
        "service": state.service,
        "version": state.version,
        "language": state.language,
        "channel": state.channel.value,
        "zone": state.zone,
        "started_at": state.started_at.isoformat(),
        "answers": dict(state.answers),
        "partial": dict(state.partial),
        "learned": {key: {"value": one.value, "at": one.at.isoformat()} for key, one in state.learned.items()},
        "given": {path: _given(one) for path, one in state.given.items()},
        "told": list(state.told),
        "changing": state.changing,
        "checked": state.checked,
        "wants_person": state.wants_person,
        "passed": list(state.passed),
        "stopped": state.stopped,
        "failed": state.failed,
        "duplicate": state.duplicate,
        "revision": state.revision,
    }


def _given(one: Given) -> dict[str, Json]:
    """Return who gave an answer as JSON."""
    return {"at": one.at.isoformat(), "by": one.by, "medium": one.medium, "revision": one.revision}


def state_from_json(stored: Mapping[str, Any], *, now: datetime, typist: str = "resident") -> State:
    """Return the state that was stored, as of now."""
    return State(
        journey=UUID(stored["journey"]),
        service=stored["service"],
        version=stored["version"],
        language=stored["language"],
        channel=Channel(stored["channel"]),
        now=now,
        zone=stored["zone"],
        started_at=datetime.fromisoformat(stored["started_at"]),
        answers=stored["answers"],
        partial=stored["partial"],
        learned={
            key: Learned(one["value"], datetime.fromisoformat(one["at"])) for key, one in stored["learned"].items()
        },
        given={
            path: Given(datetime.fromisoformat(one["at"]), one["by"], one["medium"], one["revision"])
            for path, one in stored["given"].items()
        },
        typist=typist,
        told=tuple(stored["told"]),
        changing=stored["changing"],
        checked=stored["checked"],
        wants_person=stored["wants_person"],
        passed=tuple(stored["passed"]),
        stopped=stored["stopped"],
        failed=stored.get("failed", False),
        duplicate=stored["duplicate"],
        revision=stored["revision"],
    )

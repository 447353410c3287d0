"""Services and states for tests of the engine, made in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.modules.catalogue.types import (
    Before,
    Duplicates,
    Outcome,
    Promise,
    Question,
    QuestionType,
    Service,
    Stop,
    StopKind,
    Tier,
    Verb,
    Words,
)
from portreeve.modules.journeys.rules import learn, next_step, take
from portreeve.modules.journeys.types import InvalidAnswer, Json, Need, NeedKind, State, Step

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
ADDRESS: Json = {
    "uprn": "1",
    "line": "4 Quay Street, HV1 2AB",
    "postcode": "HV1 2AB",
    "ward": "Q",
    "street": "9",
    "lat": 1.5,
    "long": -1.5,
}
STREET: Json = {"usrn": "9", "name": "Quay Street", "ward": "Q", "lat": 1.5, "long": -1.5}


def question(id: str, type: QuestionType = QuestionType.TEXT, **more: Any) -> Question:
    """Make a question."""
    return Question(id=id, type=type, **more)


def stop(id: str, when: str, kind: StopKind = StopKind.TELL, **more: Any) -> Stop:
    """Make a stop."""
    return Stop(id=id, when=when, kind=kind, **more)


def service(*questions: Question, stops: tuple[Stop, ...] = (), **more: Any) -> Service:
    """Make a service of questions, each worded by its own id."""
    text: dict[str, str] = {"name": "A service", "next": "We will look."}
    for one in questions:
        text[f"question.{one.id}"] = f"Ask {one.id}?"
        text |= {f"question.{one.id}.option.{option}": option.title() for option in one.options}
        text |= {f"question.{one.id}.{child.id}": f"Ask {child.id}?" for child in one.questions}
    text |= {f"stop.{one.id}": f"Told {one.id}." for one in stops}
    given: dict[str, Any] = {
        "id": "a-service",
        "format": 1,
        "version": "v",
        "verb": Verb.REPORT,
        "outcome": Outcome.CASE,
        "team": "t",
        "tier": Tier.SIMPLE,
        "promise": Promise(),
        "before": Before(),
        "otherwise": (),
        "questions": questions,
        "words": {"en": Words("en", text)},
        "stops": stops,
        "duplicates": Duplicates.NEVER,
    }
    return Service(**(given | more))


def begin(of: Service, *, at: datetime = NOON, language: str = "en") -> State:
    """Begin a journey."""
    return State(
        journey=UUID(int=1),
        service=of.id,
        version=of.version,
        language=language,
        channel=Channel.WEB,
        now=at,
        zone="Europe/London",
        started_at=at,
    )


def nobody_knows(need: Need) -> Json:
    """Answer no need at all."""
    return None


def somebody_knows(need: Need) -> Json:
    """Answer every need with one thing of its kind."""
    known: Mapping[NeedKind, Json] = {
        NeedKind.ADDRESSES: [ADDRESS],
        NeedKind.STREETS: [STREET],
        NeedKind.UPLOAD: {"file": "f", "name": "bin.jpg", "kind": "image/jpeg"},
        NeedKind.FACT: {"due_today": True, "emptied": False},
        NeedKind.DUPLICATES: [
            {"public_id": "ABC", "line": "Quay Street", "opened": "2026-03-01", "status": "received"}
        ],
    }
    return known[need.kind]


Answering = Callable[[Need], Json]


def settled(
    of: Service, state: State, medium: Medium = Medium.WEB, knows: Answering = somebody_knows
) -> tuple[State, Step]:
    """Return the next step with needs answered."""
    for _ in range(50):
        step = next_step(of, state, medium)
        if not isinstance(step, Need):
            return state, step
        state = learn(state, step, knows(step))
    raise AssertionError("A journey asked for fifty things at once.")


def reply(
    of: Service, state: State, raw: Mapping[str, Any], medium: Medium = Medium.WEB, knows: Answering = somebody_knows
) -> State | InvalidAnswer:
    """Take a reply with needs answered."""
    for _ in range(50):
        taken = take(of, state, raw, medium)
        if not isinstance(taken, Need):
            return taken
        state = learn(state, taken, knows(taken))
    raise AssertionError("A reply asked for fifty things at once.")


def after(
    of: Service,
    state: State,
    *raws: Mapping[str, Any],
    medium: Medium = Medium.WEB,
    knows: Answering = somebody_knows,
) -> State:
    """Return the state after replies that must all be right."""
    for raw in raws:
        taken = reply(of, state, raw, medium, knows)
        assert isinstance(taken, State), (raw, taken)
        state = taken
    return state

"""Taking a reply: the same state and the same reply always give the same state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.rules import groups
from portreeve.modules.journeys.rules.answers import TYPES
from portreeve.modules.journeys.rules.answers.asked import Answered, Outcome, Partly
from portreeve.modules.journeys.rules.answers.fields import read
from portreeve.modules.journeys.rules.back import back, change
from portreeve.modules.journeys.rules.conditions import Conditions, RuleFailed, reads
from portreeve.modules.journeys.rules.engine import asked_of, next_step
from portreeve.modules.journeys.rules.learning import forget
from portreeve.modules.journeys.rules.walk import Spot, find, items_of
from portreeve.modules.journeys.types import Ask, Check, Given, InvalidAnswer, Json, Need, Raw, Similar, State, Tell

MOST_FIELDS = 100


def take(service: Service, state: State, raw: Raw, medium: Medium) -> State | InvalidAnswer | Need:
    """Return the state after a reply, what is wrong with it, or what must be found out first."""
    action = read(raw, "action", limit=100)
    if isinstance(action, InvalidAnswer) or len(raw) > MOST_FIELDS:
        return InvalidAnswer("unreadable")
    if action in _ANYWHERE:
        return _ANYWHERE[action](service, state, raw, medium)
    step = next_step(service, state, medium)
    if isinstance(step, Ask):
        return _answer(service, state, step, raw, medium)
    return step if isinstance(step, Need) else _turn(state, step, raw, action)


def _to_change(service: Service, state: State, raw: Raw, medium: Medium) -> State | InvalidAnswer:
    """Ask one answered question again."""
    path = read(raw, "path", limit=200)
    return path if isinstance(path, InvalidAnswer) else change(service, state, path, medium)


_ANYWHERE: Mapping[str, Callable[[Service, State, Raw, Medium], State | InvalidAnswer]] = {
    "person": lambda _, state, _raw, _medium: replace(state, wants_person=True, revision=state.revision + 1),
    "back": lambda service, state, _raw, medium: back(service, state, medium),
    "change": _to_change,
}
"""What can be done whatever is shown."""


def _turn(state: State, step: object, raw: Raw, action: str) -> State | InvalidAnswer:
    """Take a reply to something other than a question."""
    if isinstance(step, Tell) and step.goes_on:
        return replace(state, told=(*state.told, step.stop.id), revision=state.revision + 1)
    if isinstance(step, Check) and action == "send":
        return replace(state, checked=True, revision=state.revision + 1)
    if isinstance(step, Similar):
        return _joined(state, step, raw)
    return InvalidAnswer("nothing-to-answer")


def _joined(state: State, step: Similar, raw: Raw) -> State | InvalidAnswer:
    """Take what was chosen among likely duplicates."""
    said = read(raw, "answer", limit=100)
    if isinstance(said, InvalidAnswer):
        return said
    if not said:
        return InvalidAnswer("missing", part="answer")
    if said != "apart" and said not in {choice.code for choice in step.found}:
        return InvalidAnswer("unknown-option", part="answer")
    duplicate = said if said == "apart" else f"join:{said}"
    return replace(state, duplicate=duplicate, revision=state.revision + 1)


def _answer(service: Service, state: State, step: Ask, raw: Raw, medium: Medium) -> State | InvalidAnswer | Need:
    """Take a reply to a question or a part of it."""
    spot = find(service, state, Conditions(service, state), step.path)
    assert spot is not None  # noqa: S101 - the step was made from it
    if spot.more:
        filled = groups.take(state, spot, raw, step.choices)
        return filled if isinstance(filled, InvalidAnswer) else _counted(service, state, filled, spot, medium)
    outcome: Outcome = InvalidAnswer("missing", part="answer")
    if raw.get("action") != "skip":
        outcome = TYPES[spot.question.type].take(asked_of(service, state, spot, medium), raw)
    if isinstance(outcome, InvalidAnswer) and outcome.code == "missing" and spot.question.optional:
        outcome = Answered(None)
    if isinstance(outcome, Partly):
        return _partly(state, spot, outcome.value)
    return put(service, state, spot, outcome.value, medium) if isinstance(outcome, Answered) else outcome


def _partly(state: State, spot: Spot, value: Json) -> State:
    """Keep what is known of a question that needs more than one reply."""
    partial = {path: one for path, one in state.partial.items() if path != spot.path}
    if value is not None:
        partial[spot.path] = value
    return replace(state, partial=partial, revision=state.revision + 1)


def put(service: Service, state: State, spot: Spot, value: Json, medium: Medium) -> State:
    """Put an answer in its place, with who gave it and when; what depended on the old one is undone."""
    partial = {path: one for path, one in state.partial.items() if path != spot.path}
    answers = dict(state.answers)
    if spot.group:
        _put_item(state, spot, value, answers, partial)
    else:
        answers[spot.path] = value
    changed = replace(forget(state, spot.path), answers=answers, partial=partial, changing="")
    return _counted(service, state, changed, spot, medium, same=spot.answered and spot.value == value)


def _put_item(state: State, spot: Spot, value: Json, answers: dict[str, Json], partial: dict[str, Json]) -> None:
    """Put an answer into its repeat, in the group being filled or in the finished one."""
    items = items_of(state, spot.group)
    while len(items) < spot.item:
        items.append({})
    items[spot.item - 1] = {**items[spot.item - 1], spot.question.id: value}
    if spot.group in answers and spot.group not in partial:
        answers[spot.group] = list[Json](items)
    else:
        partial[spot.group] = {"items": list[Json](items)}


def _counted(service: Service, before: State, after: State, spot: Spot, medium: Medium, *, same: bool = False) -> State:
    """Count a change: note who gave it and when, and undo what was decided on the old answer."""
    revision = before.revision + 1
    given = {**after.given, spot.path: Given(before.now, before.typist, medium.value, revision)}
    stale = f"fact/{spot.group or spot.path}."
    learned = {key: one for key, one in after.learned.items() if not key.startswith(stale)}
    counted = replace(after, given=given, learned=learned, revision=revision)
    if same:
        return counted
    another = spot.question.type in {QuestionType.ADDRESS, QuestionType.PLACE} or spot.path in service.same_answers
    return replace(
        counted,
        checked=False,
        stopped="",
        told=tuple(stop for stop in after.told if not _reads(service, stop, spot.group or spot.question.id)),
        duplicate="" if another else after.duplicate,
    )


def _reads(service: Service, stop_id: str, name: str) -> bool:
    """Say whether a stop reads a question."""
    try:
        return any(stop.id == stop_id and name in reads(stop.when) for stop in service.stops)
    except RuleFailed:
        return False

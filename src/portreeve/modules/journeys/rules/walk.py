"""The questions of a service in the order they are asked, repeats of groups included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Question, QuestionType, Service
from portreeve.modules.journeys.rules.answers import TYPES
from portreeve.modules.journeys.rules.conditions import Conditions
from portreeve.modules.journeys.types import Json, State

MOST_REPEATS = 10
"""Of a group whose file names no `at_most`: a journey must end."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where something is asked: a question, a question within one repeat, or a group's "add another?"."""

    question: Question
    path: str
    answered: bool
    value: Json = None
    group: str = ""
    item: int = 0
    """From 1, within a group."""
    more: bool = False

    @property
    def words(self) -> str:
        """Key of the question's wording: repeats share theirs."""
        return f"question.{self.group}.{self.question.id}" if self.group else f"question.{self.question.id}"


def can_ask(question: Question, medium: Medium) -> bool:
    """Say whether a medium can ask a question; a group, if it can ask all that must be answered in it."""
    if question.type is QuestionType.GROUP:
        return all(child.optional or can_ask(child, medium) for child in question.questions)
    return TYPES[question.type].can_ask(question, medium)


def items_of(state: State, group: str) -> list[dict[str, Json]]:
    """Return the repeats of a group, finished or not."""
    partial = state.partial.get(group)
    kept: Json = partial.get("items") if isinstance(partial, dict) else state.answers.get(group)
    return [dict(item) for item in kept if isinstance(item, dict)] if isinstance(kept, list) else []


def least_repeats(question: Question) -> int:
    """Return how many repeats a group needs."""
    return int(question.at_least) if question.at_least.isdigit() else (0 if question.optional else 1)


def most_repeats(question: Question) -> int:
    """Return how many repeats a group may have."""
    return int(question.at_most) if question.at_most.isdigit() else MOST_REPEATS


def spots(service: Service, state: State, conditions: Conditions) -> Iterator[Spot]:
    """Go through every spot that applies, in order. Raises FactWanted, RuleFailed as it comes to them."""
    for question in service.questions:
        yield from spots_of(state, question, conditions)


def spots_of(state: State, question: Question, conditions: Conditions) -> Iterator[Spot]:
    """Go through the spots of one question of the service; none if it does not apply."""
    if not conditions.applies(question):
        return
    if question.type is not QuestionType.GROUP:
        yield Spot(question, question.id, question.id in state.answers, state.answers.get(question.id))
        return
    yield from _group(state, question, conditions)


def _group(state: State, group: Question, conditions: Conditions) -> Iterator[Spot]:
    """Go through the repeats of a group and, while it is being filled, its "add another?"."""
    items = items_of(state, group.id)
    filling = group.id in state.partial or group.id not in state.answers
    if filling and len(items) < least_repeats(group):
        items = [*items, {}]
    for number, item in enumerate(items, start=1):
        yield from _children(group, number, item, conditions)
    if filling or state.changing == group.id:
        yield Spot(group, group.id, answered=False, value=list[Json](items), more=True)


def _children(group: Question, number: int, item: Mapping[str, Json], conditions: Conditions) -> Iterator[Spot]:
    """Go through the questions of one repeat."""
    so_far: dict[str, Json] = {child.id: None for child in group.questions}
    for child in group.questions:
        if child.when and not conditions.holds(child.when, item=so_far):
            continue
        so_far[child.id] = item.get(child.id)
        path = f"{group.id}.{number}.{child.id}"
        yield Spot(child, path, child.id in item, item.get(child.id), group.id, number)


def find(service: Service, state: State, conditions: Conditions, path: str) -> Spot | None:
    """Return the spot with this path, if it applies now."""
    return next((spot for spot in spots(service, state, conditions) if spot.path == path), None)


def labels_of(
    service: Service, spot_words: str, options: Sequence[str], language: str, *, spoken: bool
) -> dict[str, str]:
    """Return the labels of a question's options."""
    return {o: service.text(f"{spot_words}.option.{o}", language, spoken=spoken) or o for o in options}


def hints_of(service: Service, spot_words: str, options: Sequence[str], language: str) -> dict[str, str]:
    """Return the hints of those of a question's options that have one."""
    hints = {o: service.text(f"{spot_words}.option.{o}.hint", language) for o in options}
    return {option: hint for option, hint in hints.items() if hint}

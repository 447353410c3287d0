"""Check answers: every answer as people read it, each with where to change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Question, QuestionType, Service
from portreeve.modules.journeys.rules.answers import TYPES
from portreeve.modules.journeys.rules.answers.asked import Shown
from portreeve.modules.journeys.rules.conditions import Conditions
from portreeve.modules.journeys.rules.walk import Spot, can_ask, labels_of, spots_of
from portreeve.modules.journeys.rules.wording import word
from portreeve.modules.journeys.types import CheckRow, Json, State, Submission


def rows(service: Service, state: State, conditions: Conditions, medium: Medium) -> tuple[CheckRow, ...]:
    """Return a row for every question that applies and that this medium can ask or that was answered elsewhere."""
    found: list[CheckRow] = []
    for question in service.questions:
        for spot in spots_of(state, question, conditions):
            if spot.answered or can_ask(spot.question, medium):
                found.append(_row(service, state, spot, medium))
        if question.type is QuestionType.GROUP and question.id in state.answers and conditions.applies(question):
            found.append(_count(service, state, question.id))
    return tuple(found)


def _row(service: Service, state: State, spot: Spot, medium: Medium) -> CheckRow:
    """Return one answer's row."""
    label = service.text(spot.words, state.language)
    return CheckRow(spot.path, label, shown(service, state, spot.words, spot, medium), spot.path)


def _count(service: Service, state: State, group: str) -> CheckRow:
    """Return the row of a group itself, where repeats are added and taken out."""
    items = state.answers[group]
    count = len(items) if isinstance(items, list) else 0
    label = service.text(f"question.{group}", state.language)
    value = word("added", state.language).format(count=count) if count else word("not_provided", state.language)
    return CheckRow(group, label, value, group)


def shown(service: Service, state: State, words: str, spot: Spot, medium: Medium) -> str:
    """Return an answer as people read it."""
    value: Json = spot.value
    if value is None:
        return word("not_provided", state.language)
    labels = labels_of(service, words, spot.question.options, state.language, spoken=medium is Medium.VOICE)
    return TYPES[spot.question.type].show(Shown(value, state.language, labels))


def read_out(service: Service, submission: Submission) -> dict[str, str]:
    """Return what was sent as people read it, question to answer, in the language of the service's own file."""
    return {said.label: said.text for said in said_in(service, submission)}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as people read it."""

    label: str
    text: str
    path: str
    """Its question's id, or the group's and its own."""
    question: Question


def said_in(service: Service, submission: Submission) -> Iterator[Said]:
    """Yield what was sent as people read it, in the order of the service's questions."""
    for question in service.questions:
        answer = submission.answers.get(question.id)
        if answer is None:
            continue
        if question.type is QuestionType.GROUP:
            yield from _repeats(service, question, answer)
            continue
        label = service.text(f"question.{question.id}", service.language)
        yield Said(label, read_answer(service, question, "", answer, service.language), question.id, question)


def _repeats(service: Service, group: Question, answer: Json) -> Iterator[Said]:
    """Yield a group's repeats, each label with its number."""
    for number, item in enumerate(answer if isinstance(answer, list) else [], start=1):
        for child in group.questions:
            value = item.get(child.id) if isinstance(item, dict) else None
            if value is not None:
                label = service.text(f"question.{group.id}.{child.id}", service.language)
                text = read_answer(service, child, f"{group.id}.", value, service.language)
                yield Said(f"{label} ({number})", text, f"{group.id}.{child.id}", child)


def read_answer(service: Service, question: Question, within: str, value: Json, language: str) -> str:
    """Return one answer as people read it; `within` is empty, or a group's id and a dot."""
    labels = labels_of(service, f"question.{within}{question.id}", question.options, language, spoken=False)
    return TYPES[question.type].show(Shown(value, language, labels))

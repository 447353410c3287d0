"""Checks every condition of a service: that it can be trusted, and that it can come about."""

from __future__ import annotations

from collections.abc import Iterable

from portreeve.foundation.expressions.api import evaluate, names, parse
from portreeve.modules.catalogue.rules.conditions.possible import Answers
from portreeve.modules.catalogue.rules.conditions.things import Thing, scope, thing_of
from portreeve.modules.catalogue.rules.conditions.walk import fault_of
from portreeve.modules.catalogue.rules.read.draft import Draft
from portreeve.modules.catalogue.types import FactDeclaration, Question, Stop, StopKind

ENDS = frozenset({StopKind.TELL, StopKind.URGENT, StopKind.PERSON})
"""The stops after which a journey does not go on."""


def check_conditions(draft: Draft, facts: tuple[FactDeclaration, ...]) -> None:
    """Walk every condition; where all can be trusted, look for what can never come about."""
    _walk_questions(draft, facts)
    whole = scope(draft.service.questions, facts)
    for stop in draft.service.stops:
        _walk(draft, stop.when, stop.line, whole)
    for route in draft.service.routes:
        _walk(draft, route.when, route.line, whole)
    if not any(problem.blocks for problem in draft.problems.found):
        _check_possible(draft, whole)


def _walk_questions(draft: Draft, facts: tuple[FactDeclaration, ...]) -> None:
    """Walk the conditions of questions, each of which may name only what was asked before it."""
    earlier: dict[str, Thing] = scope((), facts)
    every = [question.id for question in draft.service.questions]
    for place, question in enumerate(draft.service.questions):
        _walk(draft, question.when, question.line, earlier, frozenset(every[place:]))
        inside = dict(earlier)
        for number, child in enumerate(question.questions):
            siblings = frozenset(other.id for other in question.questions[number:])
            _walk(draft, child.when, child.line, inside, frozenset(every[place:]) | siblings)
            inside[child.id] = thing_of(child, facts)
        earlier[question.id] = thing_of(question, facts)


def _walk(draft: Draft, when: str, line: int, known: dict[str, Thing], later: frozenset[str] = frozenset()) -> None:
    """Walk one condition, if there is one."""
    fault = fault_of(when, known, later) if when else None
    if fault is not None:
        draft.problems.add(line, fault.code, fault.text)


def _check_possible(draft: Draft, whole: dict[str, Thing]) -> None:
    """Look for questions, stops and routes that never come about, and for stops that always do."""
    service = draft.service
    for place, question in enumerate(service.questions):
        asked = {other.id for other in service.questions[:place]}
        if not _can_be_asked(question, service.questions, _stops_within(service.stops, asked), whole):
            text = f"The question `{question.id}` can never be asked: its condition or an earlier stop rules it out."
            draft.problems.add(question.line, "question-unreachable", f"{text} Mend the condition or remove it.")
    for place, stop in enumerate(service.stops):
        _check_stop(draft, stop, service.stops[:place], whole)
    for route in service.routes:
        answers = Answers(service.questions, whole, [route.when])
        if answers.countable() and not any(evaluate(route.when, each) for each in answers.all()):
            text = f"The route to `{route.team}` can never be taken. Mend its condition or remove it."
            draft.problems.add(route.line, "never-true", text)


def _stops_within(stops: Iterable[Stop], asked: set[str]) -> list[Stop]:
    """Return the stops that end a journey and are judged by the time these questions were asked."""
    return [stop for stop in stops if stop.kind in ENDS and names(parse(stop.when)) - {"now"} <= asked]


def _can_be_asked(
    question: Question, questions: tuple[Question, ...], stops: list[Stop], whole: dict[str, Thing]
) -> bool:
    """Say whether some way through the service comes to a question; true also where there are too many to tell."""
    if not question.when and not stops:
        return True
    for blocking in (stops, []):
        conditions = [question.when, *(stop.when for stop in blocking)]
        answers = Answers(questions, whole, conditions)
        if answers.countable():
            return any(
                (not question.when or evaluate(question.when, each))
                and not any(evaluate(stop.when, each) for stop in blocking)
                for each in answers.all()
            )
    return True


def _check_stop(draft: Draft, stop: Stop, earlier: tuple[Stop, ...], whole: dict[str, Thing]) -> None:
    """Check that a stop can run, and that it does not stop everybody."""
    questions = draft.service.questions
    own = names(parse(stop.when))
    before = [other for other in _stops_within(earlier, set(own)) if names(parse(other.when)) <= own]
    answers = Answers(questions, whole, [stop.when, *(other.when for other in before)])
    if not answers.countable():
        return
    runs = [evaluate(stop.when, each) and not any(evaluate(o.when, each) for o in before) for each in answers.all()]
    if not any(runs):
        text = f"The stop `{stop.id}` can never run: its condition never holds, or an earlier stop always comes first."
        draft.problems.add(stop.line, "never-true", f"{text} Mend the condition or remove it.")
    elif stop.kind in ENDS and all(runs):
        text = f"The stop `{stop.id}` stops everybody: its condition always holds. Mend it, or nobody gets through."
        draft.problems.add(stop.line, "stops-everybody", text)

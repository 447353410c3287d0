"""What comes next: a pure function of a service and of what is known."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Duplicates, QuestionType, Service
from portreeve.modules.journeys.rules import groups, judgement
from portreeve.modules.journeys.rules.answers import TYPES
from portreeve.modules.journeys.rules.answers.asked import Asked, Fields
from portreeve.modules.journeys.rules.checking import rows
from portreeve.modules.journeys.rules.conditions import Conditions, FactWanted, RuleFailed
from portreeve.modules.journeys.rules.similar import similar
from portreeve.modules.journeys.rules.walk import Spot, can_ask, find, hints_of, labels_of, spots_of
from portreeve.modules.journeys.types import (
    Ask,
    Check,
    Done,
    HandOver,
    HandOverReason,
    State,
    Step,
    Tell,
)


def next_step(service: Service, state: State, medium: Medium = Medium.WEB) -> Step:
    """Return what to ask, tell or show next. Never raises for a checked service: a failing rule is a hand-over."""
    conditions = Conditions(service, state)
    try:
        return _turned(service, state, medium) or _step(service, state, conditions, medium)
    except FactWanted as wanted:
        return wanted.need
    except RuleFailed:
        return HandOver(HandOverReason.ERROR, question=_failing(service, conditions))


def _failing(service: Service, conditions: Conditions) -> str:
    """Return the first question whose condition fails, for staff to decide about."""
    for question in service.questions:
        try:
            conditions.applies(question)
        except RuleFailed:
            return question.id
        except FactWanted:
            return question.id
    return ""


def _turned(service: Service, state: State, medium: Medium) -> Step | None:
    """Return what stands above all questions: a wish for a person, or a stop found true at submission."""
    if state.wants_person:
        return HandOver(HandOverReason.ASKED)
    if state.stopped and state.stopped not in state.passed:
        if state.failed:
            return HandOver(HandOverReason.ERROR, stop=state.stopped)
        stop = next(each for each in service.stops if each.id == state.stopped)
        return judgement.shown(service, stop, state.language, medium)
    return None


def _step(service: Service, state: State, conditions: Conditions, medium: Medium) -> Step:
    """Go through questions and stops to the first that is open."""
    if state.changing:
        spot = find(service, state, conditions, state.changing)
        if spot and can_ask(spot.question, medium):
            return ask(service, state, spot, medium)
    stops = judgement.due_at(service)
    if step := judgement.due(state, conditions, stops.get(-1, ()), medium):
        return step
    for place, question in enumerate(service.questions):
        if found := _open(service, state, spots_of(state, question, conditions), medium):
            return found
        if step := judgement.due(state, conditions, stops.get(place, ()), medium):
            return _who_first(service, state, conditions, step, medium)
    return _end(service, state, conditions, medium)


def _who_first(
    service: Service, state: State, conditions: Conditions, step: Tell | HandOver, medium: Medium
) -> Ask | Tell | HandOver:
    """Before a stop hands a journey to a person, ask who it is, if that is still to come: else nobody can go on."""
    if isinstance(step, HandOver) and step.reason is HandOverReason.STOP:
        for question in service.questions:
            if question.type is QuestionType.PERSON and question.id not in state.answers and can_ask(question, medium):
                for spot in spots_of(state, question, conditions):
                    return ask(service, state, spot, medium)
    return step


def _open(service: Service, state: State, spots: Iterator[Spot], medium: Medium) -> Ask | HandOver | None:
    """Return the first unanswered spot as a step; what this medium cannot ask is passed over only if it is optional."""
    for spot in spots:
        if spot.answered:
            continue
        if can_ask(spot.question, medium):
            return ask(service, state, spot, medium)
        if not spot.question.optional:
            return HandOver(HandOverReason.MEDIUM, question=spot.path)
        if spot.question.type is QuestionType.GROUP:
            return None
    return None


def _end(service: Service, state: State, conditions: Conditions, medium: Medium) -> Step:
    """Return what follows the last question: likely duplicates, check answers, done."""
    if service.duplicates is not Duplicates.NEVER and not service.private and not state.duplicate:
        step = similar(service, state, conditions)
        if step:
            return step
    if state.checked:
        return Done()
    return Check(rows(service, state, conditions, medium))


def asked_of(service: Service, state: State, spot: Spot, medium: Medium) -> Asked:
    """Return all that an answer type may know of the question being asked."""
    spoken = medium is Medium.VOICE
    return Asked(
        question=spot.question,
        path=spot.path,
        medium=medium,
        language=state.language,
        today=state.now.astimezone(ZoneInfo(state.zone)).date(),
        revision=state.revision,
        labels=labels_of(service, spot.words, spot.question.options, state.language, spoken=spoken),
        hints={} if spoken else hints_of(service, spot.words, spot.question.options, state.language),
        known=spot.value,
        partial=state.partial.get(spot.path),
        learned=state.learned,
        staff=state.typist.startswith("staff:"),
    )


def ask(service: Service, state: State, spot: Spot, medium: Medium) -> Ask:
    """Return a question, or the part of it that is open, worded for a medium."""
    spoken = medium is Medium.VOICE
    fields: Fields = (
        groups.ask(service, state, spot)
        if spot.more
        else TYPES[spot.question.type].ask(asked_of(service, state, spot, medium))
    )
    return Ask(
        question=spot.question,
        path=spot.path,
        part=fields.part,
        text=service.text(spot.words, state.language, spoken=spoken),
        hint=service.text(f"{spot.words}.hint", state.language, spoken=spoken),
        choices=fields.choices,
        value=fields.value,
        position=_position(service, state, spot),
        optional=spot.question.optional and not spot.more,
        changing=bool(state.changing),
    )


def _position(service: Service, state: State, spot: Spot) -> tuple[int, int]:
    """Return a question's number among those that apply as far as can be foreseen."""
    conditions = Conditions(service, state)
    foreseen: list[str] = []
    for question in service.questions:
        try:
            if conditions.applies(question):
                foreseen.append(question.id)
        except (FactWanted, RuleFailed):
            break
    own = spot.group or spot.question.id
    return (foreseen.index(own) + 1 if own in foreseen else len(foreseen) + 1, max(len(foreseen), 1))

"""Groups that repeat: after each repeat, one more or no more."""

from __future__ import annotations

from dataclasses import replace

from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.rules.answers import TYPES
from portreeve.modules.journeys.rules.answers.asked import Fields, Shown
from portreeve.modules.journeys.rules.answers.fields import read
from portreeve.modules.journeys.rules.walk import Spot, items_of, labels_of, least_repeats, most_repeats
from portreeve.modules.journeys.rules.wording import heard, word
from portreeve.modules.journeys.types import Choice, InvalidAnswer, Json, Part, Raw, State


def ask(service: Service, state: State, spot: Spot) -> Fields:
    """Offer one more (unless there are enough), no more, and to take any of them out."""
    items = items_of(state, spot.path)
    choices = []
    if len(items) < most_repeats(spot.question):
        choices.append(Choice("yes", word("add_another", state.language)))
    choices.append(Choice("no", word("no_more", state.language)))
    remove = word("remove", state.language)
    for number, item in enumerate(items, start=1):
        label = title(service, state, spot, item) or str(number)
        choices.append(Choice(f"remove.{number}", remove.format(item=label)))
    return Fields(Part.MORE, tuple(choices), value=len(items))


def title(service: Service, state: State, spot: Spot, item: dict[str, Json]) -> str:
    """Return what one repeat is called: its first answer."""
    for child in spot.question.questions:
        value = item.get(child.id)
        if value is not None and child.type is not QuestionType.GROUP:
            labels = labels_of(service, f"{spot.words}.{child.id}", child.options, state.language, spoken=False)
            return TYPES[child.type].show(Shown(value, state.language, labels))
    return ""


def take(state: State, spot: Spot, raw: Raw, choices: tuple[Choice, ...]) -> State | InvalidAnswer:
    """Add one, finish, or take one out. Returns the state with the group changed, its revision not yet counted."""
    said = read(raw, "answer", limit=100)
    if isinstance(said, InvalidAnswer):
        return said
    if not said:
        return InvalidAnswer("missing", part="answer")
    code = _meant(said, state.language, choices)
    items = items_of(state, spot.path)
    if code == "yes":
        return _filling(state, spot, [*items, {}])
    if code == "no":
        return _finished(state, spot, items)
    if code.startswith("remove."):
        number = int(code.removeprefix("remove."))
        return _removed(state, spot, [item for place, item in enumerate(items, start=1) if place != number])
    return InvalidAnswer("unknown-option", part="answer")


def _meant(said: str, language: str, choices: tuple[Choice, ...]) -> str:
    """Return the code of the choice that was meant; empty if none is on offer."""
    codes = [choice.code for choice in choices]
    if said in codes:
        return said
    for code in ("yes", "no"):
        if code in codes and heard(code, language, said) and not said.isdecimal():
            return code
    if said.isdecimal() and 1 <= int(said) <= len(codes):
        return codes[int(said) - 1]
    return ""


def _filling(state: State, spot: Spot, items: list[dict[str, Json]]) -> State:
    """Return the state with the group open."""
    kept: Json = {"items": [dict(item) for item in items]}
    return replace(state, partial={**state.partial, spot.path: kept}, changing="")


def _finished(state: State, spot: Spot, items: list[dict[str, Json]]) -> State | InvalidAnswer:
    """Return the state with the group answered, if it has enough."""
    least = least_repeats(spot.question)
    if len(items) < least:
        return InvalidAnswer("too-few", {"least": str(least)}, part="answer")
    partial = {path: one for path, one in state.partial.items() if path != spot.path}
    return replace(state, answers={**state.answers, spot.path: list[Json](items)}, partial=partial, changing="")


def _removed(state: State, spot: Spot, items: list[dict[str, Json]]) -> State:
    """Return the state with one repeat less; who typed what within the group is forgotten with its numbering."""
    own = f"{spot.path}."
    given = {path: one for path, one in state.given.items() if not path.startswith(own)}
    learned = {key: one for key, one in state.learned.items() if f"/{own}" not in key}
    return _filling(replace(state, given=given, learned=learned), spot, items)

"""What is known already of whoever is served, put into the question that asks who they are."""

from __future__ import annotations

from dataclasses import replace

from portreeve.channels.staff_desk.serving import Serving
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, Json, Part
from portreeve.modules.people import api as people
from portreeve.modules.people.types import ContactKind, ContactPoint, Party
from portreeve.screens.web.fields import QuestionPage

WAYS = {
    ContactKind.EMAIL: ("email", "email"),
    ContactKind.MOBILE: ("text", "phone"),
    ContactKind.LANDLINE: ("call", "phone"),
    ContactKind.POST: ("letter", "post"),
}
"""The way to be told that goes with a kind of contact point, and the field that holds it."""
ASKED = {"on_behalf"}
"""What a person we know is still asked: everything else is on their record."""


def filled_in(step: Ask, served: Serving | None) -> tuple[Ask, Party | None]:
    """Return the question of who asks with what is known in it, and the person, where they are known."""
    if served is None or step.question.type is not QuestionType.PERSON or step.part is not Part.WHOLE:
        return step, None
    party = people.parties([served.party]).get(served.party) if served.party else None
    best = best_point(party) if party else None
    if isinstance(step.value, dict):
        return step, party if best else None
    value: dict[str, Json] = {"on_behalf": True} if served.for_other else {}
    if party is not None and best is not None:
        value |= _known(party, best)
    return replace(step, value=value or None), party if best else None


def best_point(party: Party) -> ContactPoint | None:
    """Return the contact point that a person wants to be told by, else the first that works."""
    usable = [point for point in party.contact_points if point.usable]
    return next((point for point in usable if point.kind is party.wanted), usable[0] if usable else None)


def _known(party: Party, best: ContactPoint) -> dict[str, Json]:
    """Return a person as the fields of the question hold one."""
    way, field = WAYS[best.kind]
    value = best.value if best.kind in {ContactKind.EMAIL, ContactKind.POST} else people.as_read(best)
    return {
        "name": party.name,
        "contact": way,
        field: value,
        "language": party.language,
        "format": party.format.value,
    }


def short(q: QuestionPage) -> QuestionPage:
    """Return the page with only what must still be asked; the rest goes along unseen."""
    return replace(q, fields=tuple(f for f in q.fields if f.name in ASKED), hidden=tuple(_hidden(q)))


def _hidden(q: QuestionPage) -> list[tuple[str, str]]:
    """Return what the fields that are not shown hold, those under the chosen way included."""
    found: list[tuple[str, str]] = []
    for field in q.fields:
        if field.name in ASKED:
            continue
        chosen = [option for option in field.options if option.chosen]
        found += [(field.name, chosen[0].code)] if chosen else [(field.name, field.value)] if not field.options else []
        found += [(inner.name, inner.value) for option in chosen for inner in option.reveals if inner.value]
    return found

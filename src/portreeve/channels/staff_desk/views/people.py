"""One person: how they are reached and how not, what they need, and all that went between them and the council."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import lists, naming
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import language_of, words
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.modules.cases import api as cases
from portreeve.modules.contacts import api as contacts
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Changes, ContactKind, Format, NewParty, Party, SafeContact, Source

NEEDS = (
    "hearing",
    "speech",
    "sight",
    "reading",
    "learning",
    "memory",
    "mobility",
    "mental health",
    "interpreter",
    "sign language",
    "helper",
)
"""Codes of needs that the desk offers to record (Accessible Information Standard and the support register)."""
DETAILS = ("email", "mobile", "landline", "post")
MOST = 10


@require_safe
@desk("person.view")
def person(request: DeskRequest, person: UUID) -> HttpResponse:
    """Show one person. Looking is written down."""
    return _page(request, person, did=request.GET.get("did", ""))


def _page(request: DeskRequest, person: UUID, status: int = 200, **more: Any) -> HttpResponse:
    """Show one person's page."""
    actor, w = request.actor, words(language_of(request))
    found = people.view_party(party=person, actor=actor, at=request.at)
    listed = cases.cases_of(parties={person}, actor=actor, size=MOST)
    context = {
        "person": found,
        "points": {kind.value: _read(found, kind) for kind in ContactKind},
        "unusable": {point.kind.value for point in found.contact_points if not point.usable},
        "rows": lists.rows(listed.rows, w, request.at),
        "list": listed,
        "contacts": contacts.contacts_of(person, actor=actor, most=MOST),
        "sent": correspondence.dispatches_to(person)[:MOST],
        "may_edit": may_everywhere(actor, "person.edit"),
        "holds": personal_data.holds_on(person) if may_everywhere(actor, "hold.place") else None,
        "needs": (*NEEDS, *(need for need in found.needs if need not in NEEDS)),
        "naming": naming,
        "when": lists.when,
        **_choices(),
        "active": "find",
    }
    return show(request, "desk/person.html", context | more, status=status)


def _choices() -> dict[str, Any]:
    """Return what the forms about a person offer."""
    return {"languages": council().languages, "formats": tuple(Format), "kinds": tuple(ContactKind)}


def _read(party: Party, kind: ContactKind) -> str:
    """Return a person's current detail of a kind as people write it; an address on its own lines."""
    point = next((point for point in party.contact_points if point.kind is kind), None)
    if point is None:
        return ""
    return point.value if kind in {ContactKind.POST, ContactKind.EMAIL} else people.as_read(point)


@require_POST
@desk("person.edit")
def details(request: DeskRequest, person: UUID) -> HttpResponse:
    """Change who somebody is and how they are reached; what was before is kept with them."""
    typed = request.POST.dict()
    try:
        people.change_details(party=person, changes=_changes(typed), by=request.actor, at=request.at)
    except (NotAllowed, NotFound):
        raise
    except Refusal as no:
        wrong = {"form": "details", "field": str(no.data.get("detail", "")), "key": f"refusals.{no.code}"}
        return _page(request, person, 422, problem=wrong, typed=typed)
    return _done(person, "details")


def _changes(typed: Mapping[str, str]) -> Changes:
    """Read what was typed about a person; a way or format that we do not know changes nothing."""
    language, wanted, format_ = (typed.get(name, "") for name in ("language", "wanted", "format"))
    return Changes(
        name=typed.get("name", ""),
        language=language if language in council().languages else None,
        format=Format(format_) if format_ in set(Format) else None,
        wanted=ContactKind(wanted) if wanted in set(ContactKind) else None,
        **{kind: typed.get(kind) for kind in DETAILS},
    )


@require_POST
@desk("person.edit")
def needs(request: DeskRequest, person: UUID) -> HttpResponse:
    """Write down what somebody needs of us, and what they need no longer."""
    found = people.view_party(party=person, actor=request.actor, at=request.at)
    ticked = set(request.POST.getlist("need"))
    for need in sorted(ticked & set(NEEDS) - set(found.needs)):
        people.give_need(party=person, need=need, by=request.actor, at=request.at)
    for need in sorted(set(found.needs) - ticked):
        people.take_need(party=person, need=need, by=request.actor, at=request.at)
    return _done(person, "needs")


@require_POST
@desk("person.edit")
def safe(request: DeskRequest, person: UUID) -> HttpResponse:
    """Set when and how somebody may be reached without harm."""
    typed = request.POST.dict()
    hours: dict[str, time | None] = {}
    for name in ("not_before", "not_after"):
        try:
            hours[name] = time.fromisoformat(typed[name]) if typed.get(name) else None
        except ValueError:
            wrong = {"form": "safe", "field": name, "key": "refusals.time-wrong"}
            return _page(request, person, 422, problem=wrong, typed=typed)
    never = tuple(kind for kind in ContactKind if kind.value in request.POST.getlist("never"))
    rules = SafeContact(never=never, say_nothing=bool(typed.get("say_nothing")), **hours)
    people.set_safe_contact(party=person, safe=rules, by=request.actor, at=request.at)
    return _done(person, "safe")


def _done(person: UUID, what: str) -> HttpResponseRedirect:
    """Lead back to the person's page, which says what was done."""
    return HttpResponseRedirect(f"{reverse('desk-person', args=[person])}?did={what}")


@desk("person.edit")
def new(request: DeskRequest) -> HttpResponse:
    """Add a person with whatever is known of them."""
    typed = request.POST.dict() if request.method == "POST" else {}
    context: dict[str, Any] = {**_choices(), "naming": naming, "typed": typed, "active": "find"}
    if request.method != "POST":
        return show(request, "desk/person_new.html", context)
    if not any(typed.get(name, "").strip() for name in ("name", *DETAILS)):
        problem = {"field": "name", "key": "refusals.person-empty"}
        return show(request, "desk/person_new.html", context | {"problem": problem}, status=422)
    try:
        added = people.add_party(new=_new(typed), by=request.actor, at=request.at)
    except Refusal as no:
        problem = {"field": str(no.data.get("detail", "")), "key": f"refusals.{no.code}"}
        return show(request, "desk/person_new.html", context | {"problem": problem}, status=422)
    return _done(added, "added")


def _new(typed: Mapping[str, str]) -> NewParty:
    """Read a new person from what was typed."""
    changes = _changes(typed)
    return NewParty(
        name=typed.get("name", ""),
        language=changes.language or council().languages[0],
        format=changes.format or Format.STANDARD,
        wanted=changes.wanted,
        source=Source.STAFF,
        email=typed.get("email", ""),
        mobile=typed.get("mobile", ""),
        landline=typed.get("landline", ""),
        post=typed.get("post", ""),
    )

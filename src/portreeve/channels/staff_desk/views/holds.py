"""Legal holds: whose records must be kept, why and since when; placing one, and lifting it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from portreeve.channels.staff_desk import lists
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.design.api import language_of, words
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.types import Hold, HoldIncomplete, HoldReason
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.modules.people import api as people

ACT = "hold.place"


@desk(ACT, writes=False)
def holds(request: DeskRequest) -> HttpResponse:
    """Show the holds in force or those lifted, and find whose records to keep; looking is written down."""
    lifted = request.GET.get("only") == "lifted"
    after = request.GET.get("after", "")
    page = personal_data.holds(actor=request.actor, at=request.at, lifted=lifted, after=after)
    context = {
        "list": page,
        "lifted": lifted,
        "kept": personal_data.kept_by_holds(),
        "did": request.GET.get("did", ""),
        **_known(request, page.rows),
        **_found(request),
    }
    return show(request, "desk/holds.html", context)


def _known(request: DeskRequest, rows: tuple[Hold, ...]) -> dict[str, Any]:
    """Return the names of people and staff in some holds, and how times are told."""
    w = words(language_of(request))
    staff = accounts.names({by for row in rows for by in (row.placed_by, row.lifted_by)})
    return {
        "names": {id: party.name for id, party in people.parties(row.party for row in rows).items()},
        "staff": {str(id): name for id, name in staff.items()},
        "when": lambda at: lists.when(w, at),
        "active": "holds",
    }


def _found(request: DeskRequest) -> dict[str, Any]:
    """Return the people who fit what was looked for; it is posted, so that no name stands in an address."""
    said = request.POST.get("said", "").strip()[:200] if request.method == "POST" else ""
    if not said:
        return {"said": said, "looked": request.method == "POST"}
    try:
        return {
            "said": said,
            "looked": True,
            "found": people.find_people(said, actor=request.actor, at=request.at).rows,
        }
    except Refusal as no:
        return {"said": said, "looked": True, "refused": no.code}


@desk(ACT)
def new(request: DeskRequest, person: UUID) -> HttpResponse:
    """Ask why a person's records must be kept, and place the hold."""
    typed = request.POST.dict() if request.method == "POST" else {}
    if request.method != "POST":
        return _new(request, person, typed)
    if typed.get("reason") not in set(HoldReason):
        return _new(request, person, typed, problem="reason")
    _party(request, person)
    try:
        personal_data.place_hold(
            party=person,
            reason=HoldReason(typed["reason"]),
            reference=typed.get("reference", ""),
            by=request.actor,
            at=request.at,
        )
    except HoldIncomplete:
        return _new(request, person, typed, problem="reference")
    return _done("placed")


def _new(request: DeskRequest, person: UUID, typed: dict[str, str], problem: str = "") -> HttpResponse:
    context = {
        "person": _party(request, person),
        "reasons": tuple(HoldReason),
        "holds": personal_data.holds_on(person),
        "typed": typed,
        "problem": problem,
        **_known(request, ()),
    }
    return show(request, "desk/hold_new.html", context, status=422 if problem else 200)


@require_safe
@desk(ACT)
def hold(request: DeskRequest, hold: UUID) -> HttpResponse:
    """Show one hold, and say what lifting it would mean."""
    found = personal_data.hold(hold=hold, actor=request.actor)
    others = [one for one in personal_data.holds_on(found.party) if one.id != found.id]
    return show(request, "desk/hold.html", {"hold": found, "others": others, **_known(request, (found,))})


@desk(ACT)
def lift(request: DeskRequest, hold: UUID) -> HttpResponse:
    """Lift one hold. Opened as a page, it leads to the hold."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk-hold", args=[hold]))
    personal_data.lift_hold(hold=hold, by=request.actor, at=request.at)
    return _done("lifted")


def _party(request: DeskRequest, person: UUID) -> Any:
    """Return the person; looking at them is written down. Raises NotFound, NotAllowed."""
    if person not in people.parties([person]):
        raise NotFound
    return people.view_party(party=person, actor=request.actor, at=request.at)


def _done(what: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('desk-holds')}?did={what}")

"""Other work of the desk: calls that are owed, broken promises to learn from, and a street or ward for councillors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import lists, naming
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.channels.staff_desk.acts import FieldWrong, read_id
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.design.api import words
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import FailureCause
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Street, Ward


@require_safe
@desk("case.work")
def failures(request: DeskRequest) -> HttpResponse:
    """Show broken promises: their cause, what will mend it, and who sees to that (CAS-08)."""
    return show(request, "desk/failures.html", _failures(request))


def _failures(request: DeskRequest) -> dict[str, Any]:
    """Return what the page of broken promises shows."""
    found = cases.failures(actor=request.actor, closed=bool(request.GET.get("closed")))
    return {
        "failures": found,
        "names": {str(k): v for k, v in accounts.names({UUID(f.owner) for f in found if f.owner}).items()},
        "members": tuple(a for a in accounts.accounts() if a.active),
        "causes": tuple(c for c in FailureCause if c is not FailureCause.NOT_SAID),
        "teams": naming.teams(),
        "naming": naming,
        "when": lists.when,
        "active": "failures",
    }


@require_POST
@desk("case.work")
def fill(request: DeskRequest, failure: UUID) -> HttpResponse:
    """Write down the cause and the fix of a broken promise, and close the record if asked to."""
    typed = request.POST
    cause = typed.get("cause", "")
    try:
        cases.fill_failure(
            failure=failure,
            cause=FailureCause(cause) if cause in set(FailureCause) else FailureCause.NOT_SAID,
            fix=typed.get("fix", ""),
            owner=read_id("owner", typed["owner"]) if typed.get("owner") else None,
            by=request.actor,
            at=request.at,
        )
        if typed.get("close"):
            cases.close_failure(failure=failure, by=request.actor, at=request.at)
    except (FieldWrong, NotFound):
        raise NotFound(failure=str(failure)) from None
    except Refusal as no:
        problem = {"failure": failure, "key": f"refusals.{no.code}", "field": no.data.get("field", "")}
        return show(
            request, "desk/failures.html", _failures(request) | {"problem": problem, "typed": typed}, status=422
        )
    return HttpResponseRedirect(reverse("desk-failures"))


@require_safe
@desk("council.view", "case.view")
def area(request: DeskRequest) -> HttpResponse:
    """Offer the wards and a search for streets: where a councillor begins."""
    said = request.GET.get("street", "").strip()[:100]
    own = sorted({g.ward for g in request.actor.grants_for("council.view") if g.ward})
    context = {
        "wards": naming.wards(),
        "own": own,
        "said": said,
        "streets": places.search_streets(query=said) if said else (),
        "active": "area",
    }
    return show(request, "desk/area.html", context)


@require_safe
@desk("council.view", "case.view")
def ward(request: DeskRequest, code: str) -> HttpResponse:
    """Show a ward without names: what is open, how much there was, and no small numbers."""
    return _area(request, places.ward(code), ward=code)


@require_safe
@desk("council.view", "case.view")
def street(request: DeskRequest, usrn: str) -> HttpResponse:
    """Show a street without names."""
    return _area(request, places.street(usrn), street=usrn)


def _area(request: DeskRequest, place: Street | Ward | None, *, street: str = "", ward: str = "") -> HttpResponse:
    """Show a street or a ward. Raises NotFound where there is none."""
    if place is None:
        raise NotFound(street=street, ward=ward)
    w = words(getattr(request, "language", "en"))
    page = cases.public_cases(street=street, ward=ward, after=request.GET.get("after", ""))
    context = {
        "name": place.name,
        "list": page,
        "rows": [
            {
                "case": c,
                "service": naming.service_name(c.service, c.version, w.language),
                "status": naming.code(w, "status", c.status),
                "colour": lists.COLOURS[c.status],
                "opened": lists.when(w, c.opened_at),
            }
            for c in page.rows
        ],
        "counts": cases.public_counts(at=request.at, street=street, ward=ward),
        "naming": naming,
        "active": "area",
    }
    return show(request, "desk/place.html", context)

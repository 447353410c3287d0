"""Calls that we owe, and what we sent without knowing whether it arrived: nobody is told by silence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import lists, naming
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.foundation.design.api import words
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import CallOutcome


@require_safe
@desk("correspondence.work")
def calls(request: DeskRequest) -> HttpResponse:
    """Show the calls owed, most urgent first, and what is uncertain."""
    team, after = request.GET.get("team", ""), request.GET.get("after", "")
    w = words(getattr(request, "language", "en"))
    context = {
        "list": correspondence.calls_owed(actor=request.actor, at=request.at, team=team, after=after),
        "uncertain": correspondence.in_trouble(actor=request.actor),
        "teams": naming.teams(),
        "team": team,
        "naming": naming,
        "when": lambda at: lists.when(w, at),
        "active": "calls",
    }
    return show(request, "desk/calls.html", context)


@require_safe
@desk("correspondence.work")
def call(request: DeskRequest, call: UUID) -> HttpResponse:
    """Show one call: whom, at what number and times, what to say. Looking at it is written down."""
    return _call(request, call)


def _call(request: DeskRequest, call: UUID, status: int = 200, **more: Any) -> HttpResponse:
    """Show one call."""
    found = correspondence.call_owed(call=call, actor=request.actor, at=request.at)
    w = words(getattr(request, "language", "en"))
    allowed = [o for o in CallOutcome if not (found.say_nothing and o is CallOutcome.LEFT_MESSAGE)]
    context = {
        "call": found,
        "outcomes": allowed,
        "teams": {c: n for c, n in naming.teams().items() if c != found.listing.team},
        "team": naming.teams().get(found.listing.team, found.listing.team),
        "naming": naming,
        "when": lambda at: lists.when(w, at),
        "active": "calls",
    }
    return show(request, "desk/call.html", context | more, status=status)


@require_POST
@desk("correspondence.work")
def made(request: DeskRequest, call: UUID) -> HttpResponse:
    """Write down how an attempt to ring ended."""
    said = request.POST.get("outcome", "")
    if said not in set(CallOutcome):
        return _call(request, call, 422, problem="call-outcome", typed=request.POST)
    try:
        correspondence.call_made(
            call=call, outcome=CallOutcome(said), note=request.POST.get("note", ""), by=request.actor, at=request.at
        )
    except NotFound:
        raise
    except Refusal as no:
        return _call(request, call, 422, problem=no.code, typed=request.POST)
    return HttpResponseRedirect(reverse("desk-calls"))


@require_POST
@desk("correspondence.work")
def hand_over(request: DeskRequest, call: UUID) -> HttpResponse:
    """Give a call owed to another team."""
    team = request.POST.get("team", "")
    if team not in naming.teams():
        return _call(request, call, 422, problem="call-team", typed=request.POST)
    correspondence.hand_call_to(call=call, team=team, by=request.actor, at=request.at)
    return HttpResponseRedirect(reverse("desk-calls"))


@require_POST
@desk("correspondence.work")
def resolve(request: DeskRequest, dispatch: UUID) -> HttpResponse:
    """Decide whether an uncertain message arrived; if not, it goes again."""
    arrived = request.POST.get("arrived") == "yes"
    correspondence.resolve_uncertain(dispatch=dispatch, arrived=arrived, by=request.actor, at=request.at)
    return HttpResponseRedirect(reverse("desk-calls"))

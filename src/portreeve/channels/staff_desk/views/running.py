"""What keeps the rest going: events and those that failed, and changes that other bodies must acknowledge."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import lists, naming
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.foundation.design.api import language_of, words
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure import reference
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.modules.people import api as people


@require_safe
@desk("events.work")
def events(request: DeskRequest) -> HttpResponse:
    """Show how each handler of events is doing, and what none could take."""
    w = words(language_of(request))
    context = {
        "standings": outbox.standings(outbox.installed()),
        "dead": outbox.dead_letters(),
        "did": request.GET.get("did", ""),
        "when": lambda at: lists.when(w, at),
        "active": "events",
    }
    return show(request, "desk/events.html", context)


@require_POST
@desk("events.work")
def letter(request: DeskRequest, letter: UUID) -> HttpResponse:
    """Try an event again, or let it go so that those behind it go on."""
    let_go = request.POST.get("act") == "let-go"
    decide = outbox.let_go if let_go else outbox.retry
    decide(dead_letter=letter, by=request.actor, at=request.at)
    return _events("let-go" if let_go else "retry")


@require_POST
@desk("events.work")
def retry_all(request: DeskRequest) -> HttpResponse:
    """Try all dead letters of one handler again, once its fault is mended."""
    handler = request.POST.get("handler", "")
    if handler not in {one.name for one in outbox.installed()}:
        raise NotFound(handler=handler[:60])
    outbox.retry_all(handler=handler, by=request.actor, at=request.at)
    return _events("retry")


def _events(did: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('desk-events')}?did={did}")


@require_safe
@desk("person.view")
def registrations(request: DeskRequest) -> HttpResponse:
    """Show the changes told to others, those that somebody has still to acknowledge first."""
    w = words(language_of(request))
    only = request.GET.get("only", "open")
    page = people.registrations(actor=request.actor, settled=only == "all", after=request.GET.get("after", ""))
    context = {
        "list": page,
        "holders": _holder_names(),
        "reference": reference.grouped,
        "only": only,
        "naming": naming,
        "when": lambda at: lists.when(w, at),
        "active": "registrations",
    }
    return show(request, "desk/registrations.html", context)


def _holder_names() -> dict[str, str]:
    """Return the names of holders by code."""
    known = people.holders()
    parties = people.parties(holder.party for holder in known.values())
    return {code: parties[holder.party].name for code, holder in known.items() if holder.party in parties}


@require_safe
@desk("person.view")
def registration(request: DeskRequest, registration: UUID) -> HttpResponse:
    """Show one change and how far each holder has got with it. Looking is written down."""
    return _registration(request, registration)


def _registration(request: DeskRequest, id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    """Show one change."""
    language = language_of(request)
    w = words(language)
    found = people.view_registration(registration=id, actor=request.actor, at=request.at)
    context = {
        "change": found,
        "name": naming.service_name(found.service, found.version, language),
        "reference": reference.grouped(found.reference),
        "holders": _holder_names(),
        "may_edit": may_everywhere(request.actor, "person.edit"),
        "naming": naming,
        "when": lambda at: lists.when(w, at),
        "active": "registrations",
    }
    return show(request, "desk/registration.html", context | more, status=status)


@require_POST
@desk("person.edit")
def settle(request: DeskRequest, registration: UUID, notice: UUID) -> HttpResponse:
    """Write down what a holder answered by telephone or letter instead of by its link."""
    found = people.view_registration(registration=registration, actor=request.actor, at=request.at)
    if notice not in {one.id for one in found.holders}:
        raise NotFound(notice=str(notice))
    refused, why = request.POST.get("act") == "refuse", request.POST.get("why", "").strip()
    if refused and not why:
        return _registration(request, registration, 422, problem={"notice": notice, "key": "refusals.reason-needed"})
    try:
        if refused:
            people.refuse(notice=notice, why=why, by=request.actor, at=request.at)
        else:
            people.acknowledge(notice=notice, by=request.actor, at=request.at)
    except NotFound:
        raise
    except Refusal as no:
        return _registration(request, registration, 409, problem={"notice": notice, "key": f"refusals.{no.code}"})
    return HttpResponseRedirect(reverse("desk-registration", args=[registration]))

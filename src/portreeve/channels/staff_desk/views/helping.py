"""Helping somebody: who is served and on which channel, finding the service in their words, beginning or joining."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import lists, naming, serving
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.foundation.design.api import language_of, words
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service
from portreeve.modules.contacts import api as contacts
from portreeve.modules.contacts.types import Avoidable, ContactAlreadyEnded, Ending
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import CodeOutOfReach, CodeRefused, JourneyEnded, Roles
from portreeve.modules.people import api as people
from portreeve.screens.web.about import About

LONGEST_SEARCH = 200


@desk("journey.assist", writes=False)
def help_somebody(request: DeskRequest) -> HttpResponse:
    """Show the first page of helping; or what was found for a person's words, which are posted, never in an address."""
    said = request.POST.get("said", "").strip()[:LONGEST_SEARCH]
    return _help(request, said=said)


def _help(request: DeskRequest, status: int = 200, **more: Any) -> HttpResponse:
    """Show the page of helping."""
    language, said = language_of(request), more.get("said", "")
    w = words(language)
    waiting = journeys.with_person(actor=request.actor)
    context = {
        "channels": serving.CHANNELS,
        "found": catalogue.search(words=said, language=language) if said else (),
        "listing": catalogue.listing(language=language),
        "waiting": [
            {
                "journey": one.journey,
                "service": naming.service_name(one.service, "", language),
                "why": naming.code(w, "handover", one.reason),
                "since": lists.when(w, one.since),
                "channel": naming.code(w, "channel", one.channel),
                "language": one.language,
            }
            for one in waiting
        ],
        "naming": naming,
        "active": "help",
    }
    return show(request, "desk/help.html", context | more, status=status)


@require_POST
@desk("journey.assist", "contact.handle")
def begin(request: DeskRequest) -> HttpResponse:
    """Begin to serve somebody on a channel, for themselves or for somebody else."""
    chosen = request.POST.get("channel", "")
    if chosen not in {one.value for one in serving.CHANNELS}:
        return _help(request, 422, refused="serving-channel")
    serving.begin(
        request,
        channel=Channel(chosen),
        for_other=request.POST.get("for") == "other",
        by=request.actor,
        at=request.at,
    )
    return HttpResponseRedirect(reverse("desk-help"))


@require_safe
@desk("journey.assist")
def service(request: DeskRequest, service: str) -> HttpResponse:
    """Show what to say before beginning: how long it takes, what it costs, what is promised (WEB-10)."""
    return _service(request, _published(service))


def _published(service: str) -> Service:
    """Return the version on offer. Raises NotFound for one that is withdrawn."""
    try:
        return catalogue.published(service)
    except catalogue.ServiceIsWithdrawn as error:
        raise NotFound(service=service) from error


def _service(request: DeskRequest, found: Service, status: int = 200, **more: Any) -> HttpResponse:
    """Show a service before it begins."""
    language = language_of(request)
    context = {
        "service": found,
        "about": About(found, language, words(language)),
        "said_name": found.text("name", language, spoken=True),
        "languages": tuple(found.words),
        "startable": bool(found.questions),
        "active": "help",
    }
    return show(request, "desk/help_service.html", context | more, status=status)


@require_POST
@desk("journey.assist")
def start(request: DeskRequest, service: str) -> HttpResponse:
    """Begin a journey for whoever is served, with who they are where that is known."""
    served, found = serving.current(request), _published(service)
    if served is None:
        return _help(request, 422, refused="serving-nobody")
    typed = request.POST.get("language", "")
    journey = journeys.start(
        service=found.id,
        language=typed if typed in found.words else found.language,
        channel=served.channel,
        roles=_roles(served),
        by=request.actor,
        at=request.at,
    )
    return HttpResponseRedirect(reverse("desk-assist", args=[journey]))


def _roles(served: serving.Serving) -> Roles:
    """Return who asks, where they were found and can be reached; else what they say in the journey makes them known."""
    party = people.parties([served.party]).get(served.party) if served.party else None
    return Roles(asker=party.id) if party and any(point.usable for point in party.contact_points) else Roles()


@require_POST
@desk("journey.assist")
def join(request: DeskRequest) -> HttpResponse:
    """Join somebody in their own journey by the six digits that they read out; whatever is wrong looks the same.

    One thing is told apart: that a person must be handed on to the team whose private service it is.
    """
    try:
        journey = journeys.join(code=request.POST.get("code", ""), by=request.actor, at=request.at)
    except CodeRefused as no:
        return _help(request, 422, refused=no.code, code=request.POST.get("code", "")[:20])
    except CodeOutOfReach as no:
        team = str(no.data["team"])
        return _help(request, 403, refused=no.code, hand_on=naming.teams().get(team, team))
    if serving.current(request) is None:
        serving.begin(request, channel=Channel.PHONE, for_other=False, by=request.actor, at=request.at)
    return HttpResponseRedirect(reverse("desk-assist", args=[journey]))


@require_POST
@desk("journey.assist")
def pick_up(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Go on with what somebody left for a person to finish."""
    try:
        journeys.pick_up(journey=journey, by=request.actor, at=request.at)
    except JourneyEnded as no:
        return _help(request, 422, refused=no.code)
    return HttpResponseRedirect(reverse("desk-assist", args=[journey]))


@desk("journey.assist", "contact.handle")
def wrap_up(request: DeskRequest) -> HttpResponse:
    """Ask how the contact ended, and end it (CAS-10, CAS-11)."""
    served = serving.current(request)
    if served is None:
        return HttpResponseRedirect(reverse("desk-help"))
    if request.method != "POST":
        return _wrapping(request)
    reason, ending, avoidable = (request.POST.get(name, "") for name in ("reason", "ending", "avoidable"))
    missing = next(
        (n for n, ok in (("reason", reason in serving.REASONS), ("ending", ending in set(Ending))) if not ok), ""
    )
    if missing:
        return _wrapping(request, 422, problem=missing, typed=request.POST)
    try:
        contacts.wrap_up(
            contact=served.contact,
            reason=reason,
            ending=Ending(ending),
            avoidable=Avoidable(avoidable) if avoidable in set(Avoidable) else None,
            by=request.actor,
            at=request.at,
        )
    except ContactAlreadyEnded:
        serving.end(request)
        return _help(request, 409, refused="contact-already-ended")
    serving.end(request)
    return HttpResponseRedirect(f"{reverse('desk-help')}?did=wrapped")


def _wrapping(request: DeskRequest, status: int = 200, **more: Any) -> HttpResponse:
    """Show the page that ends a contact."""
    context = {
        "reasons": serving.REASONS,
        "endings": tuple(Ending),
        "causes": tuple(Avoidable),
        "naming": naming,
        "active": "help",
    }
    return show(request, "desk/wrap_up.html", context | more, status=status)


@require_POST
@desk("journey.assist", "contact.handle")
def serve_person(request: DeskRequest, person: UUID) -> HttpResponse:
    """Note that it is this person who is served; the contact is then found with them."""
    people.view_party(party=person, actor=request.actor, at=request.at)
    try:
        known = serving.known_as(request, person, by=request.actor, at=request.at)
    except Refusal:
        serving.end(request)
        known = None
    where = "desk-help" if known else "desk-person"
    return HttpResponseRedirect(reverse(where, args=[] if known else [person]))

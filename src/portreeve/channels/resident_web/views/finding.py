"""Finding a service: the home page by verb, search in residents' own words, and the page before one begins."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portreeve.channels.resident_web import visit
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page, brand, language_of, words
from portreeve.foundation.idempotency import api as idempotency
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service, Verb, Withdrawal
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import JourneyEnded
from portreeve.screens.web.about import About, offered_in

EVERY = ("en", "cy", "ar")
"""Those of the pages that lead to a journey or follow from one."""
LONGEST_SEARCH = 200
SAME_START = timedelta(hours=1)
"""As long as the same "Start", sent again, is the same journey."""


def home(request: HttpRequest) -> HttpResponse:
    """Show every service that is offered, by what a person does with it."""
    listings = catalogue.listing(language=language_of(request))
    verbs = [(verb, [one for one in listings if one.verb is verb]) for verb in _ORDER]
    return render(
        request, "resident/home.html", {"verbs": [(v, found) for v, found in verbs if found], "offered": EVERY}
    )


_ORDER = (Verb.REPORT, Verb.APPLY, Verb.PAY, Verb.BOOK, Verb.ASK)


def search(request: HttpRequest) -> HttpResponse:
    """Show the services that residents' own words mean; with none, what else helps."""
    asked = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = catalogue.search(words=asked, language=language_of(request)) if asked else ()
    return render(request, "resident/search.html", {"asked": asked, "found": found, "offered": EVERY})


def service_or_gone(request: HttpRequest, service: str) -> Service | HttpResponse:
    """Return the version on offer, or the page that says what to do instead. Raises Http404."""
    try:
        return catalogue.published(service)
    except NotFound as error:
        raise Http404 from error
    except catalogue.ServiceIsWithdrawn:
        gone = catalogue.withdrawal(service, language_of(request))
        return withdrawn(request, gone)


def withdrawn(request: HttpRequest, gone: Withdrawal | None) -> HttpResponse:
    """Show what to do instead of a service that is no longer offered."""
    w = Page(request).w
    instead = (gone.instead,) if gone else ()
    context = {"heading": w("service.gone"), "paragraphs": instead, "with_ways": True, "href": Page(request).at("/")}
    return render(request, "resident/plain.html", {**context, "button": w("journey.to_services")}, status=410)


def service(request: HttpRequest, service: str) -> HttpResponse:
    """Show what to expect before beginning: how long it takes, what it costs, what is promised, the other ways in."""
    found = service_or_gone(request, service)
    if isinstance(found, HttpResponse):
        return found
    if language_of(request) not in offered_in(found):
        return redirect(Page(request).at(request.path_info, found.language))
    context = {
        "service": found,
        "about": About(found, language_of(request), words(language_of(request))),
        "startable": bool(found.questions),
        "key": uuid4().hex,
        "shared": visit.is_shared(request),
        "exit_address": brand().exit_to,
        "offered": offered_in(found),
    }
    return render(request, "resident/service.html", context)


def start(request: HttpRequest, service: str) -> HttpResponse:
    """Begin a journey and hold it in this visit."""
    page = Page(request)
    if request.method != "POST":
        return redirect(page.url("resident:service", service))
    found = service_or_gone(request, service)
    if isinstance(found, HttpResponse):
        return found
    if request.POST.get("shared"):
        visit.share(request)
    journey = _begun(request, found, visit.actor(request))
    token = visit.hold(request, journey=journey, service=found.id)
    return redirect(page.url("resident:journey", found.id, token))


def _begun(request: HttpRequest, found: Service, by: Actor) -> UUID:
    """Begin a journey. The same page sent twice begins one, while it stands as it was begun.

    One that somebody has gone on with is never handed to whoever comes Back to the page: the next on this computer,
    say. Nor need the visit be known: of two sent at once, the second comes before the browser has the first one's
    cookie. Only the page knows its key.
    """
    language, key = language_of(request), request.POST.get("key", "")
    made: list[UUID] = []

    def begin() -> str:
        made.append(journeys.start(service=found.id, language=language, channel=Channel.WEB, by=by, at=clock.now()))
        return str(made[-1])

    if not 16 <= len(key) <= 64:
        return UUID(begin())
    name = f"start/{found.id}/{language}/{key}"
    kept = UUID(str(idempotency.once(actor=by, key=name, body=None, ttl=SAME_START, do=begin)))
    return kept if made or _untouched(kept, by) else UUID(begin())


def _untouched(journey: UUID, by: Actor) -> bool:
    """Say whether a journey stands as it was begun."""
    try:
        view = journeys.step(journey, actor=by, at=clock.now())
    except (JourneyEnded, NotFound):
        return False
    return view.revision == 0 and view.receipt is None

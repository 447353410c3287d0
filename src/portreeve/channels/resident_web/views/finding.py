"""Finding a service: the home page by verb, search in residents' own words, and the page before one begins."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.words_of import amount
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page, Words, brand, language_of, words
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service, Verb, Withdrawal
from portreeve.modules.journeys import api as journeys

ALWAYS = ("en", "cy")
"""The languages that every page is in; a service may have more (design §4.1)."""
EVERY = ("en", "cy", "ar")
"""Those of the pages that lead to a journey or follow from one."""
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class About:
    """A service's own words in one language, for the page before it begins."""

    service: Service
    wanted: str
    w: Words

    @cached_property
    def language(self) -> str:
        """The language they are in: the wanted one, else the one they were written in."""
        return self.wanted if self.wanted in self.service.words else self.service.language

    def _text(self, key: str) -> str:
        return self.service.text(key, self.language)

    @property
    def name(self) -> str:
        """What it is called."""
        return self._text("name")

    @property
    def summary(self) -> str:
        """One sentence of what it is for."""
        return self._text("summary")

    @property
    def takes(self) -> str:
        """How long it takes."""
        return self._text("before.takes") or self.service.before.takes

    @property
    def cost(self) -> str:
        """What it costs."""
        return self._text("before.cost") or self.service.before.cost

    @property
    def need(self) -> tuple[str, ...]:
        """What to have at hand."""
        found = enumerate(self.service.before.need)
        return tuple(self._text(f"before.need.{place}") or text for place, text in found)

    @property
    def answer(self) -> str:
        """In what time there is an answer."""
        return amount(self.service.promise.answer, self.w)

    @property
    def done(self) -> str:
        """In what time it is done."""
        return amount(self.service.promise.done, self.w)

    @property
    def privacy(self) -> str:
        """What is done with what people tell us."""
        return self._text("privacy")


def offered_in(service: Service) -> tuple[str, ...]:
    """Return the languages that pages of a service exist in."""
    return tuple(dict.fromkeys((*ALWAYS, *service.words)))


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
    by = visit.actor(request)
    journey = journeys.start(service=found.id, language=page.language, channel=Channel.WEB, by=by, at=clock.now())
    token = visit.hold(request, journey=journey, service=found.id)
    return redirect(page.url("resident:journey", found.id, token))

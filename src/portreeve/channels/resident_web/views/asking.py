"""The questions of a journey, one a page: every address shows where the journey stands, and takes the reply to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.views import finding
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page
from portreeve.foundation.limits import api as limits
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import (
    Ask,
    Check,
    Done,
    HandOver,
    InvalidAnswer,
    JourneyChanged,
    JourneyEnded,
    Part,
    Similar,
    Step,
    Tell,
    View,
)
from portreeve.screens.web import walking
from portreeve.screens.web.about import offered_in
from portreeve.screens.web.fields import Trouble
from portreeve.screens.web.page import question_page
from portreeve.screens.web.steps import place_of
from portreeve.screens.web.uploads import Added, Basket, is_uploading, owns, read_picture
from portreeve.screens.web.values import Typed
from portreeve.screens.web.walking import Walk


@dataclass(frozen=True, slots=True)
class Spot:
    """One page of one journey: where the request is, and where the journey stands."""

    request: HttpRequest
    held: visit.Held
    view: View
    page: Page

    @property
    def walk(self) -> Walk:
        """The journey as this visit goes through it, now."""
        return Walk(self.held.journey, visit.actor(self.request), clock.now())

    @property
    def step(self) -> Step:
        """What the journey asks or tells now."""
        return self.view.step

    @property
    def basket(self) -> Basket:
        """What this visit added to the question and has not sent on."""
        path = self.step.path if isinstance(self.step, Ask) else ""
        return Basket(self.request, f"{self.held.token}/{path}")

    def picture(self, file: UUID) -> str:
        """Return the address of a picture that this visit added."""
        return self.page.url("resident:picture", self.held.service, self.held.token, file)

    def address(self, at: str = "") -> str:
        """Return the address of a step of this journey; of the one it stands at, unless another is named."""
        return self.page.url("resident:step", self.held.service, self.held.token, at or place_of(self.step))

    def context(self, **more: object) -> dict[str, object]:
        """Return what every page of a journey is made with."""
        service = self.view.service
        return {
            "service": service,
            "name": service.text("name", self.view.language),
            "held": self.held,
            "view": self.view,
            "revision": self.view.revision,
            "here": self.address(),
            "step": self.step,
            "shared": visit.is_shared(self.request),
            "exit_address": self.page.url("resident:exit"),
            "offered": offered_in(service),
            "can_go_back": True,
            **more,
        }


def spot_of(request: HttpRequest, service: str, token: str) -> Spot | HttpResponse:
    """Return where a journey stands, in the page's language; or the page to show instead. Raises Http404."""
    held = visit.held(request, token, service)
    if held is None:
        return lost(request, service)
    page, by, at = Page(request), visit.actor(request), clock.now()
    try:
        view = journeys.step(held.journey, actor=by, at=at)
        if view.language != page.language and view.receipt is None:
            turned = journeys.change_language(
                journey=held.journey, revision=view.revision, language=page.language, by=by, at=at
            )
            view = turned if isinstance(turned, View) else view
    except JourneyEnded as ended:
        return over(request, service, str(ended.data.get("status", "")))
    except NotFound as error:
        raise Http404 from error
    return Spot(request, held, view, page)


def lost(request: HttpRequest, service: str) -> HttpResponse:
    """Say that this visit does not hold the journey: it is over, or it was somebody else's. What was typed is shown."""
    page = Page(request)
    context = {"kind": "lost", "typed": typed_texts(request), "again": page.url("resident:resume")}
    return render(request, "resident/trouble.html", {**context, "offered": ("en", "cy", "ar")}, status=404)


def over(request: HttpRequest, service: str, status: str) -> HttpResponse:
    """Say why a journey cannot go on: its service was withdrawn, or it lay too long."""
    if status == "withdrawn":
        return finding.withdrawn(request, catalogue.withdrawal(service, Page(request).language))
    context = {"kind": "over", "again": Page(request).url("resident:service", service)}
    return render(request, "resident/trouble.html", {**context, "offered": ("en", "cy", "ar")}, status=410)


def typed_texts(request: HttpRequest) -> list[str]:
    """Return what a person typed or chose, so that nothing they wrote is lost."""
    return walking.typed_texts(dict(request.POST.lists()))


def journey(request: HttpRequest, service: str, token: str) -> HttpResponse:
    """Lead to where a journey stands."""
    spot = spot_of(request, service, token)
    if isinstance(spot, HttpResponse):
        return spot
    return redirect(_sent(spot) if spot.view.receipt else spot.address())


def _sent(spot: Spot) -> str:
    return spot.page.url("resident:sent", spot.held.service, spot.held.token)


def step(request: HttpRequest, service: str, token: str, place: str) -> HttpResponse:
    """Show a step, or take the reply to it."""
    spot = spot_of(request, service, token)
    if isinstance(spot, HttpResponse):
        return spot
    if spot.view.receipt:
        return redirect(_sent(spot))
    if request.method == "POST":
        return _reply(spot, place)
    shown = replace(spot, view=spot.walk.look(spot.view, place))
    return show(shown) if place == place_of(shown.step) else redirect(shown.address())


def _reply(spot: Spot, place: str) -> HttpResponse:
    """Take a posted form: the reply to the step that it was shown for, or the page that says what happened since."""
    typed: Typed = dict(spot.request.POST.lists())
    if spot.request.POST.get("revision") != str(spot.view.revision):
        return _older(spot, place, typed)
    spot = replace(spot, view=spot.walk.go(spot.view, place))
    if is_uploading(spot.step, spot.request):
        added = _added(spot)
        if isinstance(added, InvalidAnswer):
            return show(spot, typed=typed, problem=added)
        if isinstance(added, Added):
            return redirect(spot.address())
    if typed.get("action") == ["replace"]:
        spot.basket.empty()
        return redirect(spot.address())
    return _taken(spot, typed)


def _added(spot: Spot) -> InvalidAnswer | Added | None:
    """Take in a posted file, so many from one address in an hour."""
    request, at = spot.request, clock.now()
    return spot.basket.take(
        sealed=isinstance(spot.step, Ask) and journeys.is_special(spot.view.service, spot.step.path),
        by=visit.actor(request),
        at=at,
        allowed=lambda: limits.allow(route="upload", keys={"address": str(request.META.get("REMOTE_ADDR", ""))}, at=at),
    )


def _older(spot: Spot, place: str, typed: Typed) -> HttpResponse:
    """Lead on from a form that was sent twice; say what happened since where it says something else."""
    if spot.walk.repeated(place, typed):
        return redirect(spot.page.url("resident:journey", spot.held.service, spot.held.token))
    return conflict(spot, place)


def _taken(spot: Spot, typed: Typed) -> HttpResponse:
    """Hand a reply to the journey, and lead on; or show the page again with what is wrong."""
    try:
        moved = spot.walk.reply(spot.view, typed)
    except JourneyChanged:
        return _older(spot, place_of(spot.step), typed)
    if isinstance(moved, InvalidAnswer):
        return show(spot, typed=typed, problem=moved)
    if typed.get("action") != ["back"]:
        spot.basket.empty()
    return redirect(spot.address(place_of(moved.step)))


def conflict(spot: Spot, place: str) -> HttpResponse:
    """Say that the journey moved on since this page was made, keep what was typed, and offer both ways on."""
    posted, path = dict(spot.request.POST.lists()), place.partition("~")[0]
    context = spot.context(
        typed=walking.typed_texts(posted),
        again=walking.sent_again(posted) if path else [],
        again_at=spot.address(place) if path else "",
        can_go_back=False,
    )
    return render(spot.request, "resident/conflict.html", context, status=409)


def show(spot: Spot, *, typed: Typed | None = None, problem: InvalidAnswer | None = None) -> HttpResponse:
    """Show the step that a journey stands at."""
    step = spot.step
    if isinstance(step, Ask):
        return _question(spot, step, typed, problem)
    if isinstance(step, Check | Done):
        return render(spot.request, "resident/check.html", spot.context(key=str(uuid4())))
    if isinstance(step, Similar):
        return _similar(spot, problem)
    return _told(spot)


def _question(spot: Spot, step: Ask, typed: Typed | None, problem: InvalidAnswer | None) -> HttpResponse:
    q = question_page(step, spot.page.w, typed=typed, problem=problem)
    context = spot.context(
        q=q,
        upload=spot.basket.shown(spot.picture),
        position=step.position,
        error_title=bool(q.troubles),
        map_outline=spot.page.url("resident:map"),
        can_go_back=step.position[0] > 1 or step.part not in {Part.WHOLE, Part.SEARCH},
    )
    return render(spot.request, "resident/question.html", context)


def _similar(spot: Spot, problem: InvalidAnswer | None) -> HttpResponse:
    text = spot.page.w.plain("journey.similar_missing")
    troubles = (Trouble(text, "answer"),) if problem else ()
    return render(spot.request, "resident/similar.html", spot.context(troubles=troubles, error_title=bool(problem)))


def _told(spot: Spot) -> HttpResponse:
    """Show what ends a journey, or is read before it goes on, or that a person takes over."""
    step, w = spot.step, spot.page.w
    if isinstance(step, Tell):
        heading = w("journey.tell_hold" if step.goes_on else "journey.tell_urgent" if step.number else "journey.tell")
        context = spot.context(heading=heading, text=step.text, number=step.number, goes_on=step.goes_on)
    else:
        text = step.text if isinstance(step, HandOver) else ""
        context = spot.context(heading=w("journey.hand_over"), text=text or w("journey.hand_over_text"), hand_over=True)
    return render(spot.request, "resident/tell.html", context)


def change(request: HttpRequest, service: str, token: str) -> HttpResponse:
    """Ask one question again, from check answers."""
    spot = spot_of(request, service, token)
    if isinstance(spot, HttpResponse):
        return spot
    if request.method != "POST" or spot.view.receipt:
        return redirect(spot.page.url("resident:journey", service, token))
    asked = spot.walk.go(spot.view, request.POST.get("path", ""))
    return redirect(spot.address(place_of(asked.step)))


def picture(request: HttpRequest, service: str, token: str, file: UUID) -> HttpResponse:
    """Show a picture that this visit has just added, to nobody else."""
    if visit.held(request, token, service) is None or not owns(request, file):
        raise Http404
    return read_picture(file)

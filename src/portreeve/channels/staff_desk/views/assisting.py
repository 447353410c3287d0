"""A journey that an adviser goes through with somebody: the same steps as on the public site, and what to say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import knowing, lists, once, serving
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.foundation.design.api import Page, Words
from portreeve.foundation.pure import reference
from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import (
    Ask,
    Check,
    Done,
    HandOver,
    InvalidAnswer,
    JourneyChanged,
    JourneyEnded,
    NotReady,
    Similar,
    Step,
    StoppedAtLast,
    Tell,
    View,
)
from portreeve.screens.web import maps, walking
from portreeve.screens.web.fields import Trouble
from portreeve.screens.web.moments import day, grouped_code, moment, until
from portreeve.screens.web.page import question_page
from portreeve.screens.web.steps import place_of, read_out
from portreeve.screens.web.uploads import Added, Basket, is_uploading, owns, read_picture
from portreeve.screens.web.values import Typed
from portreeve.screens.web.walking import Walk

OURS = walking.OURS | {once.FIELD}
Taken: TypeAlias = tuple[str, InvalidAnswer | Added | None] | None
"""The path of a question that takes files, and what came of the one that was sent to it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One page of one journey at the desk."""

    request: DeskRequest
    walk: Walk
    view: View

    @property
    def step(self) -> Step:
        """What the journey asks or tells now."""
        return self.view.step

    @property
    def w(self) -> Words:
        """The words of the page."""
        return Page(self.request).w

    @property
    def basket(self) -> Basket:
        """What this adviser added to the question and has not sent on."""
        path = self.step.path if isinstance(self.step, Ask) else ""
        return Basket(self.request, f"{self.walk.journey}/{path}")

    def picture(self, file: UUID) -> str:
        """Return the address of a picture that this adviser added."""
        return Page(self.request).url("desk-assist-picture", self.walk.journey, file)

    def address(self, view: View | None = None) -> str:
        """Return the address of the step at which the journey stands, or stood in another view of it."""
        page, at = Page(self.request), view or self.view
        if at.receipt:
            return page.url("desk-assist-sent", self.walk.journey)
        return page.url("desk-assist-step", self.walk.journey, place_of(at.step))

    def show(self, template: str, *, status: int = 200, **more: Any) -> HttpResponse:
        """Show a page of the journey."""
        service, language = self.view.service, self.view.language
        served = serving.current(self.request)
        context = {
            "service": service,
            "name": service.text("name", language),
            "view": self.view,
            "journey": self.walk.journey,
            "step": self.step,
            "revision": self.view.revision,
            "here": self.address(),
            "say": read_out(service, self.step, language),
            "spoken": served is None or served.channel is Channel.PHONE,
            "active": "help",
        }
        return show(self.request, template, context | more, status=status)


def _spot(request: DeskRequest, journey: UUID) -> Spot | HttpResponse:
    """Return where a journey stands, or the page that says why it is over. Raises NotFound, NotAllowed."""
    walk = Walk(journey, request.actor, request.at)
    try:
        return Spot(request, walk, walk.view())
    except JourneyEnded as no:
        return show(request, "desk/assist_over.html", {"why": f"refusals.{no.code}", "active": "help"}, status=410)


@require_safe
@desk("journey.assist")
def journey(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Lead to where a journey stands."""
    spot = _spot(request, journey)
    return spot if isinstance(spot, HttpResponse) else HttpResponseRedirect(spot.address())


def _file(request: DeskRequest, journey: UUID, place: str) -> Taken:
    """Take in the file that is sent to a question, which moves nothing yet; None where it is not that, or too late."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse) or spot.view.receipt or _is_older(spot):
        return None
    spot = replace(spot, view=spot.walk.look(spot.view, place))
    if not (isinstance(spot.step, Ask) and is_uploading(spot.step, request)):
        return None
    special = journeys.is_special(spot.view.service, spot.step.path)
    return spot.step.path, spot.basket.receive(sealed=special, by=request.actor, at=request.at)


@desk("journey.assist", takes_in=_file)
def step(request: DeskRequest, journey: UUID, place: str, taken: Taken = None) -> HttpResponse:
    """Show a step, or take the reply to it."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse):
        return spot
    if spot.view.receipt:
        return HttpResponseRedirect(spot.address())
    if request.method == "POST":
        return _reply(spot, place, taken)
    spot = replace(spot, view=spot.walk.look(spot.view, place))
    return _shown(spot) if place == place_of(spot.step) else HttpResponseRedirect(spot.address())


def _is_older(spot: Spot) -> bool:
    """Say whether the journey went on since the page of a posted form was made."""
    return spot.request.POST.get("revision") != str(spot.view.revision)


def _reply(spot: Spot, place: str, taken: Taken) -> HttpResponse:
    """Take a posted form, or show what happened since the page was made."""
    typed: Typed = dict(spot.request.POST.lists())
    if _is_older(spot):
        return _conflict(spot, place)
    spot = replace(spot, view=spot.walk.go(spot.view, place))
    if isinstance(spot.step, Ask) and is_uploading(spot.step, spot.request):
        path, added = taken or ("", None)
        if path != spot.step.path:  # it went on between the two looks, and the file is for another question
            return _conflict(spot, place)
        if isinstance(added, InvalidAnswer):
            return _shown(spot, typed=typed, problem=added)
        if isinstance(added, Added):
            spot.basket.put(added)
            return HttpResponseRedirect(spot.address())
    if typed.get("action") == ["replace"]:
        spot.basket.empty()
        return HttpResponseRedirect(spot.address())
    return _taken(spot, place, typed)


def _taken(spot: Spot, place: str, typed: Typed) -> HttpResponse:
    """Hand a reply to the journey, and lead on; or show the page again with what is wrong."""
    try:
        moved = spot.walk.reply(spot.view, typed)
    except JourneyChanged:
        return _conflict(spot, place)
    if isinstance(moved, InvalidAnswer):
        return _shown(spot, typed=typed, problem=moved)
    if typed.get("action") != ["back"]:
        spot.basket.empty()
    return HttpResponseRedirect(spot.address(moved))


def _conflict(spot: Spot, place: str) -> HttpResponse:
    """Say that the person, or a colleague, went on meanwhile; keep what was typed and offer both ways on."""
    posted, path = dict(spot.request.POST.lists()), place.partition("~")[0]
    return spot.show(
        "desk/assist_conflict.html",
        status=409,
        typed=walking.typed_texts(posted, OURS),
        again=walking.sent_again(posted, OURS) if path else [],
        again_at=Page(spot.request).url("desk-assist-step", spot.walk.journey, place) if path else "",
    )


def _shown(spot: Spot, *, typed: Typed | None = None, problem: InvalidAnswer | None = None) -> HttpResponse:
    """Show the step at which a journey stands."""
    status = 422 if problem else 200
    step = spot.step
    if isinstance(step, Ask):
        served = serving.current(spot.request)
        step, known = knowing.filled_in(step, served)
        q = question_page(step, spot.w, typed=typed, problem=problem)
        if known and problem is None:
            q = knowing.short(q)
        return spot.show(
            "desk/assist_question.html",
            status=status,
            q=q,
            upload=spot.basket.shown(spot.picture),
            map_outline=Page(spot.request).url("desk-map"),
            position=step.position,
            known=known,
            error_title=problem,
        )
    if isinstance(step, Check | Done):
        return spot.show("desk/assist_check.html", key=str(uuid4()))
    if isinstance(step, Similar):
        troubles = (Trouble(spot.w.plain("journey.similar_missing"), "answer"),) if problem else ()
        return spot.show("desk/assist_similar.html", status=status, troubles=troubles, error_title=problem)
    return _told(spot)


def _told(spot: Spot) -> HttpResponse:
    """Show what ends a journey, is read out before it goes on, or is for a person: which the adviser is."""
    step = spot.step
    stop = step.stop.id if isinstance(step, Tell) else step.stop if isinstance(step, HandOver) else ""
    return spot.show(
        "desk/assist_told.html",
        text=step.text if isinstance(step, Tell | HandOver) else "",
        number=step.number if isinstance(step, Tell) else "",
        goes_on=isinstance(step, Tell) and step.goes_on,
        stop=stop,
    )


@require_safe
@desk("journey.assist")
def picture(request: DeskRequest, journey: UUID, file: UUID) -> HttpResponse:
    """Show a picture that this adviser has just added to a journey they are in. Raises NotFound, NotAllowed."""
    Walk(journey, request.actor, request.at).view()
    if not owns(request, file):
        raise NotFound(file=str(file))
    return read_picture(file)


@require_safe
@desk("journey.assist")
def outline(request: DeskRequest) -> HttpResponse:
    """Return the streets and wards as lines, for the map of a place question."""
    return maps.outline(request)


@require_safe
@desk("journey.assist")
def nearest(request: DeskRequest) -> HttpResponse:
    """Return what is nearest to a pin."""
    return maps.nearest(request)


@require_POST
@desk("journey.assist")
def change(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Ask one question again, from check answers."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse):
        return spot
    if spot.view.receipt:
        return HttpResponseRedirect(spot.address())
    return HttpResponseRedirect(spot.address(spot.walk.go(spot.view, request.POST.get("path", ""))))


@require_POST
@desk("journey.assist")
def go_past(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Go on past what stopped a journey, because the adviser knows better; kept with who decided it."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse):
        return spot
    try:
        moved = journeys.pass_stop(
            journey=journey,
            revision=spot.view.revision,
            stop=request.POST.get("stop", "")[:80],
            by=request.actor,
            at=request.at,
        )
    except JourneyChanged:
        return HttpResponseRedirect(spot.address())
    return HttpResponseRedirect(spot.address(moved if isinstance(moved, View) else None))


@require_POST
@desk("journey.assist")
def send(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Send what was checked. Sent twice, it is the same; changed meanwhile, it is checked again."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse):
        return spot
    if spot.view.receipt is None and isinstance(spot.step, Check | Done):
        typed = request.POST.get("revision", "")
        try:
            journeys.submit(
                journey=journey,
                key=request.POST.get("key", "")[:64] or str(journey),
                by=request.actor,
                at=request.at,
                revision=int(typed) if typed.isdigit() else None,
                medium=Medium.WEB,
            )
        except JourneyChanged:
            return _conflict(spot, "~check")
        except (NotReady, StoppedAtLast):
            pass  # where it stands says why
    return HttpResponseRedirect(reverse("desk-assist", args=[journey]))


@require_safe
@desk("journey.assist")
def sent(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Show what to read out: the reference in groups, what comes next and the promise, which is everybody's."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse):
        return spot
    receipt, w = spot.view.receipt, spot.w
    if receipt is None:
        return HttpResponseRedirect(spot.address())
    return spot.show(
        "desk/assist_sent.html",
        receipt=receipt,
        reference=reference.grouped(receipt.reference) if receipt.reference else "",
        held_until=moment(receipt.held_until, w) if receipt.held_until else "",
        held_then=spot.view.service.text(f"{receipt.next}.then", spot.view.language, spoken=True),
        next=spot.view.service.text(receipt.next, spot.view.language, spoken=True),
        answer_by=until(receipt.promise.answer_by, w) if receipt.promise.answer_by else "",
        done_by=until(receipt.promise.done_by, w) if receipt.promise.done_by else "",
        when=lists.when,
    )


@desk("journey.assist")
def save(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Give the person a code to go on by themselves, tied to their own email address or number."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse):
        return spot
    if spot.view.receipt:
        return HttpResponseRedirect(spot.address())
    if request.method != "POST":
        return spot.show("desk/assist_save.html")
    detail = request.POST.get("detail", "").strip()[:320]
    code = journeys.resume_code(journey=journey, detail=detail, by=request.actor, at=request.at)
    if isinstance(code, InvalidAnswer):
        wrong = spot.w.plain("help.detail_wrong")
        return spot.show("desk/assist_save.html", status=422, wrong=wrong, detail=detail, error_title=True)
    last = day(spot.view.expires_at, spot.w) if spot.view.expires_at else ""
    return spot.show("desk/assist_save.html", code=grouped_code(code), until=last)


@require_POST
@desk("journey.assist")
def leave(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Leave the person to go on by themselves."""
    journeys.leave(journey=journey, by=request.actor, at=request.at)
    return HttpResponseRedirect(f"{reverse('desk-help')}?did=left")


@require_safe
@desk("journey.assist")
def now(request: DeskRequest, journey: UUID) -> HttpResponse:
    """Say whether somebody else went on with the journey since the page was made; the page asks every few seconds."""
    spot = _spot(request, journey)
    if isinstance(spot, HttpResponse):
        return HttpResponse(status=204)
    moved = request.GET.get("revision", "") != str(spot.view.revision) or spot.view.receipt is not None
    return show(request, "desk/assist_now.html", {"moved": moved, "to": spot.address()})

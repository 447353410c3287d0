"""The end of a journey: sending it once, what comes next, saving it for later, and leaving nothing behind."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.views.asking import Spot, conflict, lost, over, spot_of
from portreeve.channels.resident_web.views.mine import REASONS
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page, brand
from portreeve.foundation.pure.channel import Medium
from portreeve.foundation.pure.reference import grouped
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import (
    CodeRefused,
    InvalidAnswer,
    JourneyChanged,
    JourneyEnded,
    JourneyStatus,
    NotReady,
    Receipt,
    StoppedAtLast,
    Tell,
)
from portreeve.screens.web.about import offered_in
from portreeve.screens.web.fields import Field, FieldKind, Trouble
from portreeve.screens.web.moments import day, grouped_code, moment, until


def send(request: HttpRequest, service: str, token: str) -> HttpResponse:
    """Send what was checked. Sent twice, it is the same; changed meanwhile, it is checked again."""
    held, page = visit.held(request, token, service), Page(request)
    if held is None:
        return lost(request, service)
    if request.method == "POST":
        try:
            _submit(request, held)
            return redirect(page.url("resident:sent", service, token))
        except JourneyChanged:
            spot = spot_of(request, service, token)
            return spot if isinstance(spot, HttpResponse) else conflict(spot, "~check")
        except JourneyEnded as ended:
            return over(request, service, str(ended.data.get("status", "")))
        except NotFound as error:
            raise Http404 from error
        except (NotReady, StoppedAtLast):
            pass  # there is more to answer or to read
    return redirect(page.url("resident:journey", service, token))


def _submit(request: HttpRequest, held: visit.Held) -> None:
    """Send the journey as its page showed it. Raises as `journeys.submit`, which looks at how it stands by itself."""
    revision = request.POST.get("revision", "")[:9]
    journeys.submit(
        journey=held.journey,
        key=request.POST.get("key", "")[:64] or held.token,
        by=visit.actor(request),
        at=clock.now(),
        revision=int(revision) if revision.isdecimal() else -1,
        medium=Medium.WEB,
    )


def sent(request: HttpRequest, service: str, token: str) -> HttpResponse:
    """Show what became of it, the same however often it is looked at; only a secret code is shown just once."""
    spot = spot_of(request, service, token)
    if isinstance(spot, HttpResponse):
        return spot
    receipt = spot.view.receipt
    if receipt is None:
        return redirect(spot.address())
    thanked = request.method == "POST" and _rated(request, spot)
    if receipt.secret and not visit.first_look(request, token):
        receipt = replace(receipt, secret="")
    context = {**_sent_context(spot, receipt), "thanked": thanked, "reasons": REASONS}
    return render(request, "resident/sent.html", {**context, "feedback_to": f"{request.path}#feedback"})


def _rated(request: HttpRequest, spot: Spot) -> bool:
    """Take a face and a reason; say whether one was given."""
    face, reason = request.POST.get("face", ""), request.POST.get("reason", "")
    try:
        by, at = visit.actor(request), clock.now()
        journeys.rate(journey=spot.held.journey, face=face, reason=reason, by=by, at=at)
    except NotReady:
        return False
    return True


def _sent_context(spot: Spot, receipt: Receipt) -> dict[str, object]:
    w, service = spot.page.w, spot.view.service
    language = spot.page.language if spot.page.language in service.words else service.language
    promise = receipt.promise
    return spot.context(
        receipt=receipt,
        reference=grouped(receipt.reference) if receipt.reference else "",
        heading=w(f"journey.sent_{_came_of(spot)}"),
        dropped=spot.step.text if isinstance(spot.step, Tell) and _came_of(spot) == "dropped" else "",
        held_until=moment(receipt.held_until, w) if receipt.held_until else "",
        held_then=service.text(f"{receipt.next}.then", language),
        next=service.text(receipt.next, language),
        words_language=language,
        answer_by=until(promise.answer_by, w) if promise.answer_by else "",
        done_by=until(promise.done_by, w) if promise.done_by else "",
        can_go_back=False,
    )


def _came_of(spot: Spot) -> str:
    """Return what stands for what came of it in the words: dropped, held, or the service's verb."""
    if spot.view.status is JourneyStatus.DROPPED:
        return "dropped"
    return "held" if spot.view.receipt and spot.view.receipt.held_until else spot.view.service.verb.value


def save(request: HttpRequest, service: str, token: str) -> HttpResponse:
    """Give a code that, with one's own email address or number, leads back to a journey."""
    spot = spot_of(request, service, token)
    if isinstance(spot, HttpResponse):
        return spot
    typed = request.POST.get("detail", "") if request.method == "POST" else ""
    context: dict[str, object] = {"detail": _detail(spot.page, typed)}
    if request.method == "POST":
        code = journeys.resume_code(
            journey=spot.held.journey, detail=typed.strip(), by=visit.actor(request), at=clock.now()
        )
        if isinstance(code, InvalidAnswer):
            text = spot.page.w.plain("journey.detail_wrong" if typed.strip() else "journey.detail_missing")
            context = {"detail": _detail(spot.page, typed, text), "troubles": (Trouble(text, "detail"),)}
        else:
            last = spot.view.expires_at
            context = {"code": grouped_code(code), "until": day(last, spot.page.w) if last else ""}
    context["error_title"] = bool(context.get("troubles"))
    return render(request, "resident/save.html", spot.context(**context))


def adviser(request: HttpRequest, service: str, token: str) -> HttpResponse:
    """Give a code that lets an adviser see and fill in the same page, for the next ten minutes."""
    spot = spot_of(request, service, token)
    if isinstance(spot, HttpResponse):
        return spot
    if request.method != "POST" or spot.view.receipt:
        return redirect(spot.page.url("resident:journey", service, token))
    code = journeys.join_code(journey=spot.held.journey, by=visit.actor(request), at=clock.now())
    return render(request, "resident/adviser.html", spot.context(code=f"{code[:3]} {code[3:]}"))


def _detail(page: Page, value: str, error: str = "") -> Field:
    return Field(
        kind=FieldKind.INPUT,
        name="detail",
        label=page.w.plain("journey.detail"),
        hint=page.w.plain("journey.detail_hint"),
        value=value,
        error=error,
        spellcheck=False,
        language="ltr",
        autocomplete="off" if visit.is_shared(page.request) else "email",
    )


def resume(request: HttpRequest) -> HttpResponse:
    """Go on with a journey by its code and one's own contact detail; whatever is wrong looks the same."""
    page = Page(request)
    troubles: tuple[Trouble, ...] = ()
    if request.method == "POST":
        try:
            return _resumed(request, page)
        except (CodeRefused, JourneyEnded):
            troubles = (Trouble(page.w.plain("journey.code_wrong"), "code"),)
    return render(request, "resident/asked.html", _resume_context(page, request, troubles))


def _resumed(request: HttpRequest, page: Page) -> HttpResponse:
    by, at = visit.actor(request), clock.now()
    address = str(request.META.get("REMOTE_ADDR", ""))
    journey = journeys.resume(
        code=request.POST.get("code", ""), detail=request.POST.get("detail", ""), address=address, by=by, at=at
    )
    view = journeys.step(journey, actor=by, at=at)
    request.session.cycle_key()
    token = visit.hold(request, journey=journey, service=view.service.id)
    language = page.language if page.language in offered_in(view.service) else view.language
    return redirect(page.at(_plain_path(view.service.id, token), language))


def _plain_path(service: str, token: str) -> str:
    return reverse("resident:journey", args=(service, token))


def _resume_context(page: Page, request: HttpRequest, troubles: tuple[Trouble, ...]) -> dict[str, object]:
    w = page.w
    code = Field(
        kind=FieldKind.INPUT,
        name="code",
        label=w.plain("journey.code"),
        hint=w.plain("journey.code_hint"),
        value=request.POST.get("code", ""),
        error=troubles[0].text if troubles else "",
        inputmode="numeric",
        classes="govuk-input--width-10",
        spellcheck=False,
        language="ltr",
    )
    return {
        "heading": w("journey.resume"),
        "lead": (w("journey.resume_text"),),
        "fields": (code, _detail(page, request.POST.get("detail", ""))),
        "button": w("form.continue"),
        "action": page.url("resident:resume"),
        "troubles": troubles,
        "error_title": bool(troubles),
        "hints": ((w("journey.code_lost"), w("journey.code_lost_text")),),
        "offered": ("en", "cy", "ar"),
    }


def finish(request: HttpRequest) -> HttpResponse:
    """Forget everything of this visit, here and in the browser."""
    page = Page(request)
    if request.method != "POST":
        return redirect(page.at("/"))
    response = redirect(page.url("resident:finished"))
    return visit.clear(request, response)


def finished(request: HttpRequest) -> HttpResponse:
    """Say that nothing is left, and what the next person can do."""
    page = Page(request)
    context = {
        "heading": page.w("journey.finished"),
        "paragraphs": (page.w("journey.finished_text"), page.w("journey.finished_close")),
        "href": page.at("/"),
        "button": page.w("journey.to_services"),
        "offered": ("en", "cy", "ar"),
    }
    return render(request, "resident/plain.html", context)


def leave(request: HttpRequest) -> HttpResponse:
    """Leave at once for a site that says nothing of us; the visit is forgotten on the way."""
    response = HttpResponse(status=303, headers={"Location": brand().exit_to, "Referrer-Policy": "no-referrer"})
    return visit.clear(request, response)

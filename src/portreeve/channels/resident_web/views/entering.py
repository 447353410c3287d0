"""One's own report, by a one-time link: answer a question, say whether it is done, bring it back, take it back."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.views.mine import Standing, act, over, own_context
from portreeve.channels.resident_web.views.tracking import files_of
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import AccessPurpose
from portreeve.screens.web.uploads import read_file


def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link is for, and do it when asked: following it alone does nothing, for mail scanners follow too."""
    page, at = Page(request), clock.now()
    try:
        access = cases.look_at_link(token=token, at=at)
    except (cases.AccessOver, NotFound):
        return over(request)
    if access.purpose is AccessPurpose.SEE:
        return _see(request, page, token)
    visit.let_look(request, access.reporter, at=at)
    key = cases.Key(token=token)
    standing = Standing(reporter=access.reporter, key=key, action=page.url("resident:link", token), only=access.purpose)
    if request.method == "POST":
        return act(request, page, standing)
    return render(request, "resident/mine.html", own_context(page, standing))


def _see(request: HttpRequest, page: Page, token: str) -> HttpResponse:
    """Let somebody in for a short stay."""
    if request.method == "POST":
        try:
            access = cases.enter_by_link(token=token, by=visit.actor(request), at=clock.now())
        except (cases.AccessOver, NotFound):
            return over(request)
        visit.enter(request, access)
        return redirect(page.url("resident:mine"))
    context = {
        "heading": page.w("track.enter"),
        "paragraphs": (page.w.count("track.enter_text", cases.stay_minutes()),),
        "post_to": page.url("resident:link", token),
        "button": page.w("track.enter_go"),
        "offered": ("en", "cy", "ar"),
    }
    return render(request, "resident/plain.html", context)


def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own report during a short stay, and do what is asked about it."""
    page, inside = Page(request), visit.entered(request)
    if inside is None:
        return over(request)
    standing = Standing(
        reporter=inside.reporter, key=cases.Key(stay=UUID(str(inside.access))), action=page.url("resident:mine")
    )
    if request.method == "POST":
        return act(request, page, standing)
    return render(request, "resident/mine.html", own_context(page, standing))


def photo(request: HttpRequest, file: UUID) -> HttpResponse:
    """Show a photo, or offer a document, of an update to whose page this visit came by a link or code.

    To all others it is not there; what a reporter may no longer read, as when they took it back, they no longer see.
    """
    inside = visit.entered(request)
    for reporter in visit.looking(request, at=clock.now()) | ({inside.reporter} if inside else set()):
        with suppress(NotFound):
            if file in files_of(cases.track_reporter(reporter=reporter)):
                return read_file(file, small=request.GET.get("size") == "small")
    raise Http404

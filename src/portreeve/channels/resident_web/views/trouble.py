"""When something is not there, or went wrong: plain words, what was kept, what to do."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portreeve.channels.resident_web.views.asking import typed_texts
from portreeve.foundation.design.api import Page, fault_page
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal

OFFERED = ("en", "cy", "ar")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page (Django's handler404)."""
    return render(request, "resident/trouble.html", {"kind": "missing", "offered": OFFERED}, status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not for them (Django's handler403)."""
    return render(request, "resident/trouble.html", {"kind": "refused", "offered": OFFERED}, status=403)


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what was sent is too much, or cannot be read (Django's handler400)."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    context = {"kind": "large" if large else "unreadable", "offered": OFFERED}
    return render(request, "resident/trouble.html", context, status=413 if large else 400)


_KINDS = {"detail-unusable": "detail", "journey-ended": "over", "access-over": "link"}
"""Refusals that have words of their own; any other is told as what it is to a person: it did not work, nothing lost."""


def said_no(request: HttpRequest, refusal: Refusal, *, service: str = "", token: str = "", **_: str) -> HttpResponse:
    """Put a refusal into words, show what was typed, and lead back: to one's answers, where there is a journey."""
    if isinstance(refusal, NotFound):
        return not_found(request)
    if isinstance(refusal, NotAllowed):
        return refused(request)
    kind, page = _KINDS.get(refusal.code, "no"), Page(request)
    again = page.url("resident:journey", service, token) if service and token else request.path
    ends = {"over": page.url("resident:service", service) if service else "", "link": page.url("resident:track")}
    context = {"kind": kind, "typed": typed_texts(request), "again": ends.get(kind, again), "offered": OFFERED}
    return render(request, "resident/trouble.html", context, status=410 if kind in ends else 409)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page lay too long to be sent safely, and show what was typed."""
    context = {"kind": "stale", "typed": typed_texts(request), "again": _again(request), "offered": OFFERED}
    return render(request, "resident/trouble.html", context, status=403)


def _again(request: HttpRequest) -> str:
    """Return the address to go on from: a page of the public site. Others may take posted forms only."""
    match = request.resolver_match
    return request.path if match and match.namespace == "resident" else ""


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault; nothing here may need the database."""

    def page(full: bool) -> HttpResponse:
        context = {"kind": "full" if full else "broken", "offered": OFFERED, "again": _again(request)}
        return render(request, "resident/trouble.html", {**context, "typed": typed_texts(request)})

    return fault_page(page)

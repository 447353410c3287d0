"""What holds for a route: who may use it, how often, and what may be kept of its pages. Every route has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.views import trouble
from portreeve.foundation.clock import api as clock
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import Page, language_of
from portreeve.foundation.limits import api as limits
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.refusals import Refusal

View = Callable[..., HttpResponseBase]


class Who(StrEnum):
    """Who may use a route."""

    ANYBODY = "anybody"
    HOLDER = "holder"
    """Whoever's visit holds the journey that the address names; to all others it does not exist."""
    ENTERED = "entered"
    """Whoever came in by a one-time link or code, for as long as that lasts."""
    DEMO = "demo"
    """Anybody, in the demo only."""


class Keep(StrEnum):
    """What browsers and caches may keep of a route's pages."""

    PUBLIC = "public, max-age=60"
    ASK = "private, no-cache"
    NOTHING = "no-store"


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy of one route."""

    who: Who
    keep: Keep
    limit: str = ""
    """Name of the limit that each try counts against; empty: reading it costs nothing worth counting."""
    subject: str = ""
    """The field that names what is tried, counted by itself, such as a reference."""
    languages: tuple[str, ...] = ()
    """Those its pages are in; in any other it leads to the council's first. Empty: the view sees to it."""
    posts: bool = True
    """The limit counts posts only; False: every reading too."""


def route(address: str, view: View, *, name: str, policy: Policy) -> URLPattern:
    """Return an address with its policy enforced."""

    @wraps(view)
    def held(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if policy.who is Who.DEMO and not settings.INSTALLATION.demo:
            raise Http404
        if policy.languages and language_of(request) not in policy.languages:
            return redirect(Page(request).at(request.path_info, council().languages[0]))
        if _counts(request, policy) and not _allowed(request, policy):
            response: HttpResponseBase = too_often(request)
        else:
            response = _answer(view, request, *args, **kwargs)
        return _kept(request, response, policy)

    held.policy = policy  # type: ignore[attr-defined]
    return path(address, held, name=name)


def _answer(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """Return what the view answers; a refusal that it has no page of its own for is put into words here."""
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return trouble.said_no(request, refusal, **{name: str(value) for name, value in kwargs.items()})


def _counts(request: HttpRequest, policy: Policy) -> bool:
    return bool(policy.limit) and (request.method == "POST" or not policy.posts)


def _allowed(request: HttpRequest, policy: Policy) -> bool:
    keys = {"address": str(request.META.get("REMOTE_ADDR", ""))}
    if policy.subject:
        keys["subject"] = _subject(request.POST.get(policy.subject, ""))
    return limits.allow(route=policy.limit, keys=keys, at=clock.now())


def _subject(text: str) -> str:
    """Return what counts as one and the same reference, however it is written; else the text without its dress."""
    plain = "".join(ch for ch in text.casefold() if ch.isalnum())[:64]
    return references.normalise(text) or plain


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that this was tried too often, and what to do instead."""
    return render(request, "resident/trouble.html", {"kind": "often", "offered": ("en", "cy", "ar")}, status=429)


def _kept(request: HttpRequest, response: HttpResponseBase, policy: Policy) -> HttpResponseBase:
    """Say what may be kept; nothing at all on a shared computer."""
    keep = policy.keep
    if keep is not Keep.PUBLIC and visit.is_shared(request):
        keep = Keep.NOTHING
    response.setdefault("Cache-Control", keep.value)
    if keep is not Keep.PUBLIC:
        patch_vary_headers(response, ("Cookie",))
    return response

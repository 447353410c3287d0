"""How the public site keeps the policies of its routes: in words for people; nothing kept on a shared computer."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.views import trouble
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import Page, language_of
from portreeve.foundation.pure.refusals import Refusal
from portreeve.foundation.routes import api as routes
from portreeve.foundation.routes.types import Keep, Policy


def route(address: str, view: routes.View, *, name: str, policy: Policy) -> URLPattern:
    """Return an address of the public site with its policy kept."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if policy.languages and language_of(request) not in policy.languages:
            return redirect(Page(request).at(request.path_info, council().languages[0]))
        return _answer(view, request, *args, **kwargs)

    return routes.route(address, spoken, name=name, policy=policy, often=too_often, keeps=_keeps)


def _answer(view: routes.View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """Return what the view answers; a refusal that it has no page of its own for is put into words here."""
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return trouble.said_no(request, refusal, **{name: str(value) for name, value in kwargs.items()})


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that this was tried too often, and what to do instead."""
    return render(request, "resident/trouble.html", {"kind": "often", "offered": ("en", "cy", "ar")}, status=429)


def _keeps(request: HttpRequest, policy: Policy) -> Keep:
    """Say what may be kept; nothing at all on a shared computer."""
    return Keep.NOTHING if policy.keep is not Keep.PUBLIC and visit.is_shared(request) else policy.keep

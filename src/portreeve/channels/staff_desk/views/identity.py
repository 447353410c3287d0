"""Signing in with the council's own accounts: off to the identity provider, back from it, and what went wrong."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import Page, language_of

_LANGUAGE = "sign_in_language"
"""Where the session keeps the language of whoever is away: the provider knows one address to come back to."""
OFTEN = "often"


def context(_: HttpRequest) -> dict[str, str]:
    """Give pages the name of the council's identity provider, if it has one (a Django context processor)."""
    return {"identity_provider": accounts.provider_name()}


@require_safe
def off(request: HttpRequest) -> HttpResponseBase:
    """Send somebody to the council's identity provider. Not at another site's bidding: that shows them our page.

    A link and no form: our pages let forms lead nowhere else, and some providers lead on to a third.
    """
    _only_if_there_is_one()
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return HttpResponseRedirect(reverse("account_login"))
    request.session[_LANGUAGE] = language_of(request)
    try:
        return HttpResponseRedirect(accounts.begin_at_provider(request, back=reverse("desk-identity-back")))
    except accounts.NotSignedIn as no:
        return _say(request, no)


@require_safe
def back(request: Any) -> HttpResponseBase:
    """Sign in somebody who comes back, in the language they left in."""
    _only_if_there_is_one()
    language = request.session.pop(_LANGUAGE, "")
    request.language = language if language in council().languages else language_of(request)
    try:
        return accounts.finish_at_provider(request, back=reverse("desk-identity-back"))
    except accounts.NotSignedIn as no:
        return _say(request, no)


@require_safe
def trouble(request: HttpRequest, trouble: str) -> HttpResponse:
    """Say why somebody was not signed in, and what to do."""
    _only_if_there_is_one()
    if trouble not in set(accounts.Trouble):
        raise Http404
    return render(request, "account/identity_trouble.html", {"trouble": trouble})


def often(request: HttpRequest) -> HttpResponse:
    """Say that this was tried too often."""
    return render(request, "account/identity_trouble.html", {"trouble": OFTEN}, status=429)


def _only_if_there_is_one() -> None:
    if not accounts.provider_name():
        raise Http404


def _say(request: HttpRequest, no: accounts.NotSignedIn) -> HttpResponseBase:
    """Lead on to the page that says so: what the provider sent along leaves the address, and it can be loaded again."""
    return HttpResponseRedirect(Page(request).url("desk-identity-trouble", no.trouble.value))

"""An address with its policy enforced. There is no other way to give a channel an address, so none is without one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from portreeve.foundation.clock import api as clock
from portreeve.foundation.limits import api as limits
from portreeve.foundation.pure import reference as references
from portreeve.foundation.routes.types import Keep, Policy, Who

View = Callable[..., HttpResponseBase]
Keeps = Callable[[HttpRequest, Policy], Keep]


def too_many(_: HttpRequest) -> HttpResponseBase:
    """Answer a machine that tried too often; a channel for people has words instead."""
    return HttpResponse(status=429)


def as_said(_: HttpRequest, policy: Policy) -> Keep:
    """Return what may be kept: what the policy says, whoever asks."""
    return policy.keep


def route(
    address: str, view: View, *, name: str, policy: Policy, often: View = too_many, keeps: Keeps = as_said
) -> URLPattern:
    """Return an address whose policy is kept: the demo's only in the demo, tries counted, caches told.

    `often` answers who tried too often; `keeps` may keep less than the policy allows. Staff are let in by the desk's
    own guard, and carriers and scrapers by theirs: a policy says who, and each channel knows how to tell.
    """

    @wraps(view)
    def held(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if policy.who is Who.DEMO and not settings.INSTALLATION.demo:
            raise Http404
        allowed = not _counts(request, policy) or _allowed(request, policy)
        response = view(request, *args, **kwargs) if allowed else often(request)
        return _told(response, keeps(request, policy), who=policy.who)

    held.policy = policy  # type: ignore[attr-defined]  # read by the route table and the inventory
    return path(address, held, name=name)


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


def _told(response: HttpResponseBase, keep: Keep, *, who: Who) -> HttpResponseBase:
    """Tell browsers and caches what they may keep."""
    if who in {Who.STAFF, Who.CARRIER, Who.SCRAPER}:
        add_never_cache_headers(response)
    response.setdefault("Cache-Control", keep.value)
    if keep is not Keep.PUBLIC:
        patch_vary_headers(response, ("Cookie",))
    return response

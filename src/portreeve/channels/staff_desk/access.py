"""Who is at the desk: signed-in staff as an actor, in the spell of their visit; and what a refusal looks like here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, reverse

from portreeve.channels.staff_desk import once, serving
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page
from portreeve.foundation.observe import api as observe
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.foundation.routes import api as routes
from portreeve.foundation.routes.types import Keep, Policy, Who
from portreeve.screens.web import walking

View = routes.View
CHOSEN = frozenset(
    "act alert arrived audience avoidable broken by case cause channel close code contact credential ending for format "
    "grant handler language mixed need never on_behalf outcome owner private question reason reporter role say_nothing "
    "service stop street team teams uprn wanted ward wards".split()
)
"""The fields of the desk that are chosen, or a secret code; what is in any other was written by somebody.

Held to the forms as they are served by the inventory of pages.
"""
SIGNING_IN = "/desk/account/"
"""Where codes and passwords are typed: nothing of that is ever shown again."""


class DeskRequest(HttpRequest):
    """A request whose sender is known staff."""

    actor: Actor
    at: datetime


def desk(*acts: str, writes: bool = True, takes_in: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Let only signed-in staff with one of some acts see a page; without any named, all staff.

    The acts are what `docs/reference/routes.md` says of the route; a test walks them all. What is posted is done once
    however often it is sent; not so where posting `writes` nothing, as a search that must stand in no address.

    `takes_in` is called as the view is, with a posted form, before the view's transaction begins: photos are decoded
    there. What it returns is handed to the view as `taken`; a page instead, which says what is wrong, is the answer.
    """

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated or not request.user.is_active:
                return _sign_in(request)
            request.at = clock.now()
            request.actor = actor_of(request, request.at)
            if not serving.still(request, by=request.actor, at=request.at):
                request.actor = actor_of(request, request.at)
            request.form_field = once.field()
            answer: Callable[[], HttpResponseBase] = partial(_refused, request, view, args, kwargs, acts)
            if request.method != "POST" or not writes:
                return answer()
            if not once.carried(request):
                return show(request, "desk/old_page.html", {"typed": typed_texts(request)}, status=400)
            before = partial(_hand, request, takes_in, args, kwargs, acts) if takes_in else None
            return once.once(request, by=request.actor, answer=answer, before=before)

        guarded.policy = Policy(Who.STAFF, Keep.NOTHING, acts=acts)  # type: ignore[attr-defined]
        return guarded

    return around


def _hand(  # noqa: PLR0913 - a request with what its address names
    request: Any, takes_in: Callable[..., Any], args: Any, kwargs: dict[str, Any], acts: tuple[str, ...]
) -> HttpResponseBase | None:
    """Take in what a form brings, and hand it to the view; or return the page that says why it was not taken."""
    found = _refused(request, takes_in, args, kwargs, acts)
    if isinstance(found, HttpResponseBase):
        return found
    kwargs["taken"] = found
    return None


def route(
    address: str, view: Any, *, name: str, policy: Policy | None = None, often: View = routes.too_many
) -> URLPattern:
    """Return an address of the desk with the policy that its view declares by `desk`; without one it fails here.

    Addresses that are not for staff alone, as those by which they sign in, say their `policy` themselves.

    An address that only takes forms is looked at too, where a page with a problem was loaded again: that leads to the
    page that the form stands on.
    """

    @wraps(view)
    def shown(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        if response.status_code != 405 or request.method != "GET" or not request.user.is_authenticated:
            return response
        found = next(((page, kwargs[one]) for one, page in _PAGES.items() if one in kwargs), None)
        return HttpResponseRedirect(reverse(found[0], args=[found[1]]) if found else reverse("desk-home"))

    return routes.route(address, shown, name=name, policy=policy or view.policy, often=often)


_PAGES = {
    "public": "desk-case",
    "journey": "desk-assist",
    "person": "desk-person",
    "call": "desk-call",
    "registration": "desk-registration",
    "account": "desk-account",
}
"""The page of each thing that an address of the desk can name."""


def actor_of(request: Any, at: datetime) -> Actor:
    """Return the signed-in member of staff as an actor on the channel they serve, in the spell of their visit."""
    served = serving.current(request)
    channel = served.channel if served else Channel.PHONE
    found = accounts.actor_for(request.user, channel, observe.current())
    return replace(found, spell=serving.spell(request, at))


def show(request: Any, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Show a page of the desk, which knows what its reader may do."""
    actor: Actor | None = getattr(request, "actor", None)
    may = {grant.act for grant in actor.grants} if actor else set()
    served = serving.current(request) if actor else None
    known = {"may": may, "serving": served, "time_of": lambda at: Page(request).w.time(clock.local(at))}
    return render(request, template, {**known, **context}, status=status)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Send somebody to sign in and back to where they wanted to go, if that was only to be looked at.

    What somebody wrote before their session ended is shown to them: it was not done, and it is not lost.
    """
    wanted = {"next": request.get_full_path()} if request.method == "GET" else {}
    query = f"?{urlencode(wanted)}" if wanted else ""
    to, typed = reverse("account_login") + query, typed_texts(request)
    if typed:
        return render(request, "desk/signed_out.html", {"to": to, "typed": typed}, status=401)
    return HttpResponseRedirect(to)


def typed_texts(request: HttpRequest) -> list[str]:
    """Return what a person wrote in a form, so that nothing is lost; not what they ticked or we sent along."""
    if request.path_info.startswith(SIGNING_IN):
        return []
    return walking.typed_texts(dict(request.POST.lists()), walking.OURS | once.OURS | CHOSEN)


def _refused(request: Any, view: Callable[..., Any], args: Any, kwargs: Any, acts: tuple[str, ...]) -> Any:
    """Answer, or say that there is no such thing or that it is not theirs to see."""
    try:
        if acts and not any(request.actor.may(act) for act in acts):
            raise NotAllowed(act=acts[0])
        return view(request, *args, **kwargs)
    except NotFound:
        return show(request, "desk/not_found.html", {}, status=404)
    except NotAllowed:
        return show(request, "desk/not_allowed.html", {}, status=403)
    except Refusal as no:
        return show(
            request, "desk/refused.html", {"why": f"refusals.{no.code}", "typed": typed_texts(request)}, status=409
        )

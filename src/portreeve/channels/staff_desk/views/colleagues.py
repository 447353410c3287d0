"""Somebody new at the desk: an administrator makes their account, and they begin by the link they are sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from portreeve.channels.staff_desk import naming
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.channels.staff_desk.views.accounts import ACT, not_offered, role_name
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.types import NewColleague
from portreeve.foundation.clock import api as clock
from portreeve.foundation.config_types.api import council, installation
from portreeve.foundation.design.api import language_of, words

_WRONG = {
    accounts.NameWrong: ("name", "name"),
    accounts.EmailWrong: ("email", "email"),
    accounts.EmailTaken: ("email", "taken"),
    accounts.RoleNeedsTeam: ("teams", "teams"),
}
"""Which field a refusal is about, and what is said of it."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk(ACT)
def new(request: DeskRequest) -> HttpResponse:
    """Ask who is new and what they may do; make their account and have them told by email."""
    if request.method != "POST":
        return _asked(request)
    role, language = request.POST.get("role", ""), request.POST.get("language", "")
    folder = installation().council
    if role and role not in accounts.roles(folder=folder):
        return _asked(request, "role", "role")
    if wrong := not_offered(request, teams=naming.teams(), wards=naming.wards()):
        return _asked(request, wrong, wrong.removesuffix("s"))
    wanted = NewColleague(
        email=request.POST.get("email", ""),
        name=request.POST.get("name", ""),
        language=language if language in naming.languages() else council().languages[0],
        role=role,
        teams=tuple(request.POST.getlist("teams")),
        wards=tuple(request.POST.getlist("wards")),
    )
    try:
        made = accounts.add_colleague(new=wanted, folder=folder, by=request.actor, at=request.at)
    except tuple(_WRONG) as no:
        return _asked(request, *_WRONG[type(no)])
    return HttpResponseRedirect(f"{reverse('desk-account', args=[made])}?did=made")


def _asked(request: DeskRequest, problem: str = "", why: str = "") -> HttpResponse:
    w = words(language_of(request))
    context = {
        "problem": problem,
        "why": why,
        "typed": request.POST,
        "ticked": {name: request.POST.getlist(name) for name in ("teams", "wards")},
        "roles": [(role, role_name(w, role)) for role in accounts.roles(folder=installation().council)],
        "teams": naming.teams(),
        "wards": naming.wards(),
        "days": accounts.INVITATION_LASTS.days,
        "languages": naming.languages(),
        "active": "staff",
    }
    return show(request, "desk/account_new.html", context, status=422 if problem else 200)


@require_POST
@desk(ACT)
def invite(request: DeskRequest, account: UUID) -> HttpResponse:
    """Send somebody who has never signed in another link to begin by; any before is worth nothing then."""
    accounts.invite(account=account, by=request.actor, at=request.at)
    return HttpResponseRedirect(f"{reverse('desk-account', args=[account])}?did=invited")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Let somebody begin by the link they were sent. Following it does nothing by itself: mail scanners do so too."""
    if request.user.is_authenticated:
        return _invitation(request, "else", 409)
    try:
        if request.method == "POST":
            return accounts.begin_by_invitation(request, token, to=reverse("mfa_add_webauthn"))
        return _invitation(request, "good", 200, who=accounts.invited(token=token, at=clock.now()))
    except accounts.InvitationNotGood as no:
        return _invitation(request, no.why.value, 410)


def often(request: HttpRequest) -> HttpResponse:
    """Say that this was tried too often."""
    return _invitation(request, "often", 429)


def _invitation(request: HttpRequest, state: str, status: int, **more: Any) -> HttpResponse:
    return render(request, "account/invitation.html", {"state": state} | more, status=status)

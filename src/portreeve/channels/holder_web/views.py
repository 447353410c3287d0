"""One notice to one holder. Following the link does nothing by itself: mail scanners follow links too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page
from portreeve.foundation.pure import reference
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose, OpenedLink
from portreeve.modules.people import api as people
from portreeve.modules.people.types import HolderNotice, Registration


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Show a change to its holder, and take the answer."""
    page, at = Page(request), clock.now()
    try:
        opened = correspondence.open_link(token=token, purpose=LinkPurpose.HOLDER, at=at)
    except correspondence.LinkNotGood:
        return _nothing(request, "over", 410)
    by = _actor(opened)
    problem = ""
    if request.method == "POST":
        problem = _answer(request, opened.subject, by, at)
        if not problem:
            return redirect(page.url("holder:notice", token))
    found = people.registration_of_notice(notice=opened.subject, actor=by, at=at)
    own = next(one for one in found.holders if one.id == opened.subject)
    return render(request, "holder/notice.html", _shown(found, own, problem), status=422 if problem else 200)


def _actor(opened: OpenedLink) -> Actor:
    """Return the holder as an actor; whoever holds the link answers for it."""
    return Actor(kind=ActorKind.PARTNER, id=str(opened.party), channel=Channel.WEB)


def _answer(request: HttpRequest, own: UUID, by: Actor, at: datetime) -> str:
    """Take the answer; returns what is wrong with it, or nothing. A second answer leaves the first as it is."""
    chosen, why = request.POST.get("answer", ""), request.POST.get("why", "").strip()
    if chosen not in {"recorded", "refused"}:
        return "choose"
    if chosen == "refused" and not why:
        return "why"
    try:
        if chosen == "recorded":
            people.acknowledge(notice=own, by=by, at=at)
        else:
            people.refuse(notice=own, why=why, by=by, at=at)
    except people.AlreadySettled:
        return ""
    return ""


def _shown(found: Registration, own: HolderNotice, problem: str) -> dict[str, object]:
    return {
        "reference": reference.grouped(found.reference),
        "details": found.details,
        "due": clock.local(own.due_at).date(),
        "late": own.late,
        "status": own.status.value if own.settled_at else "",
        "answered": clock.local(own.settled_at).date() if own.settled_at else None,
        "problem": problem,
    }


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that this was tried too often."""
    return _nothing(request, "often", 429)


def _nothing(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """Say that there is nothing to see here: a link that is over and one that never was look the same."""
    return render(request, "holder/nothing.html", {"kind": kind}, status=status)

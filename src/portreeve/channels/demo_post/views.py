"""What was sent, the latest first, by way and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.ports import Shown, ShowsPost
from portreeve.modules.correspondence.types import Way

BY = system("demo.outbox")
_MOST = 100


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show everything, or one way, or what went to one address."""
    chosen, to = request.GET.get("way", ""), request.GET.get("to", "").strip().lower()
    found = [one for one in _all() if chosen in {"", one.way} and to in one.to.lower()]
    context = {
        "found": [(one, clock.local(one.at)) for one in found[:_MOST]],
        "ways": tuple(way.value for way in Way),
        "chosen": chosen,
        "to": to,
    }
    return render(request, "demo_post/outbox.html", context)


def _all() -> list[Shown]:
    """Return what every twin took, and the calls that are owed, the latest first."""
    twins: Iterable[ShowsPost] = import_string(settings.DEMO_POST)()
    found = [shown for twin in twins for shown in twin.shown(_MOST)]
    found += [_call(row.id) for row in correspondence.calls_owed(actor=BY, at=clock.now()).rows]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _call(call: UUID) -> Shown:
    """Return a call owed as something to be shown. The demo's people are fictional."""
    owed = correspondence.call_owed(call=call, actor=BY, at=clock.now())
    return Shown(
        at=owed.listing.call_from,
        way=Way.CALL,
        to=", ".join((owed.name, *owed.numbers)),
        subject=owed.listing.team,
        text=owed.script,
        status=owed.listing.because.value,
        language=owed.language,
    )

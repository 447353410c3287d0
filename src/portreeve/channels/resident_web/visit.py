"""What is remembered of a visit: which journeys it holds, whether the computer is shared, and the way in by a link.

Ids only, in the server's session; the browser has one cookie that means nothing by itself.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from portreeve.foundation.clock import api as clock
from portreeve.foundation.observe import api as observe
from portreeve.foundation.pure.actor import Actor, resident
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.types import Access

IDLE = timedelta(minutes=30)
"""After this a visit is another contact (design §4.4)."""
NOTED = timedelta(minutes=1)
"""How exactly the last sign of a visit is kept: noting each one would write the session with every page. A visit may
so end a minute before its half hour is over, never after: contacts would not go on with it."""
STAY = 24 * 60 * 60
"""Seconds that a visit is remembered on a computer of one's own."""
_JOURNEYS, _SHARED, _SPELL, _ENTERED = "journeys", "shared", "spell", "entered"
_LOOKED = "looked"
_LOOKING = "looking"


@dataclass(frozen=True, slots=True)
class Held:
    """A journey that this visit holds."""

    token: str
    journey: UUID
    service: str


def hold(request: HttpRequest, *, journey: UUID, service: str) -> str:
    """Remember a journey and return the token that stands for it in addresses; one that is held keeps its token."""
    held = request.session.get(_JOURNEYS, {})
    token = next((known for known, one in held.items() if one["journey"] == str(journey)), secrets.token_urlsafe(12))
    journeys = {**held, token: {"journey": str(journey), "service": service}}
    request.session[_JOURNEYS] = dict(list(journeys.items())[-20:])
    request.session.set_expiry(0 if is_shared(request) else STAY)
    return token


def held(request: HttpRequest, token: str, service: str = "") -> Held | None:
    """Return the journey that a token stands for in this visit; None for anybody else's, as for one that never was."""
    found = request.session.get(_JOURNEYS, {}).get(token)
    if not isinstance(found, dict) or (service and found["service"] != service):
        return None
    return Held(token, UUID(found["journey"]), str(found["service"]))


def first_look(request: HttpRequest, token: str) -> bool:
    """Say whether this visit now looks at a token's page for the first time, and take note of it."""
    looked: list[str] = request.session.get(_LOOKED, [])
    if token in looked:
        return False
    request.session[_LOOKED] = [*looked, token][-50:]
    return True


def share(request: HttpRequest) -> None:
    """Take note that others use this computer: the cookie ends with the browser, and no page is kept."""
    request.session[_SHARED] = True
    request.session.set_expiry(0)


def is_shared(request: HttpRequest) -> bool:
    """Say whether others use this computer."""
    return bool(request.session.get(_SHARED))


def clear(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forget the visit here and in the browser: the cookie, and every page it may have kept."""
    request.session.flush()
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Cache-Control"] = "no-store"
    return response


def actor(request: HttpRequest) -> Actor:
    """Return who is acting: a person we need not know, within this visit."""
    return resident(None, trace=observe.current(), spell=_spell(request, clock.now()))


def _spell(request: HttpRequest, at: datetime) -> UUID:
    """Return this visit's spell, a new one after an idle half hour."""
    kept = request.session.get(_SPELL)
    idle = at - datetime.fromisoformat(kept["at"]) if isinstance(kept, dict) else IDLE
    spell = UUID(kept["id"]) if kept and idle < IDLE else uuid7()
    if not kept or abs(idle) >= NOTED:
        request.session[_SPELL] = {"id": str(spell), "at": at.isoformat()}
    return spell


def enter(request: HttpRequest, access: Access) -> None:
    """Remember that somebody came in by a one-time link or code, and until when."""
    request.session.cycle_key()
    request.session[_ENTERED] = {
        "access": str(access.id),
        "reporter": str(access.reporter),
        "until": access.until.isoformat(),
        "question": str(access.question or ""),
    }


@dataclass(frozen=True, slots=True)
class Entered:
    """One-time access that this visit has."""

    access: UUID
    reporter: UUID
    question: UUID | None


def entered(request: HttpRequest) -> Entered | None:
    """Return the one-time access of this visit, if it has any that is not over."""
    kept = request.session.get(_ENTERED)
    if not isinstance(kept, dict) or datetime.fromisoformat(kept["until"]) <= clock.now():
        return None
    question = UUID(kept["question"]) if kept["question"] else None
    return Entered(UUID(kept["access"]), UUID(kept["reporter"]), question)


def let_look(request: HttpRequest, reporter: UUID, *, at: datetime) -> None:
    """Let this visit look at the photos of one's own report for a while: the link itself is used up by an answer."""
    known = {**request.session.get(_LOOKING, {}), str(reporter): (at + IDLE).isoformat()}
    request.session[_LOOKING] = dict(list(known.items())[-5:])


def looking(request: HttpRequest, *, at: datetime) -> set[UUID]:
    """Return the reporters whose photos this visit may look at, having come by their links."""
    known: dict[str, str] = request.session.get(_LOOKING, {})
    return {UUID(reporter) for reporter, until in known.items() if datetime.fromisoformat(until) > at}

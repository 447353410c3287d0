"""The contact in progress: on which channel an adviser serves somebody, for whom they ask, and since when.

Kept in the session as ids and codes. The contact's id is the spell of everything done meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.contacts import api as contacts
from portreeve.modules.contacts.types import ContactAlreadyEnded

CHANNELS = (Channel.PHONE, Channel.COUNTER, Channel.EMAIL, Channel.POST, Channel.SOCIAL)
"""Those on which an adviser serves people; the rest people use by themselves."""
REASONS = ("report", "enquiry", "application", "no news", "change", "complaint", "not ours")
"""Why people get in touch, as codes for wrapping up. The codes are stored: never rename one."""
IDLE = timedelta(minutes=30)
"""A spell at the desk ends after so long without a page (design §4.4)."""
_SERVING, _SPELL, _SEEN = "serving", "spell", "spell_seen"
_NOTED = timedelta(minutes=5)
"""How often an open page notes on the contact that it still goes on."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Somebody being served now."""

    contact: UUID
    channel: Channel
    since: datetime
    for_other: bool
    """They ask for somebody else (PRN-16)."""
    party: UUID | None
    """Who they are, where they were found."""


def current(request: Any) -> Serving | None:
    """Return whom this adviser serves, if anybody."""
    kept = request.session.get(_SERVING)
    if not isinstance(kept, dict):
        return None
    return Serving(
        contact=UUID(kept["contact"]),
        channel=Channel(kept["channel"]),
        since=datetime.fromisoformat(kept["since"]),
        for_other=bool(kept["for_other"]),
        party=UUID(kept["party"]) if kept["party"] else None,
    )


def begin(request: Any, *, channel: Channel, for_other: bool, by: Actor, at: datetime) -> Serving:
    """Open a contact with somebody. One that was still open is left to its own end."""
    serving = Serving(uuid7(), channel, at, for_other, None)
    contacts.open_contact(contact=serving.contact, channel=channel, by=by, at=at)
    _keep(request, serving, noted=at)
    return serving


def known_as(request: Any, party: UUID, *, by: Actor, at: datetime) -> Serving | None:
    """Note who is being served; None where nobody is."""
    serving = current(request)
    if serving is None:
        return None
    contacts.open_contact(contact=serving.contact, channel=serving.channel, party=party, by=by, at=at)
    known = Serving(serving.contact, serving.channel, serving.since, serving.for_other, party)
    _keep(request, known, noted=at)
    return known


def end(request: Any) -> None:
    """Forget whom this adviser served; what comes next is another spell."""
    for name in (_SERVING, _SPELL, _SEEN):
        request.session.pop(name, None)


def still(request: Any, *, by: Actor, at: datetime) -> bool:
    """Note now and then that the contact goes on; False where it has ended by itself, which is then forgotten."""
    serving = current(request)
    if serving is None:
        return True
    if at - datetime.fromisoformat(request.session[_SERVING]["noted"]) < _NOTED:
        return True
    try:
        contacts.open_contact(contact=serving.contact, channel=serving.channel, by=by, at=at)
    except ContactAlreadyEnded:
        end(request)
        return False
    _keep(request, serving, noted=at)
    return True


def _keep(request: Any, serving: Serving, *, noted: datetime) -> None:
    """Remember whom this adviser serves."""
    request.session[_SERVING] = {
        "contact": str(serving.contact),
        "channel": serving.channel.value,
        "since": serving.since.isoformat(),
        "for_other": serving.for_other,
        "party": str(serving.party or ""),
        "noted": noted.isoformat(),
    }


def spell(request: Any, at: datetime) -> UUID:
    """Return the contact in progress, or this visit's own spell, fresh after half an hour without a page."""
    serving = current(request)
    if serving is not None:
        return serving.contact
    kept, seen = request.session.get(_SPELL), request.session.get(_SEEN)
    fresh = not kept or not seen or at - datetime.fromisoformat(seen) >= IDLE
    found = uuid7() if fresh else UUID(kept)
    request.session[_SPELL], request.session[_SEEN] = str(found), at.isoformat()
    return found

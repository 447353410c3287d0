"""What contacts learn afterwards from journeys and cases, by the spell in which things were done; and a timer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from time import monotonic
from typing import Any

from portreeve.foundation.pure.actor import Actor, ActorKind, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.modules.cases import events as case_events
from portreeve.modules.contacts.operations import acts
from portreeve.modules.contacts.types import ContactLink, LinkKind, LinkRole
from portreeve.modules.journeys import events as journey_events

_BATCH = 500
_A_WHILE = 45.0
"""Seconds of a minute."""

LINKS: Mapping[str, tuple[LinkKind, LinkRole]] = {
    journey_events.JourneyStarted.kind: (LinkKind.JOURNEY, LinkRole.BEGAN),
    journey_events.JourneyStepped.kind: (LinkKind.JOURNEY, LinkRole.WENT_ON),
    journey_events.JourneySubmitted.kind: (LinkKind.JOURNEY, LinkRole.SENT),
    journey_events.SubmissionHeld.kind: (LinkKind.JOURNEY, LinkRole.SENT),
    case_events.CaseOpened.kind: (LinkKind.CASE, LinkRole.MADE),
    case_events.ReporterJoined.kind: (LinkKind.CASE, LinkRole.JOINED),
    case_events.CaseChased.kind: (LinkKind.CASE, LinkRole.CHASED),
    case_events.CaseReopened.kind: (LinkKind.CASE, LinkRole.REOPENED),
    case_events.ReporterAnswered.kind: (LinkKind.CASE, LinkRole.ANSWERED),
    case_events.VerdictGiven.kind: (LinkKind.CASE, LinkRole.ANSWERED),
    case_events.ReporterWithdrew.kind: (LinkKind.CASE, LinkRole.WITHDREW),
}
"""What a thing done in a spell says about the contact; `follow` is handed these kinds, and JourneyStopped."""

KINDS = frozenset(LINKS) | {journey_events.JourneyStopped.kind}


def follow(recorded: Recorded[Event]) -> None:
    """Open, go on with and link the contact of the spell in which something was done; nothing without a spell."""
    if recorded.spell is None:
        return
    event: Any = recorded.event
    by = _actor(recorded)
    known = acts.Known(by.channel, getattr(event, "asker", None), getattr(event, "service", ""))
    acts.follow(spell=recorded.spell, otherwise=recorded.id, known=known, done=_done(recorded), by=by, at=recorded.at)


def _done(recorded: Recorded[Event]) -> acts.Done:
    """Return what an event says was done in a contact."""
    event = recorded.event
    if isinstance(event, journey_events.JourneyStopped):
        handed_on = event.reason != "tell"
        return acts.Done(stopped=not handed_on, handed_on=handed_on)
    kind, role = LINKS[event.kind]
    return acts.Done(link=ContactLink(kind, role, event.subject, recorded.at))


def _actor(recorded: Recorded[Event]) -> Actor:
    """Return who did it, as far as a contact needs to know."""
    return Actor(
        kind=ActorKind(recorded.actor_kind), id=recorded.actor, channel=Channel(recorded.channel), trace=recorded.trace
    )


def end_idle(*, at: datetime) -> int:
    """Timer, each minute: end the contacts in which nothing happened for half an hour. Returns how many.

    On a busy day there are more of them each minute than one batch holds, so it goes on for most of that minute.
    """
    by, until, ended = system("contacts.end-idle"), monotonic() + _A_WHILE, 0
    while (some := acts.end_idle(by=by, at=at, most=_BATCH)) == _BATCH and monotonic() < until:
        ended += some
    return ended + some

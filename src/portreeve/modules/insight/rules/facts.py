"""Which facts an event says. They hold nothing that the event does not, so they can be built again to the digit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.modules.cases import events as cases
from portreeve.modules.cases.types import Face
from portreeve.modules.contacts import events as contacts
from portreeve.modules.correspondence import events as correspondence
from portreeve.modules.insight.types import FactName, NewFact
from portreeve.modules.journeys import events as journeys

FACES = {Face.GOOD: 1, Face.FAIR: 0, Face.POOR: -1}
"""Net satisfaction is the mean of these (standards §12)."""


def _of_case(recorded: Recorded[Event], name: FactName, code: str = "", number: int = 0) -> tuple[NewFact, ...]:
    """Return a fact of a case; a piece split off by an officer is not counted as a case of its own.

    The channel is the person's, where the event says it: staff work on a case is on no channel.
    """
    event: Any = recorded.event
    if event.part:
        return ()
    said_by_person = name in {FactName.SATISFACTION, FactName.REALLY_DONE}
    channel = recorded.channel if said_by_person else getattr(event, "channel", "")
    return (
        NewFact(
            name=name,
            subject=event.subject,
            service=event.service,
            channel=channel,
            tier=event.tier,
            team=event.team,
            ward=event.ward,
            code=code,
            number=number,
            private=event.private,
        ),
    )


def _of_journey(recorded: Recorded[Event], name: FactName, code: str = "", number: int = 0) -> tuple[NewFact, ...]:
    """Return a fact of a journey."""
    event: Any = recorded.event
    fact = NewFact(
        name=name, subject=event.subject, service=event.service, channel=recorded.channel, code=code, number=number
    )
    return (fact,)


def _sent(recorded: Recorded[Any]) -> tuple[NewFact, ...]:
    """Return that a journey was sent; one that had been held was counted when its person sent it, on their channel."""
    return () if recorded.channel == Channel.SYSTEM else _of_journey(recorded, FactName.SUBMITTED)


def _of_contact(recorded: Recorded[Event], name: FactName, code: str = "", number: int = 0) -> tuple[NewFact, ...]:
    """Return a fact of a contact."""
    event: Any = recorded.event
    fact = NewFact(
        name=name, subject=event.subject, service=event.service, channel=event.channel, code=code, number=number
    )
    return (fact,)


def _kept(kept: bool | None) -> str:
    """Return the code of a promise as it ended."""
    return {True: "kept", False: "broken", None: "none"}[kept]


def _verdict(recorded: Recorded[Any]) -> tuple[NewFact, ...]:
    """Return what a reporter's verdict says: how they felt, and whether it is really done."""
    event = recorded.event
    facts: tuple[NewFact, ...] = ()
    if event.face:
        facts += _of_case(recorded, FactName.SATISFACTION, event.face, FACES[Face(event.face)])
    if event.really_done is not None:
        facts += _of_case(recorded, FactName.REALLY_DONE, "yes" if event.really_done else "no")
    return facts


def _message(recorded: Recorded[Any], outcome: str) -> tuple[NewFact, ...]:
    """Return the fact of something sent, with its way and outcome."""
    event = recorded.event
    return (NewFact(name=FactName.MESSAGE, subject=event.subject, code=f"{event.way} {outcome}"),)


_FACTS: Mapping[type[Event], Callable[[Recorded[Any]], tuple[NewFact, ...]]] = {
    journeys.JourneyStarted: lambda r: _of_journey(r, FactName.STARTED, r.event.medium),
    journeys.JourneyStepped: lambda r: _of_journey(r, FactName.STEP, r.event.question) if r.event.question else (),
    journeys.JourneySubmitted: _sent,
    journeys.SubmissionHeld: lambda r: _of_journey(r, FactName.SUBMITTED),
    journeys.JourneyRated: lambda r: _of_journey(r, FactName.SATISFACTION, r.event.face, FACES[Face(r.event.face)]),
    journeys.JourneyAbandoned: lambda r: _of_journey(r, FactName.ABANDONED, r.event.question),
    journeys.JourneyStopped: lambda r: _of_journey(r, FactName.STOPPED, r.event.stop or r.event.reason),
    cases.CaseOpened: lambda r: _of_case(r, FactName.OPENED),
    cases.ReporterJoined: lambda r: () if r.event.by_officer else _of_case(r, FactName.JOINED),
    cases.CaseDone: lambda r: _of_case(r, FactName.DONE, _kept(r.event.kept), r.event.working_seconds),
    cases.CaseClosed: lambda r: _of_case(r, FactName.CLOSED, r.event.reason, r.event.working_seconds),
    cases.CaseReopened: lambda r: _of_case(r, FactName.REOPENED, "too soon" if r.event.closed_too_soon else "later"),
    cases.CaseChased: lambda r: _of_case(r, FactName.CHASED, r.event.cause),
    cases.PromiseBroken: lambda r: _of_case(r, FactName.BROKEN, r.event.promise),
    cases.VerdictGiven: _verdict,
    correspondence.DispatchSent: lambda r: _message(r, "sent"),
    correspondence.DispatchDelivered: lambda r: _message(r, "delivered"),
    correspondence.DispatchFailed: lambda r: _message(r, "failed"),
    correspondence.DispatchUncertain: lambda r: _message(r, "uncertain"),
    correspondence.CallTried: lambda r: _message(r, r.event.outcome),
    contacts.ContactOpened: lambda r: _of_contact(r, FactName.CONTACT),
    contacts.ContactEnded: lambda r: _of_contact(r, FactName.CONTACT_ENDED, r.event.ending, r.event.seconds),
    contacts.ContactJudged: lambda r: _of_contact(r, FactName.AVOIDABLE, r.event.avoidable),
    contacts.ContactRepeated: lambda r: _of_contact(r, FactName.REPEATED, "", r.event.days),
}

ENDS = frozenset({FactName.SUBMITTED, FactName.STOPPED})
"""The first of these completes its journey."""

KINDS = frozenset(kind.kind for kind in _FACTS)


def facts_of(recorded: Recorded[Event]) -> tuple[NewFact, ...]:
    """Return the facts that an event says; none for events that nobody counts."""
    make = _FACTS.get(type(recorded.event))
    return make(recorded) if make else ()


def placed(facts: Iterable[NewFact]) -> Iterator[tuple[int, NewFact]]:
    """Number the facts of one event. The place after an ending is left free: there the journey's completion goes."""
    place = 0
    for fact in facts:
        yield place, fact
        place += 2 if fact.name in ENDS else 1

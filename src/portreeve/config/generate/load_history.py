"""Loads the made-up past: people, cases and contacts, in batches, with their facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from portreeve.config.generate.dice import Dice
from portreeve.config.generate.history import Made, Past, people
from portreeve.foundation.clock import api as clock
from portreeve.foundation.config_types.api import read_mapping
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import CaseStatus, ChaseCause, PastCase
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service
from portreeve.modules.contacts import api as contacts
from portreeve.modules.contacts.types import Avoidable, Ending, LinkKind, LinkRole, PastContact
from portreeve.modules.insight import api as insight
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import PastJourney
from portreeve.modules.people import api as parties
from portreeve.modules.places import api as places

BATCH = 2000
PEOPLE = 5000
SEED = 2026
_SPOKEN = {Channel.PHONE: (120, 540), Channel.COUNTER: (180, 900), Channel.CHAT: (240, 900)}
"""Seconds that a contact took, fewest and most."""


@dataclass(slots=True)
class History:
    """What has been loaded so far."""

    people: int = 0
    cases: int = 0
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much past is wanted; what is left out is as the council's `history.yaml` says."""

    people: int = PEOPLE
    cases: int | None = None
    contacts: int | None = None
    seed: int = SEED


def load_history(*, folder: Path, wanted: Wanted, by: Actor, at: datetime) -> Iterator[History]:
    """Load the past up to a time, yielding what has been loaded after each batch. Loaded again, it is the same once."""
    plan = dict(read_mapping(folder / "history.yaml"))
    plan["cases"] = wanted.cases if wanted.cases is not None else int(plan["cases"])
    source = f"generated {wanted.seed}"
    done = History(people=_load_people(folder, wanted, source, by=by, at=at))
    yield done
    made = iter(_past(plan, wanted, at).cases())
    while some := list(islice(made, BATCH)):
        loaded = cases.load_past(
            source=source, batch=[_known(one, source) for one in some], write_facts=insight.write_facts, by=by, at=at
        )
        done.cases += loaded.made
        _load_journeys(some, plan, source, by=by, at=at)
        done.contacts += _load_contacts([c for one in some for c in _contacts(one, source)], source, by=by, at=at)
        yield done
    enquiries = _enquiries(plan, wanted, at, source)
    while batch := list(islice(enquiries, BATCH)):
        done.contacts += _load_contacts(batch, source, by=by, at=at)
        yield done


def _past(plan: dict[str, Any], wanted: Wanted, at: datetime) -> Past:
    """Return what the past is made of: the services the council has published, and some of its homes."""
    return Past(
        plan=plan,
        services=[s for s in map(_published, plan["services"]) if s],
        addresses=places.sample(every=7),
        calendar=clock.calendar(),
        zone=clock.council_zone(),
        until=at,
        people=wanted.people,
        seed=wanted.seed,
    )


def _published(service: str) -> Service | None:
    """Return a service if the council has published it."""
    try:
        return catalogue.published(service)
    except NotFound:
        return None


def _load_people(folder: Path, wanted: Wanted, source: str, *, by: Actor, at: datetime) -> int:
    """Load the people; returns how many were new."""
    made, words = 0, read_mapping(folder / "people.yaml")
    rows = people(wanted.people, words, seed=wanted.seed)
    while some := dict(islice(rows, BATCH)):
        made += parties.load_parties(source=source, batch=some, by=by, at=at)
    return made


def _known(one: Made, source: str) -> Any:
    """Return a case with the party that asked, where they gave a name."""
    return replace(one.case, asker=parties.past_id(source, str(one.person))) if one.person >= 0 else one.case


def _load_journeys(some: Sequence[Made], plan: dict[str, Any], source: str, *, by: Actor, at: datetime) -> None:
    """Load the web journeys that led to cases, and those that were given up on the way."""
    share = float(plan["given_up"]) / 100
    batch = [j for one in some if one.case.channel is Channel.WEB for j in _journeys(one.case, share, source)]
    journeys.load_past(source=source, batch=batch, write_facts=insight.write_facts, by=by, at=at)


def _journeys(case: PastCase, share: float, source: str) -> Iterator[PastJourney]:
    """Yield the journey that was sent as a case, and sometimes one that somebody else gave up that day."""
    dice, service = Dice("journey", case.key), catalogue.version(case.version)
    asked = tuple(question.id for question in service.questions if not question.optional)
    said: dict[str, Any] = {"service": case.service, "version": case.version, "channel": Channel.WEB, "medium": "web"}
    took = timedelta(seconds=dice.whole(90, 420))
    yield PastJourney(
        key=case.key,
        started_at=case.opened_at - took,
        ended_at=case.opened_at,
        questions=asked,
        became=cases.past_id(source, case.key),
        **said,
    )
    if dice.chance(share):
        begun = case.opened_at - timedelta(minutes=dice.whole(30, 300))
        far = asked[: dice.whole(0, max(0, len(asked) - 1))]
        yield PastJourney(
            key=f"{case.key} given up",
            started_at=begun,
            ended_at=begun + timedelta(seconds=dice.whole(10, 300)),
            questions=far,
            **said,
        )


def _load_contacts(batch: Sequence[PastContact], source: str, *, by: Actor, at: datetime) -> int:
    """Load a batch of contacts; returns how many were new."""
    made, _ = contacts.load_past(source=source, batch=batch, write_facts=insight.write_facts, by=by, at=at)
    return made


def _contacts(one: Made, source: str) -> Iterator[PastContact]:
    """Yield the contacts about a case: the one that made it, one for each chase and each return."""
    case = _known(one, source)
    subject = cases.past_id(source, case.key)
    again = min((c.at for c in case.chases), default=None)
    yield PastContact(
        key=case.key,
        channel=case.channel,
        opened_at=case.opened_at,
        ended_at=_end(case.channel, case.opened_at, case.key),
        ending=Ending.RESOLVED,
        service=case.service,
        party=case.asker,
        links=((LinkKind.CASE, LinkRole.MADE, subject),),
        again_within=(again - case.opened_at).days if again and (again - case.opened_at).days <= 14 else None,
    )
    for n, chase in enumerate(case.chases):
        late = chase.cause is ChaseCause.LATE
        yield PastContact(
            key=f"{case.key} chase {n}",
            channel=chase.channel,
            opened_at=chase.at,
            ended_at=_end(chase.channel, chase.at, f"{case.key} chase"),
            ending=Ending.RESOLVED,
            service=case.service,
            party=case.asker,
            avoidable=Avoidable.CHASING,
            reason="late" if late else "no news",
            links=((LinkKind.CASE, LinkRole.CHASED, subject),),
        )
    for n, back in enumerate(case.returns if case.status is CaseStatus.DONE else ()):
        yield PastContact(
            key=f"{case.key} return {n}",
            channel=case.channel,
            opened_at=back.at,
            ended_at=_end(case.channel, back.at, f"{case.key} return"),
            ending=Ending.RESOLVED,
            service=case.service,
            party=case.asker,
            avoidable=Avoidable.CLOSED_TOO_SOON,
            links=((LinkKind.CASE, LinkRole.REOPENED, subject),),
        )


def _end(channel: Channel, begun: datetime, name: str) -> datetime:
    """Return when a contact ended: spoken ones take minutes, a page a few, a letter none."""
    few, most = _SPOKEN.get(channel, (90, 420) if channel is Channel.WEB else (0, 0))
    return begun + timedelta(seconds=Dice("length", name).whole(few, most))


def _enquiries(plan: dict[str, Any], wanted: Wanted, at: datetime, source: str) -> Iterator[PastContact]:
    """Yield contacts that led to no case: questions answered at once, wrong numbers, people told where to go."""
    many = int(plan["cases"] * float(plan["enquiries"]) / 100)
    many = wanted.contacts - plan["cases"] if wanted.contacts is not None else many
    calendar, days = clock.calendar(), int(plan["days"])
    mix = ((Channel.PHONE, 62), (Channel.COUNTER, 22), (Channel.EMAIL, 10), (Channel.CHAT, 6))
    channels = [channel for channel, weight in mix for _ in range(weight)]
    for n in range(max(0, many)):
        dice = Dice("enquiry", wanted.seed, n)
        channel = dice.pick(channels)
        near = at - timedelta(days=days * dice.roll())
        begun = calendar.next_open(near) + timedelta(seconds=dice.whole(0, 3 * 3600))
        if begun >= at:
            continue
        poor = dice.chance(0.18)
        yield PastContact(
            key=f"enquiry {n}",
            channel=channel,
            opened_at=begun,
            ended_at=_end(channel, begun, f"enquiry {n}"),
            ending=Ending.RESOLVED if not dice.chance(0.08) else Ending.HANDED_ON,
            reason="enquiry",
            party=parties.past_id(source, str(dice.whole(0, wanted.people - 1))) if dice.chance(0.4) else None,
            avoidable=dice.pick((Avoidable.SIGNPOSTING, Avoidable.CLARIFICATION)) if poor else None,
        )

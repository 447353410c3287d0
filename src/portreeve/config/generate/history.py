"""Makes up the past of the demo council: two years of people, contacts and cases, always the same for a seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from portreeve.config.generate.dice import Dice
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.working_time import WorkingCalendar
from portreeve.modules.cases.types import (
    CaseStatus,
    ChaseCause,
    ClosingReason,
    Face,
    PastCase,
    PastChase,
    PastReturn,
)
from portreeve.modules.catalogue.types import Service
from portreeve.modules.people.types import NewParty
from portreeve.modules.places.types import Address, Place

Thing = TypeVar("Thing")
SPRING = (4, 5, 6)
_HOURS = (0, 0, 0, 0, 0, 0, 1, 4, 9, 12, 12, 10, 9, 9, 9, 9, 8, 8, 8, 7, 6, 4, 2, 1)
"""How much of a day's web contact falls in each hour; staffed channels keep the council's hours."""
_STAFFED = frozenset({Channel.PHONE, Channel.COUNTER, Channel.CHAT})
_REASONS = {reason.value: reason for reason in ClosingReason}


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up case, and who asked."""

    case: PastCase
    person: int
    """Which of the made-up people; -1: nobody who gave a name."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the past is made of."""

    plan: Mapping[str, Any]
    """history.yaml."""
    services: Sequence[Service]
    addresses: Sequence[Address]
    calendar: WorkingCalendar
    zone: ZoneInfo
    until: datetime
    people: int
    seed: int

    def cases(self) -> Iterator[Made]:
        """Yield made-up cases, oldest first within each day."""
        days, wanted = int(self.plan["days"]), int(self.plan["cases"])
        begin = self.until - timedelta(days=days)
        for n in range(wanted):
            dice = Dice("history", self.seed, n)
            share = n / wanted
            yield self._case(n, begin + timedelta(days=days * share), share, dice)

    def _case(self, n: int, near: datetime, share: float, dice: Dice) -> Made:
        """Make up one case."""
        service = self._service(near, dice)
        channel = self._channel(share, dice)
        opened = min(self._moment(near, channel, dice), self.until - timedelta(minutes=dice.whole(5, 600)))
        named = not (service.anonymous and dice.chance(float(self.plan["anonymous"]) / 100))
        done_by = self.calendar.due(opened, service.promise.done) if service.promise.done else None
        life = self._life(opened, done_by, channel, dice)
        address = dice.pick(self.addresses)
        case = PastCase(
            key=str(n),
            service=service.id,
            version=service.version,
            tier=service.tier,
            team=service.team,
            channel=channel,
            opened_at=opened,
            place=_place(service, address),
            language="cy" if dice.chance(float(self.plan["welsh"]) / 100) else "en",
            done_by=done_by,
            private=service.private,
            home=service.home,
            **life,
        )
        return Made(case, dice.whole(0, self.people - 1) if named else -1)

    def _service(self, near: datetime, dice: Dice) -> Service:
        """Choose a service by its share, more of some in spring."""
        weights = []
        for service in self.services:
            known = self.plan["services"][service.id]
            weights.append(float(known["share"]) * (float(known["spring"]) if near.month in SPRING else 1.0))
        return _weighed(self.services, weights, dice)

    def _channel(self, share: float, dice: Dice) -> Channel:
        """Choose a channel: the mix moves over the two years."""
        mix = self.plan["channels"]
        weights = [float(a) + (float(b) - float(a)) * share for a, b in mix.values()]
        return Channel(_weighed(list(mix), weights, dice))

    def _moment(self, near: datetime, channel: Channel, dice: Dice) -> datetime:
        """Choose a moment near a day: at the council's hours where somebody must answer."""
        local = near.astimezone(self.zone).date() + timedelta(days=dice.whole(-3, 3))
        while channel in _STAFFED and not self.calendar.works_on(local):
            local -= timedelta(days=1)
        hour = dice.whole(9, 16) if channel in _STAFFED else _weighed(range(24), _HOURS, dice)
        wall = datetime.combine(local, time(hour, dice.whole(0, 59), dice.whole(0, 59)), tzinfo=self.zone)
        return wall.astimezone(UTC)

    def _life(self, opened: datetime, done_by: datetime | None, channel: Channel, dice: Dice) -> dict[str, Any]:
        """Choose what came of a case: when it ended, how, whether it came back, whether anybody chased."""
        late = dice.chance(float(self.plan["late"]) / 100)
        ended = self._end(opened, done_by, late=late, dice=dice)
        chases = self._chases(opened, ended, channel, late=late, dice=dice)
        if ended >= self.until:
            open_as = (CaseStatus.RECEIVED, CaseStatus.WITH_TEAM, CaseStatus.WITH_TEAM)
            return {"status": dice.pick(open_as), "chases": chases}
        how = _weighed(list(self.plan["ends"]), [float(v) for v in self.plan["ends"].values()], dice)
        if how != "done":
            return {
                "status": CaseStatus.CLOSED,
                "closing_reason": _REASONS[how],
                "ended_at": ended,
                "chases": chases,
            } | self._face(ended, 0.3, dice)
        life: dict[str, Any] = {"status": CaseStatus.DONE, "ended_at": ended, "chases": chases}
        if dice.chance(float(self.plan["returns"]) / 100):
            back = opened + (ended - opened) * 0.6
            life["returns"] = (PastReturn(ended_at=opened + (ended - opened) * 0.3, at=back),)
        return life | self._face(ended, 0.45 if late or chases else 0.85, dice)

    def _end(self, opened: datetime, done_by: datetime | None, *, late: bool, dice: Dice) -> datetime:
        """Choose when it ended: mostly well within its promise, sometimes after it."""
        span = (done_by or opened + timedelta(days=5)) - opened
        factor = dice.between(1.05, 2.6) if late else 0.15 + 0.8 * dice.roll() ** 1.4
        return self.calendar.next_open(opened + span * factor)

    def _chases(
        self, opened: datetime, ended: datetime, channel: Channel, *, late: bool, dice: Dice
    ) -> tuple[PastChase, ...]:
        """Choose whether somebody asked what was happening."""
        if not dice.chance(float(self.plan["chases"]) / 100 * (3 if late else 1)):
            return ()
        at = opened + (min(ended, self.until) - opened) * dice.between(0.4, 0.95)
        by = channel if dice.chance(0.5) else Channel.PHONE
        return (PastChase(at=at, cause=ChaseCause.LATE if late else ChaseCause.NO_NEWS, channel=by),)

    def _face(self, ended: datetime, good: float, dice: Dice) -> dict[str, Any]:
        """Choose whether they said how it was, and how."""
        if not dice.chance(float(self.plan["faces"]) / 100):
            return {}
        at = ended + timedelta(hours=dice.between(0.5, 40))
        if at >= self.until:
            return {}
        face = Face.GOOD if dice.chance(good) else (Face.FAIR if dice.chance(0.5) else Face.POOR)
        return {"face": face, "face_at": at}


def _place(service: Service, address: Address) -> Place:
    """Return where it was: at a home where the service is about one, else in the street."""
    if service.id == "ask-a-question":
        return Place("")
    if any(q.type == "address" for q in service.questions):
        return Place(address.line, address.uprn, address.street, address.ward, address.lat, address.long)
    return Place(address.street_name, "", address.street, address.ward, address.lat, address.long)


def _weighed(things: Sequence[Thing], weights: Sequence[float], dice: Dice) -> Thing:
    """Choose one thing by weights."""
    point = dice.roll() * sum(weights)
    for thing, weight in zip(things, weights, strict=True):
        point -= weight
        if point < 0:
            return thing
    return things[-1]


def people(many: int, words: Mapping[str, Sequence[str]], *, seed: int) -> Iterator[tuple[str, NewParty]]:
    """Yield made-up people by key: names from the council's lists, numbers from the ranges kept for drama."""
    for n in range(many):
        dice = Dice("people", seed, n)
        given, family = dice.pick(words["given"]), dice.pick(words["family"])
        offline = dice.chance(0.14)
        email = "" if offline else f"{given}.{family}.{n}@example.com".lower()
        mobile = "" if offline or dice.chance(0.25) else f"07700 900{n % 1000:03}"
        landline = f"01632 960{n % 1000:03}" if offline or dice.chance(0.2) else ""
        yield str(n), NewParty(name=f"{given} {family}", email=email, mobile=mobile, landline=landline)

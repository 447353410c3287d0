"""Stops: judged as their last question is answered, and once more when the journey is sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Service, Stop, StopKind
from portreeve.modules.journeys.rules.conditions import Conditions, FactWanted, RuleFailed, reads
from portreeve.modules.journeys.types import HandOver, HandOverReason, Need, State, Tell


@lru_cache(maxsize=4096)
def _last(when: str, questions: tuple[str, ...]) -> int:
    """Return the place of the last question that a condition reads; -1 if it reads none."""
    names = reads(when)
    return max((place for place, question in enumerate(questions) if question in names), default=-1)


def due_at(service: Service) -> dict[int, list[Stop]]:
    """Return the stops by the place of the last question each reads; at -1 those judged at once.

    One that cannot be read stands at -1 too: it fails before anybody has answered in vain.
    """
    questions = tuple(question.id for question in service.questions)
    by_place: dict[int, list[Stop]] = {}
    for stop in service.stops:
        try:
            place = _last(stop.when, questions)
        except RuleFailed:
            place = -1
        by_place.setdefault(place, []).append(stop)
    return by_place


def shown(service: Service, stop: Stop, language: str, medium: Medium) -> Tell | HandOver:
    """Return what a person is shown when a stop holds."""
    text = service.text(f"stop.{stop.id}", language, spoken=medium is Medium.VOICE)
    if stop.kind is StopKind.PERSON:
        return HandOver(HandOverReason.STOP, text, stop.id)
    return Tell(stop, text, goes_on=stop.kind is StopKind.HOLD, number=stop.number)


def due(state: State, conditions: Conditions, stops: Iterable[Stop], medium: Medium) -> Tell | HandOver | None:
    """Return what these stops, whose last question is answered, have to say. Raises FactWanted."""
    for stop in stops:
        if stop.id in state.passed or (stop.kind is StopKind.HOLD and stop.id in state.told):
            continue
        try:
            if conditions.holds(stop.when):
                return shown(conditions.service, stop, state.language, medium)
        except RuleFailed:
            return HandOver(HandOverReason.ERROR, stop=stop.id)
    return None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the stops say of a journey that is being sent: nothing, wait until a time, or no."""

    stop: Stop | None = None
    held_until: datetime | None = None
    failed: bool = False
    """The stop could not be judged: a person must look."""

    @property
    def goes(self) -> bool:
        """Whether it goes ahead now."""
        return self.stop is None


def verdict(service: Service, state: State, *, since: datetime) -> Verdict | Need:
    """Judge every stop as of `state.now`, on facts learned no earlier than `since`.

    What ends a journey is looked for first, so that nobody is made to wait for a no.
    """
    conditions = Conditions(service, state)
    for stop in sorted(service.stops, key=lambda each: each.kind is StopKind.HOLD):
        if stop.id in state.passed:
            continue
        try:
            for question in service.questions:
                conditions.applies(question)
            if conditions.holds(stop.when, at=state.now, since=since):
                waits = stop.kind is StopKind.HOLD
                return Verdict(stop, next_time(state.now, stop.until, state.zone) if waits else None)
        except FactWanted as wanted:
            return wanted.need
        except RuleFailed:
            return Verdict(stop, failed=True)
    return Verdict()


def next_time(after: datetime, clock: str, zone: str) -> datetime:
    """Return the next time, after another, that clocks of a zone show this time of day; in UTC.

    On the night that clocks go forward a time that does not exist is the moment they change.
    """
    local = after.astimezone(ZoneInfo(zone))
    hour, minute = (int(part) for part in clock.split(":"))
    for days in range(3):
        wanted = datetime.combine(local.date() + timedelta(days=days), time(hour, minute), ZoneInfo(zone))
        moment = wanted.astimezone(ZoneInfo("UTC"))
        if moment > after:
            return moment
    raise ValueError(f"No {clock} within three days.")  # pragma: no cover - every clock shows every time in two days

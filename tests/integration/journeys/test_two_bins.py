"""Two bins due on two days at one address, each judged by its own day and record, on every medium."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from portreeve.config.rehearsal.play import Transcript, play
from portreeve.config.rehearsal.sample import SampleAnswers
from portreeve.foundation.pure.actor import Actor, resident
from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys.api import Rehearsal
from portreeve.modules.journeys.types import Json, Need, NeedKind
from portreeve.modules.places.rules.collecting import judge
from portreeve.modules.places.types import Calendar, CollectionDay, CrewCode, CrewRecord

SERVICES = Path(__file__).parents[3] / "demo" / "services"
LONDON = ZoneInfo("Europe/London")
MONDAY, TUESDAY = date(2026, 10, 26), date(2026, 10, 27)
"""The black bin's day and the blue bin's, in the week after the clocks went back."""
DAYS = (CollectionDay(MONDAY, "refuse", "A"), CollectionDay(TUESDAY, "recycling", "A"))
KEYS = {"refuse": "1", "recycling": "2", "garden": "3"}
STILL_OUT, EMPTIED, TOO_LATE, IN_THE_WAY = (
    "The crew may still be on its way",
    "The crew recorded that your bin was emptied",
    "You can report a missed bin from 5pm",
    "could not empty the bin",
)


@dataclass
class Council(SampleAnswers):
    """The sample council with a calendar, which is judged as a real one is."""

    records: tuple[CrewRecord, ...] = ()
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__({})

    def answer(self, need: Need, *, by: Actor, at: datetime) -> Json:
        if need.kind is not NeedKind.FACT:
            return super().answer(need, by=by, at=at)
        self.asked.append(need.key)
        fact = judge(Calendar(DAYS, self.records), now=at.astimezone(LONDON)).as_fact()
        return {name: list[Json](one) if isinstance(one, list) else one for name, one in fact.items()}


def local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def report(one: str, medium: Medium, at: datetime, *records: CrewRecord, waits: bool = False) -> Transcript:
    """Report a bin as missed, on a medium, going past what is only to be read."""
    service = catalogue.read_service(SERVICES, "missed-bin").service
    assert service is not None
    rehearsal = Rehearsal(
        service,
        medium=medium,
        language="en",
        at=at,
        zone="Europe/London",
        answers=Council(records),
        by=resident(None),
    )
    key = KEYS[one]
    before = {Medium.WEB: ["HV1 2AB", "100000000004", one], Medium.TEXT: ["HV1 2AB", "2", key]}
    read = {Medium.WEB: "continue", Medium.TEXT: "yes", Medium.VOICE: "1"}[medium]
    rest = {
        Medium.WEB: ["out", "bin.jpg", "name=Amina Yusuf; email=amina@example.com", "send"],
        Medium.TEXT: ["1", "no", "Amina", "2", "07700 900111", "SEND"],
        Medium.VOICE: ["1", "07700900111#", "1"],
    }[medium]
    replies = [*before.get(medium, ["481222#", "2", key]), *([read] if waits else []), *rest]
    return play(service, rehearsal, medium, replies=iter(replies), out=lambda *_: None)


def said(told: Transcript) -> str:
    return " ".join(" ".join(line for turn in told.turns for line in turn["said"]).split())


def emptied(day: date, one: str) -> CrewRecord:
    return CrewRecord("A", day, CrewCode.EMPTIED, local(day, 9), uprn="100000000004", bin=one)


@pytest.mark.parametrize("medium", list(Medium))
class TestOnEveryMedium:
    def test_yesterdays_bin_is_sent_on_in_the_morning_and_does_not_wait_for_todays(self, medium: Medium) -> None:
        told = report("refuse", medium, local(TUESDAY, 10))
        assert told.ended == "sent", told.turns[-1]
        assert STILL_OUT not in said(told)

    def test_todays_bin_waits_until_five_and_says_so_once(self, medium: Medium) -> None:
        told = report("recycling", medium, local(TUESDAY, 10), waits=True)
        assert told.ended == "held", told.turns[-1]
        assert said(told).count(STILL_OUT) == 1

    def test_that_todays_was_emptied_does_not_stop_yesterdays(self, medium: Medium) -> None:
        record = emptied(TUESDAY, "recycling")
        assert report("refuse", medium, local(TUESDAY, 10), record).ended == "sent"
        stopped = report("recycling", medium, local(TUESDAY, 10), record)
        assert stopped.ended == "stopped"
        assert EMPTIED in said(stopped)

    def test_why_yesterdays_could_not_be_emptied_is_told_of_that_one_only(self, medium: Medium) -> None:
        record = CrewRecord("A", MONDAY, CrewCode.NOT_OUT, local(MONDAY, 9), uprn="100000000004", bin="refuse")
        stopped = report("refuse", medium, local(TUESDAY, 10), record)
        assert stopped.ended == "stopped"
        assert IN_THE_WAY in said(stopped)
        assert report("recycling", medium, local(TUESDAY, 18), record).ended == "sent"

    def test_after_five_yesterdays_is_too_late_and_todays_is_sent_on(self, medium: Medium) -> None:
        late = report("refuse", medium, local(TUESDAY, 17))
        assert late.ended == "stopped"
        assert TOO_LATE in said(late)
        assert report("recycling", medium, local(TUESDAY, 17)).ended == "sent"

    def test_a_bin_of_which_the_calendar_knows_nothing_blocks_nobody(self, medium: Medium) -> None:
        assert report("garden", medium, local(TUESDAY, 10)).ended == "sent"

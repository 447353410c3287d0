"""Facts are counted once, and can be built again to the digit."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from portreeve.config.wiring import handlers
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.outbox.api import PastEvent
from portreeve.foundation.outbox.models import Cursor
from portreeve.foundation.pure.actor import Actor, Grant, resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.events import CaseClosed, CaseDone, CaseOpened, VerdictGiven
from portreeve.modules.insight import api as insight
from portreeve.modules.insight import jobs, operations
from portreeve.modules.insight.models import Daily, Fact
from portreeve.modules.insight.types import FactName, NewFact
from portreeve.modules.journeys.events import (
    JourneyStarted,
    JourneyStepped,
    JourneyStopped,
    JourneySubmitted,
    SubmissionHeld,
)

AT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db
OF = {"service": "missed-bin", "team": "waste", "ward": "W01", "tier": "simple"}


def recorded(event: Event, at: datetime = AT) -> Recorded[Event]:
    return Recorded(uuid7(), event, at, "resident", "", "web", None, "")


def opened(**more: Any) -> CaseOpened:
    return CaseOpened(subject=uuid7(), channel="web", reporter=uuid7(), **(OF | more))


def test_an_event_handled_twice_is_counted_once() -> None:
    event = recorded(opened())
    jobs.count(event)
    jobs.count(event)
    assert Fact.objects.count() == 1
    assert Daily.objects.get().count == 1


def test_a_fact_belongs_to_the_councils_day_and_not_to_that_of_greenwich() -> None:
    jobs.count(recorded(opened(), AT + timedelta(minutes=45)))  # 23:15 UTC is 00:15 on 1 July in London
    assert Daily.objects.get().day == date(2026, 7, 1)


def test_two_facts_of_one_event_are_both_kept() -> None:
    jobs.count(recorded(VerdictGiven(subject=uuid7(), reporter=uuid7(), really_done=False, face="poor", **OF)))
    assert sorted(Fact.objects.values_list("name", "code", "number")) == [
        (FactName.REALLY_DONE, "no", 0),
        (FactName.SATISFACTION, "poor", -1),
    ]


def test_a_piece_split_off_by_an_officer_is_not_another_case() -> None:
    jobs.count(recorded(opened(part=True)))
    assert not Fact.objects.exists()


@operation
def write(*, events: list[Event], by: Actor, at: datetime) -> None:
    """Record some events, as operations do."""
    for event in events:
        record(event, by=by, at=at)


def test_facts_built_again_from_the_events_are_the_same_to_the_digit() -> None:
    cases = [opened(private=i % 7 == 0, ward=f"W0{i % 4}") for i in range(40)]
    ends: list[Event] = [
        CaseDone(subject=c.subject, update=uuid7(), opened_at=AT, kept=i % 3 > 0, working_seconds=i * 977, **OF)
        if i % 2
        else CaseClosed(subject=c.subject, reason="not found", opened_at=AT, working_seconds=i, **OF)
        for i, c in enumerate(cases)
    ]
    write(events=[*cases, *ends], by=resident(None), at=AT)
    outbox.drain(handlers())
    before = everything()
    assert sum(n for *_, n, _ in before[1]) == 80
    counting = next(h for h in handlers() if h.name == "insight.count")
    who = Actor(kind=system("x").kind, id="rebuild", channel=Channel.SYSTEM, grants=frozenset({Grant("audit.view")}))
    outbox.replay(handler=counting, by=who, at=AT, clear=insight.forget)
    assert not Fact.objects.exists()
    outbox.drain(handlers())
    assert everything() == before


def test_counting_the_days_again_gives_what_was_counted_as_it_happened() -> None:
    for i in range(30):
        jobs.count(recorded(opened(ward=f"W0{i % 3}"), AT + timedelta(hours=i)))
    before = everything()
    insight.recount()
    assert everything() == before


def test_figures_are_read_from_the_counts_and_agree_with_them() -> None:
    for i in range(20):
        jobs.count(recorded(opened()))
        jobs.count(recorded(CaseDone(subject=uuid7(), update=uuid7(), opened_at=AT, kept=i < 15, **OF)))
    found = insight.figures(date(2026, 6, 1), date(2026, 6, 30))
    assert found.whole.contacts == 20
    assert found.services[0].kept == pytest.approx(0.75)
    assert found.by_channel == {"web": 20}
    assert found.by_month == (("2026-06", {"web": 20}),)


def everything() -> tuple[list[Any], list[Any]]:
    facts = Fact.objects.order_by("event", "place").values_list(
        "event",
        "place",
        "name",
        "at",
        "day",
        "subject",
        "service",
        "channel",
        "team",
        "ward",
        "code",
        "number",
        "private",
    )
    daily = Daily.objects.order_by("day", "name", "service", "channel", "tier", "team", "ward", "code", "private")
    return list(facts), list(daily.values_list("day", "name", "service", "channel", "ward", "code", "count", "total"))


def test_what_was_held_is_counted_as_sent_once_on_the_persons_own_channel() -> None:
    journey, sent = uuid7(), uuid7()
    jobs.count(recorded(SubmissionHeld(subject=journey, service="missed-bin", submission=sent, stop="crew-out")))
    released = Recorded(
        uuid7(),
        JourneySubmitted(subject=journey, service="missed-bin", submission=sent),
        AT,
        "system",
        "x",
        "system",
        None,
        "",
    )
    jobs.count(released)
    assert list(Fact.objects.values_list("name", "channel")) == [(FactName.SUBMITTED, "web")]


def test_reading_a_stop_or_changing_language_is_not_a_question_answered() -> None:
    jobs.count(recorded(JourneyStepped(subject=uuid7(), service="missed-bin", question="", revision=3)))
    assert not Fact.objects.exists()


def began(journey: UUID) -> JourneyStarted:
    return JourneyStarted(subject=journey, service="missed-bin", service_version="1", medium="web")


def stopped(journey: UUID) -> JourneyStopped:
    return JourneyStopped(subject=journey, service="missed-bin", stop="crew-out", reason="tell")


def submitted(journey: UUID) -> JourneySubmitted:
    return JourneySubmitted(subject=journey, service="missed-bin", submission=uuid7())


def test_a_journey_is_completed_once_however_often_it_stops_on_the_day_and_channel_it_began() -> None:
    journey = uuid7()
    jobs.count(recorded(began(journey), AT))
    for days in range(4):
        jobs.count(recorded(stopped(journey), AT + timedelta(days=days)))
    by_phone = Recorded(uuid7(), submitted(journey), AT + timedelta(days=5), "staff", "x", "phone", None, "")
    jobs.count(by_phone)
    jobs.count(by_phone)
    done = Fact.objects.get(name=FactName.COMPLETED)
    assert (done.day, done.channel, done.service, done.subject) == (date(2026, 6, 30), "web", "missed-bin", journey)
    assert Daily.objects.get(name=FactName.COMPLETED).count == 1
    assert Fact.objects.filter(name=FactName.STOPPED).count() == 4


def test_completion_of_a_span_is_of_the_journeys_begun_in_it_and_never_more_than_all() -> None:
    for number in range(8):
        journey = uuid7()
        jobs.count(recorded(began(journey)))
        if number < 6:
            for days in range(3):
                jobs.count(recorded(stopped(journey), AT + timedelta(days=days)))
    for _ in range(9):  # begun before anything was counted, so nobody knows on which day
        jobs.count(recorded(submitted(uuid7())))
    assert insight.figures(date(2026, 6, 1), date(2026, 6, 30)).whole.completion == pytest.approx(0.75)
    assert insight.figures(date(2026, 7, 1), date(2026, 7, 31)).whole.completion is None


def test_completed_journeys_of_a_batch_are_counted_with_it_and_built_again_to_the_digit() -> None:
    journeys = [uuid7() for _ in range(6)]
    events: list[Event] = [began(one) for one in journeys]
    events += [stopped(one) for one in journeys[:4] for _ in range(2)]
    events += [submitted(one) for one in journeys[2:5]]
    insight.write_facts([recorded(event) for event in events])
    assert Daily.objects.get(name=FactName.COMPLETED).count == 5
    before = everything()
    insight.recount()
    assert everything() == before


def test_completed_journeys_are_built_again_from_the_events_to_the_digit() -> None:
    journeys = [uuid7() for _ in range(6)]
    write(events=[began(one) for one in journeys], by=resident(None), at=AT)
    write(events=[stopped(one) for one in journeys[:4]], by=resident(None), at=AT + timedelta(days=1))
    write(events=[submitted(one) for one in journeys[2:5]], by=resident(None), at=AT + timedelta(days=2))
    counting = next(h for h in handlers() if h.name == "insight.count")
    outbox.drain([counting])
    before = everything()
    assert Fact.objects.filter(name=FactName.COMPLETED).count() == 5
    who = Actor(kind=system("x").kind, id="rebuild", channel=Channel.SYSTEM)
    outbox.replay(handler=counting, by=who, at=AT, clear=insight.forget)
    outbox.drain([counting])
    assert everything() == before


@pytest.mark.parametrize("backwards", [False, True])
def test_what_was_brought_in_from_elsewhere_is_built_again_too(backwards: bool) -> None:
    """Past events have ids by their source's keys, so they are replayed in no order of time."""
    journeys = [uuid7() for _ in range(12)]
    ids = sorted((uuid4() for _ in range(24)), reverse=backwards)
    ends = [submitted(one) if place % 2 else stopped(one) for place, one in enumerate(journeys)]
    told = [PastEvent(ids[place], began(one), AT, Channel.WEB) for place, one in enumerate(journeys)]
    told += [PastEvent(ids[12 + place], end, AT + timedelta(hours=1), Channel.WEB) for place, end in enumerate(ends)]
    with transaction.atomic():
        insight.write_facts(outbox.keep_past(told, by=system("import")))
    counting = next(h for h in handlers() if h.name == "insight.count")
    before = everything()
    assert Fact.objects.filter(name=FactName.COMPLETED).count() == 12
    outbox.drain([counting])
    assert everything() == before, "told once, by whoever brought it in"
    outbox.replay(handler=counting, by=system("rebuild"), at=AT, clear=insight.forget)
    outbox.drain([counting])
    assert everything() == before
    assert not Cursor.objects.get(handler=counting.name).replaying


def test_an_ending_that_says_more_than_one_fact_completes_its_journey_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journey = uuid7()
    jobs.count(recorded(began(journey)))
    by_rule = operations.facts_of

    def more(one: Recorded[Any]) -> tuple[NewFact, ...]:
        facts = by_rule(one)
        return (*facts, replace(facts[0], name=FactName.SATISFACTION, code="good"))

    monkeypatch.setattr(operations, "facts_of", more)
    jobs.count(recorded(submitted(journey)))
    said = Fact.objects.filter(subject=journey).order_by("event", "place").values_list("name", "place")
    names = (FactName.STARTED, FactName.SUBMITTED, FactName.COMPLETED, FactName.SATISFACTION)
    assert list(said) == list(zip(names, (0, 0, 1, 2), strict=True))

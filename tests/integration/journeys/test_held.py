"""Held submissions that cannot be released, and stops that are found only as something is sent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from integration.journeys.journey_world import World
from integration.journeys.test_submitting import reach_check
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service, StopKind
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.operations import releasing, submitting, troubled
from portreeve.modules.journeys.rules import Verdict
from portreeve.modules.journeys.types import Check, HandOver, HandOverReason, StoppedAtLast

pytestmark = pytest.mark.django_db(transaction=True)
BEGUN = datetime(2026, 10, 26, 16, 59, 50, tzinfo=UTC)
FIVE = BEGUN + timedelta(seconds=10)


def hold_one(world: World) -> UUID:
    world.collections.due_today = True
    journey = world.start("missed-bin", BEGUN)
    reach_check(world, journey, BEGUN)
    assert journeys.submit(journey=journey, key="a", by=world.resident, at=BEGUN).held_until == FIVE
    return journey


def fails_for(journey: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the release of one journey's submission fail with an error that quotes what somebody said."""
    fulfil = submitting.fulfil

    def failing(new: Submission, *args: Any, **more: Any) -> Any:
        if new.journey_id == journey:
            raise RuntimeError("Amina Yusuf, 4 Quay Street")
        return fulfil(new, *args, **more)

    monkeypatch.setattr(releasing, "fulfil", failing)


def test_one_that_fails_keeps_back_no_other_nor_the_forgetting_of_drafts(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    draft = world.start("missed-bin", FIVE - timedelta(days=60))
    bad, good = hold_one(world), hold_one(world)
    fails_for(bad, monkeypatch)
    from portreeve.modules.journeys import jobs

    with caplog.at_level(logging.WARNING):
        assert jobs.keep_time(FIVE) == 2
    assert Submission.objects.get(journey=good).status == "sent"
    assert Journey.objects.get(id=draft).status == "abandoned"
    kept = Submission.objects.get(journey=bad)
    assert (kept.status, kept.tries, kept.release_at) == ("held", 1, FIVE + timedelta(minutes=2))
    assert "Amina" not in caplog.text
    assert "RuntimeError" in str([vars(one) for one in caplog.records])


def test_one_that_goes_on_failing_waits_for_a_person_with_everything_in_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey = hold_one(world)
    fails_for(journey, monkeypatch)
    at = FIVE
    for _ in range(troubled.MOST_TRIES):
        assert journeys.release_held(at=at) == 0
        at += timedelta(minutes=61)
    assert not Submission.objects.exists()
    assert Journey.objects.get(id=journey).status == "with a person"
    assert world.event("journey.stopped")["reason"] == "error"
    assert isinstance(journeys.step(journey, actor=world.resident, at=at).step, HandOver)
    assert [one.journey for one in journeys.with_person(actor=world.sam)] == [journey]
    journeys.pick_up(journey=journey, by=world.sam, at=at)
    assert isinstance(journeys.step(journey, actor=world.sam, at=at).step, Check)
    monkeypatch.undo()


def test_one_whose_journey_is_gone_is_still_fulfilled(world: World) -> None:
    hold_one(world)
    Journey.objects.all().delete()
    assert journeys.release_held(at=FIVE) == 1
    assert Submission.objects.get().status == "sent"
    assert world.events("case.opened") == 1


def test_one_whose_journey_is_gone_is_dropped_if_a_stop_says_so_now(world: World) -> None:
    hold_one(world)
    Journey.objects.all().delete()
    world.collections.emptied = True
    assert journeys.release_held(at=FIVE) == 1
    assert Submission.objects.get().status == "dropped"
    assert world.events("case.opened") == 0


def test_one_whose_journey_is_gone_and_that_fails_is_a_journey_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_one(world)
    Journey.objects.all().delete()
    monkeypatch.setattr(releasing, "judge", lambda *_: 1 / 0)
    at = FIVE
    for _ in range(troubled.MOST_TRIES):
        journeys.release_held(at=at)
        at += timedelta(minutes=61)
    again = Journey.objects.get()
    assert again.status == "with a person"
    journeys.pick_up(journey=again.id, by=world.sam, at=at)
    assert isinstance(journeys.step(again.id, actor=world.sam, at=at).step, Check)


def test_one_that_was_erased_meanwhile_is_not_held_for_ever(world: World) -> None:
    hold_one(world)
    Journey.objects.all().delete()
    Submission.objects.update(answers={}, learned={}, details={})
    assert journeys.release_held(at=FIVE) == 1
    assert Submission.objects.get().status == "dropped"


def judged_as(monkeypatch: pytest.MonkeyPatch, change: Callable[[Service], Verdict]) -> None:
    """Let sending judge as a test says, whatever the stops were during the journey."""
    monkeypatch.setattr(submitting, "judge", lambda service, state, *_: (state, change(service)))


def test_a_stop_for_a_person_found_at_sending_becomes_a_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = catalogue.version

    def with_person_stop(version: str) -> Service:
        service = real(version)
        stops = tuple(replace(one, kind=StopKind.PERSON) if one.id == "emptied" else one for one in service.stops)
        return replace(service, stops=stops)

    monkeypatch.setattr(catalogue, "version", with_person_stop)
    at = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    reach_check(world, journey, at)
    world.collections.emptied = True
    with pytest.raises(StoppedAtLast):
        journeys.submit(journey=journey, key="a", by=world.resident, at=at + timedelta(seconds=5))
    view = journeys.step(journey, actor=world.resident, at=at + timedelta(seconds=6))
    assert isinstance(view.step, HandOver)
    assert view.receipt is not None
    assert view.receipt.reference
    assert world.events("case.opened") == 1


@pytest.mark.parametrize("stop", ["emptied", "crew-still-out"])
def test_a_stop_that_cannot_be_judged_at_sending_goes_to_a_person_and_is_no_plain_no(
    world: World, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    at = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    reach_check(world, journey, at)
    found = next(one for one in catalogue.published("missed-bin").stops if one.id == stop)
    judged_as(monkeypatch, lambda _: Verdict(found, failed=True))
    with pytest.raises(StoppedAtLast):
        journeys.submit(journey=journey, key="a", by=world.resident, at=at)
    view = journeys.step(journey, actor=world.resident, at=at)
    assert view.step == HandOver(HandOverReason.ERROR, stop=stop)
    assert world.event("journey.stopped")["reason"] == "error"
    monkeypatch.undo()


def test_staff_go_past_a_stop_that_cannot_be_judged(world: World) -> None:
    at = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    reach_check(world, journey, at)
    row = Journey.objects.get(id=journey)
    row.status, row.reason = "with a person", "crew-still-out"
    row.state = {**row.state, "stopped": "crew-still-out", "failed": True}
    row.save()
    journeys.pick_up(journey=journey, by=world.sam, at=at)
    view = journeys.step(journey, actor=world.sam, at=at)
    assert isinstance(view.step, HandOver)
    journeys.pass_stop(journey=journey, revision=view.revision, stop=view.step.stop, by=world.sam, at=at)
    assert isinstance(journeys.step(journey, actor=world.sam, at=at).step, Check)
    assert journeys.submit(journey=journey, key="a", by=world.sam, at=at).reference


def test_two_journeys_may_be_sent_with_the_same_key(world: World) -> None:
    first, second = hold_one(world), hold_one(world)
    assert first != second
    assert list(Submission.objects.values_list("key", flat=True)) == ["a", "a"]

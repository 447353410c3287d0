"""Journeys kept, judged and sent, with the real catalogue, people and cases behind them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from integration.journeys.journey_world import World
from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys import jobs
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.types import (
    Ask,
    Check,
    HandOver,
    InvalidAnswer,
    JourneyChanged,
    JourneyEnded,
    NotReady,
    StoppedAtLast,
    Tell,
    View,
)

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_FIVE = (
    datetime(2026, 10, 23, 15, 59, 50, tzinfo=UTC),  # 16:59:50, summer time
    datetime(2026, 10, 26, 16, 59, 50, tzinfo=UTC),  # 16:59:50, the Monday after the clocks went back
)
"""Ten seconds before five in the afternoon, on both sides of the clock change."""


def reach_check(world: World, journey: UUID, at: datetime) -> View:
    """Answer a missed bin up to check answers, going past what is only to be read."""
    world.take(journey, {"query": "HV1 2AB"}, at)
    world.take(journey, {"answer": world.uprn}, at)
    view = world.take(journey, {"answer": "refuse"}, at)
    if isinstance(view.step, Tell):
        assert view.step.goes_on
        view = world.take(journey, {"action": "continue"}, at)
    world.take(journey, {"answer": "out"}, at)
    world.take(journey, {"action": "skip"}, at)
    view = world.take(journey, {"name": "Amina Yusuf", "email": "amina@example.com"}, at)
    assert isinstance(view.step, Check), view.step
    return view


def test_a_missed_bin_becomes_one_case_however_often_it_is_sent(world: World) -> None:
    at = datetime(2026, 10, 23, 17, 30, tzinfo=UTC)
    world.collections.due_today = True
    journey = world.start("missed-bin", at)
    reach_check(world, journey, at)
    receipt = journeys.submit(journey=journey, key="a", by=world.resident, at=at)
    again = journeys.submit(journey=journey, key="a", by=world.resident, at=at)
    other_key = journeys.submit(journey=journey, key="b", by=world.resident, at=at)
    assert receipt == again == other_key
    assert receipt.reference
    assert world.events("journey.submitted") == 1
    assert world.events("case.opened") == 1
    assert Journey.objects.get(id=journey).state["answers"] == {}


@pytest.mark.parametrize("begun", BEFORE_FIVE)
def test_begun_before_five_and_sent_after_is_told_once_and_becomes_one_case(world: World, begun: datetime) -> None:
    world.collections.due_today = True
    journey = world.start("missed-bin", begun)
    world.take(journey, {"query": "HV1 2AB"}, begun)
    world.take(journey, {"answer": world.uprn}, begun)
    told = world.take(journey, {"answer": "refuse"}, begun)
    assert isinstance(told.step, Tell)
    assert told.step.stop.id == "crew-still-out"
    world.take(journey, {"action": "continue"}, begun)
    after = begun + timedelta(seconds=30)
    again = journeys.step(journey, actor=world.resident, at=after)
    assert isinstance(again.step, Ask), "the rule is judged once and said once"
    for reply in ({"answer": "out"}, {"action": "skip"}):
        assert isinstance(world.take(journey, reply, after).step, Ask)
    view = world.take(journey, {"name": "Amina Yusuf", "email": "amina@example.com"}, after)
    assert isinstance(view.step, Check)
    receipt = journeys.submit(journey=journey, key="a", by=world.resident, at=after)
    assert receipt.reference
    assert receipt.held_until is None
    assert world.events("case.opened") == 1


@pytest.mark.parametrize("begun", BEFORE_FIVE)
def test_sent_before_five_is_held_and_released_at_five_as_one_case(world: World, begun: datetime) -> None:
    world.collections.due_today = True
    journey = world.start("missed-bin", begun)
    reach_check(world, journey, begun)
    receipt = journeys.submit(journey=journey, key="a", by=world.resident, at=begun)
    five = begun + timedelta(seconds=10)
    assert receipt.reference == ""
    assert receipt.held_until == five
    assert world.events("case.opened") == 0
    assert journeys.release_held(at=five - timedelta(seconds=1)) == 0
    assert journeys.release_held(at=five) == 1
    assert journeys.release_held(at=five) == 0
    assert world.events("case.opened") == 1
    assert journeys.submit(journey=journey, key="a", by=world.resident, at=five).reference


@pytest.mark.parametrize("begun", BEFORE_FIVE)
def test_a_crew_that_emptied_it_meanwhile_leads_to_no_case_and_the_person_is_told_why(
    world: World, begun: datetime
) -> None:
    world.collections.due_today = True
    journey = world.start("missed-bin", begun)
    reach_check(world, journey, begun)
    journeys.submit(journey=journey, key="a", by=world.resident, at=begun)
    world.collections.emptied = True
    assert journeys.release_held(at=begun + timedelta(seconds=10)) == 1
    assert world.events("case.opened") == 0
    dropped = world.event("journey.dropped")
    assert dropped["stop"] == "emptied"
    assert dropped["told"]
    assert Submission.objects.get(journey=journey).status == "dropped"
    world.publish_templates()
    jobs.tell(world.recorded("journey.dropped"))
    jobs.tell(world.recorded("journey.dropped"))
    assert len(world.sent_to(dropped["told"])) == 1


@pytest.mark.parametrize("begun", BEFORE_FIVE)
def test_a_crew_that_emptied_it_before_sending_is_said_instead_of_a_case(world: World, begun: datetime) -> None:
    world.collections.due_today = True
    journey = world.start("missed-bin", begun)
    reach_check(world, journey, begun)
    world.collections.emptied = True
    after = begun + timedelta(seconds=30)
    with pytest.raises(StoppedAtLast):
        journeys.submit(journey=journey, key="a", by=world.resident, at=after)
    shown = journeys.step(journey, actor=world.resident, at=after)
    assert isinstance(shown.step, Tell)
    assert shown.step.stop.id == "emptied"
    assert world.events("case.opened") == 0
    assert world.events("journey.stopped") == 1


def test_an_unknown_calendar_blocks_nobody(world: World) -> None:
    world.collections.known = False
    at = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    reach_check(world, journey, at)
    assert journeys.submit(journey=journey, key="a", by=world.resident, at=at).reference


def test_a_dead_address_service_leaves_writing_it_by_hand(world: World) -> None:
    world.addresses_dead = True
    at = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    view = world.take(journey, {"query": "HV1 2AB"}, at)
    assert isinstance(view.step, Ask)
    assert view.step.part == "manual"
    view = world.take(journey, {"line1": "4 Quay Street", "town": "Haverstock"}, at)
    assert isinstance(view.step, Ask)
    assert view.step.question.id == "bin"


def test_two_tabs_one_wins_and_the_other_loses_nothing(world: World) -> None:
    at = datetime(2026, 10, 23, 17, 30, tzinfo=UTC)
    journey = world.start("ask-a-question", at)
    first = journeys.step(journey, actor=world.resident, at=at)
    world.answer_anything(first, at)
    with pytest.raises(JourneyChanged):
        world.answer_anything(first, at)
    now = journeys.step(journey, actor=world.resident, at=at)
    assert now.revision == first.revision + 1


def test_nothing_is_sent_before_its_questions_are_answered(world: World) -> None:
    at = datetime(2026, 10, 23, 17, 30, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    with pytest.raises(NotReady):
        journeys.submit(journey=journey, key="a", by=world.resident, at=at)


def test_for_my_mum_keeps_three_roles_apart(world: World) -> None:
    at = datetime(2026, 10, 23, 17, 30, tzinfo=UTC)
    world.collections.due_today = True
    journey = world.start("missed-bin", at)
    world.take(journey, {"query": "HV1 2AB"}, at)
    for reply in ({"answer": world.uprn}, {"answer": "refuse"}, {"answer": "out"}, {"action": "skip"}):
        world.take(journey, reply, at)
    ruth = {"name": "Ruth Marsh", "phone": "07700 900333", "on_behalf": "yes", "about_name": "Dorothy Marsh"}
    world.take(journey, ruth, at)
    journeys.submit(journey=journey, key="a", by=world.resident, at=at)
    sent = Submission.objects.get(journey=journey)
    assert sent.asker_id != sent.subject_id
    assert sent.told_id == sent.asker_id
    assert world.name(sent.subject_id) == "Dorothy Marsh"


def test_special_answers_are_sealed_in_the_draft_and_in_what_was_sent(world: World) -> None:
    at = datetime(2026, 10, 23, 17, 30, tzinfo=UTC)
    journey = world.start("anti-social-behaviour", at)
    world.take(journey, {"answer": "no"}, at)
    world.take(journey, {"answer": ["hate"]}, at)
    view = world.take(journey, {"answer": ["religion"]}, at)
    assert isinstance(view, View)
    assert "religion" not in str(Journey.objects.get(id=journey).state)
    changed = journeys.change(journey=journey, revision=view.revision, path="hate_because", by=world.resident, at=at)
    assert isinstance(changed, View)
    assert isinstance(changed.step, Ask)
    assert changed.step.value == ["religion"]


def test_a_draft_outlives_its_time_and_is_forgotten(world: World) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    world.take(journey, {"query": "HV1 2AB"}, at)
    later = at + timedelta(days=29)
    with pytest.raises(JourneyEnded):
        journeys.step(journey, actor=world.resident, at=later)
    assert journeys.delete_expired(at=later) == 1
    assert Journey.objects.get(id=journey).state == {}
    assert world.event("journey.abandoned")["expired"] is True


def test_a_withdrawn_service_ends_its_journeys(world: World) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    journey = world.start("missed-bin", at)
    world.withdraw("missed-bin", at)
    with pytest.raises(JourneyEnded) as ended:
        journeys.step(journey, actor=world.resident, at=at)
    assert ended.value.data["status"] == "withdrawn"
    assert journeys.end_withdrawn(service="missed-bin", at=at) == 1


def test_a_journey_without_a_person_question_answered_has_nobody_to_tell(world: World) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    journey = world.fly_tip(at)
    receipt = journeys.submit(journey=journey, key=str(uuid4()), by=world.resident, at=at)
    sent = Submission.objects.get(journey=journey)
    assert (sent.asker_id, sent.subject_id, sent.told_id) == (None, None, None)
    assert receipt.secret
    assert receipt.secret not in str(sent.receipt)


def test_what_the_telephone_cannot_ask_goes_to_a_person_with_everything_captured(world: World) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    journey = world.start("fly-tipping", at, channel=Channel.PHONE)
    view = world.take(journey, {"answer": "2"}, at, medium=Medium.VOICE)
    assert isinstance(view.step, HandOver)
    assert view.step.question == "place"
    assert Journey.objects.get(id=journey).state["answers"] == {"now_happening": False}
    assert [row.journey for row in journeys.with_person(actor=world.sam)] == [journey]
    journeys.pick_up(journey=journey, by=world.sam, at=at)
    now = journeys.step(journey, actor=world.sam, at=at)
    assert isinstance(now.step, Ask)
    assert now.assisted
    assert isinstance(world.take(journey, {"text": "Behind the church"}, at, by=world.sam), View)
    given = Journey.objects.get(id=journey).state["given"]
    assert given["now_happening"]["by"] == "resident"
    assert given["place"]["by"] == f"staff:{world.sam.id}"


def test_a_wrong_answer_changes_nothing(world: World) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    journey = world.start("fly-tipping", at)
    for wrong in ({"answer": "maybe"}, {}, {"answer": "x" * 10_000_000}, {"answer": "a\x00b"}, {"answer": "\ud800"}):
        view = journeys.step(journey, actor=world.resident, at=at)
        said = journeys.take(
            journey=journey, revision=view.revision, raw=wrong, medium=Medium.WEB, by=world.resident, at=at
        )
        assert isinstance(said, InvalidAnswer)
        assert view.revision == 0


def test_a_stop_that_gives_it_to_a_person_first_asks_who_it_is_and_becomes_a_case(world: World) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    journey = world.start("change-of-address", at)
    view = world.take(journey, {"answer": "death"}, at)
    assert isinstance(view.step, Ask)
    assert view.step.question.id == "you"
    view = world.take(journey, {"name": "Ruth Marsh", "phone": "07700 900333"}, at)
    assert isinstance(view.step, HandOver)
    assert view.receipt is not None
    assert view.receipt.reference
    assert world.events("case.opened") == 1
    again = journeys.step(journey, actor=world.resident, at=at)
    assert isinstance(again.step, HandOver)
    assert again.receipt == view.receipt


def test_a_change_of_address_is_registered_with_those_chosen_and_those_always_told(world: World) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    world.set_holders(at)
    journey = world.start("change-of-address", at)
    replies: tuple[dict[str, object], ...] = (
        {"answer": "into"},
        {"query": "HV1 2AB"},
        {"answer": world.uprn},
        {"answer": "1 Far Road, Elsewhere"},
        {"day": "1", "month": "10", "year": "2026"},
        {"answer": "Amina Yusuf"},
        {"answer": "yes"},
        {"action": "skip"},
        {"answer": "no"},
        {"answer": "1"},
        {"answer": "own"},
        {"answer": ["library"]},
        {"action": "skip"},
        {"action": "skip"},
        {"name": "Amina Yusuf", "email": "amina@example.com"},
        {"answer": "yes"},
    )
    for reply in replies:
        view = world.take(journey, reply, at)
    assert isinstance(view.step, Check), view.step
    receipt = journeys.submit(journey=journey, key="a", by=world.resident, at=at)
    assert world.holders_of(receipt.subject) == ["council-tax", "electoral-register", "library"]
    assert journeys.submit(journey=journey, key="b", by=world.resident, at=at) == receipt

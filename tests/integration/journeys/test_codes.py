"""Codes that lead back to a journey, and two people in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from at_once import at_once
from integration.journeys.journey_world import World
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.pure.actor import Grant
from portreeve.foundation.pure.channel import Medium
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.models import Code, Journey, Submission
from portreeve.modules.journeys.types import Ask, CodeOutOfReach, CodeRefused, InvalidAnswer, JourneyChanged, View

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


def test_a_resume_code_leads_back_with_its_detail_however_it_is_typed(world: World) -> None:
    journey = world.start("missed-bin", AT)
    code = journeys.resume_code(journey=journey, detail="07700 900111", by=world.resident, at=AT)
    assert isinstance(code, str)
    assert len(code) == 10
    spaced = f"{code[:3]} {code[3:6]}-{code[6:]}"
    back = journeys.resume(code=spaced, detail="+44 7700 900111", address="a", by=world.resident, at=AT)
    assert back == journey
    assert code not in str(list(Code.objects.values()))


@pytest.mark.parametrize(("code", "detail"), [("0000000000", "07700 900111"), ("", ""), ("x" * 5000, "\x00")])
def test_a_wrong_code_or_detail_looks_the_same(world: World, code: str, detail: str) -> None:
    journey = world.start("missed-bin", AT)
    real = journeys.resume_code(journey=journey, detail="07700 900111", by=world.resident, at=AT)
    with pytest.raises(CodeRefused) as no_such_code:
        journeys.resume(code=code, detail=detail, address="a", by=world.resident, at=AT)
    with pytest.raises(CodeRefused) as wrong_detail:
        journeys.resume(code=str(real), detail="amina@example.com", address="a", by=world.resident, at=AT)
    assert no_such_code.value.data == wrong_detail.value.data == {}


def test_tries_at_one_code_run_out_and_then_even_the_right_detail_is_refused(world: World) -> None:
    journey = world.start("missed-bin", AT)
    code = str(journeys.resume_code(journey=journey, detail="07700 900111", by=world.resident, at=AT))
    for place in range(8):
        with pytest.raises(CodeRefused):
            journeys.resume(code=code, detail="b@example.com", address=f"a{place}", by=world.resident, at=AT)
    with pytest.raises(CodeRefused):
        journeys.resume(code=code, detail="07700 900111", address="z", by=world.resident, at=AT)


def test_a_resume_code_needs_a_detail_that_can_be_one(world: World) -> None:
    journey = world.start("missed-bin", AT)
    refused = journeys.resume_code(journey=journey, detail="nothing@", by=world.resident, at=AT)
    assert isinstance(refused, InvalidAnswer)
    assert refused.code == "not-an-email"


def test_an_adviser_joins_with_the_code_once_and_both_see_the_same_step(world: World) -> None:
    journey = world.start("missed-bin", AT)
    code = journeys.join_code(journey=journey, by=world.resident, at=AT)
    assert journeys.join(code=code, by=world.sam, at=AT) == journey
    mine = journeys.step(journey, actor=world.resident, at=AT)
    hers = journeys.step(journey, actor=world.sam, at=AT)
    assert mine.step == hers.step
    assert mine.assisted, "the person is told that somebody is with them"
    world.take(journey, {"query": "HV1 2AB"}, AT, by=world.sam)
    world.take(journey, {"answer": world.uprn}, AT, by=world.sam)
    given = Journey.objects.get(id=journey).state["given"]["where"]
    assert given["by"] == f"staff:{world.sam.id}"
    with pytest.raises(CodeRefused):
        journeys.join(code=code, by=world.sam, at=AT)


def test_a_join_code_is_for_signed_in_staff_and_ten_minutes(world: World) -> None:
    journey = world.start("missed-bin", AT)
    code = journeys.join_code(journey=journey, by=world.resident, at=AT)
    with pytest.raises(NotAllowed):
        journeys.join(code=code, by=world.resident, at=AT)
    with pytest.raises(CodeRefused):
        journeys.join(code=code, by=world.sam, at=AT + timedelta(minutes=10))


def test_staff_who_did_not_join_may_not_look(world: World) -> None:
    journey = world.start("missed-bin", AT)
    with pytest.raises(NotAllowed):
        journeys.step(journey, actor=world.sam, at=AT)


def test_the_person_can_send_the_adviser_away(world: World) -> None:
    journey = world.start("missed-bin", AT)
    journeys.join(code=journeys.join_code(journey=journey, by=world.resident, at=AT), by=world.sam, at=AT)
    journeys.leave(journey=journey, by=world.resident, at=AT)
    assert not journeys.step(journey, actor=world.resident, at=AT).assisted
    with pytest.raises(NotAllowed):
        journeys.step(journey, actor=world.sam, at=AT)


def test_two_who_answer_at_the_same_time_one_wins(world: World) -> None:
    journey = world.start("fly-tipping", AT)

    def answer() -> object:
        return journeys.take(
            journey=journey, revision=0, raw={"answer": "no"}, medium=Medium.WEB, by=world.resident, at=AT
        )

    results = at_once(4, answer)
    assert sum(isinstance(one, View) for one in results) == 1
    assert sum(isinstance(one, JourneyChanged) for one in results) == 3
    now = journeys.step(journey, actor=world.resident, at=AT)
    assert isinstance(now.step, Ask)
    assert now.revision == 1


def test_a_double_click_on_send_is_one_case_and_one_receipt(world: World) -> None:
    journey = world.fly_tip(AT)
    results = at_once(4, lambda: journeys.submit(journey=journey, key="same", by=world.resident, at=AT))
    assert all(one == results[0] for one in results), results
    assert Submission.objects.count() == 1
    assert world.events("case.opened") == 1


def test_held_submissions_are_released_once_by_many_workers(world: World) -> None:
    at = datetime(2026, 10, 23, 15, 59, 50, tzinfo=UTC)
    world.collections.due_today = True
    journey = world.start("missed-bin", at)
    replies = (
        {"query": "HV1 2AB"},
        {"answer": world.uprn},
        {"answer": "refuse"},
        {"action": "continue"},
        {"answer": "out"},
        {"action": "skip"},
        {"name": "Amina Yusuf", "email": "amina@example.com"},
    )
    for reply in replies:
        world.take(journey, reply, at)
    journeys.submit(journey=journey, key="a", by=world.resident, at=at)
    released = at_once(3, lambda: journeys.release_held(at=at + timedelta(seconds=10)))
    assert sum(int(str(one)) for one in released) == 1
    assert world.events("case.opened") == 1


def test_the_code_of_a_private_service_opens_it_only_for_staff_whose_grant_reaches_it(world: World) -> None:
    journey = world.start("anti-social-behaviour", AT)
    code = journeys.join_code(journey=journey, by=world.resident, at=AT)
    with pytest.raises(CodeOutOfReach) as no:
        journeys.join(code=code, by=world.sam, at=AT)
    assert no.value.data["team"] == "community-safety"
    with pytest.raises(NotAllowed):
        journeys.step(journey, actor=world.sam, at=AT)
    assert AuditEntry.objects.get(act="journey.join_refused").subject == journey
    other = replace(world.sam, grants=frozenset({Grant("journey.assist", team="waste", private=True)}))
    with pytest.raises(CodeOutOfReach):
        journeys.join(code=code, by=other, at=AT)
    jo = replace(world.sam, grants=frozenset({Grant("journey.assist", team="community-safety", private=True)}))
    assert journeys.join(code=code, by=jo, at=AT) == journey, "who may not has not used it up"


def test_the_code_of_any_other_service_is_consent_whatever_the_scope_of_the_grant(world: World) -> None:
    journey = world.start("fly-tipping", AT)
    code = journeys.join_code(journey=journey, by=world.resident, at=AT)
    priya = replace(world.sam, grants=frozenset({Grant("journey.assist", team="waste")}))
    assert journeys.join(code=code, by=priya, at=AT) == journey

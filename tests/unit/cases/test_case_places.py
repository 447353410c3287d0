"""Where a case is, which reports are one job, which team gets it, and what is kept of the answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.cases.rules import answers, chasing, duplicates, places, public_id, routing
from portreeve.modules.cases.rules.conditions import judge
from portreeve.modules.cases.rules.wording import LANGUAGES, said
from portreeve.modules.cases.types import ChaseCause, ClosingReason
from portreeve.modules.catalogue.types import (
    Before,
    Duplicates,
    Outcome,
    Personal,
    Promise,
    Question,
    QuestionType,
    Route,
    Service,
    Tier,
    Verb,
)
from portreeve.modules.places.types import Place

MILL_LANE = {"text": "Mill Lane", "usrn": "20300001", "ward": "QUA", "lat": "51.5001", "long": "-0.1001"}
QUESTIONS = (
    Question("what", QuestionType.LONG_TEXT),
    Question("who", QuestionType.TEXT, personal=Personal.YES),
    Question("where", QuestionType.PLACE),
    Question("home", QuestionType.ADDRESS, personal=Personal.YES),
    Question("people", QuestionType.GROUP, questions=(Question("ill", QuestionType.TEXT, personal=Personal.SPECIAL),)),
)


def service(**more: object) -> Service:
    base: dict[str, object] = {
        "id": "fly-tipping",
        "format": 1,
        "version": "v",
        "verb": Verb.REPORT,
        "outcome": Outcome.CASE,
        "team": "street-scene",
        "tier": Tier.SIMPLE,
        "promise": Promise(),
        "before": Before(),
        "otherwise": (),
        "words": {},
        "questions": QUESTIONS,
        "duplicates": Duplicates.STREET,
    }
    return Service(**(base | more))  # type: ignore[arg-type]


def test_the_first_answered_question_that_says_where_is_the_place() -> None:
    found = places.place_in(QUESTIONS, {"where": MILL_LANE, "home": {"line": "1 Quay Street", "uprn": "1"}})
    assert found == Place("Mill Lane", "", "20300001", "QUA", 51.5001, -0.1001)
    assert places.place_in(QUESTIONS, {"what": "a sofa"}) is None


def test_an_address_names_its_street_by_number_and_never_takes_a_name_for_one() -> None:
    assert places.place_from({"line": "1 Mill Lane", "street": "20300001"}).usrn == "20300001"
    assert places.place_from({"text": "here", "street": "Mill Lane"}).usrn == ""


@pytest.mark.parametrize("wrong", ["", "north", None, {"a": 1}])
def test_a_point_that_cannot_be_read_is_no_point(wrong: object) -> None:
    assert places.place_from({"text": "x", "lat": wrong, "long": "1"}).lat is None  # type: ignore[dict-item]


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(-0.0004, 0.0004), st.floats(-0.0004, 0.0004))
def test_the_square_that_the_index_searches_holds_everything_that_is_near(
    lat: float, long: float, north: float, east: float
) -> None:
    here, there = Place("", lat=lat, long=long), Place("", lat=lat + north, long=long + east)
    square = places.square_around(here, 50)
    apart = places.metres_between(here, there)
    assert square is not None
    assert apart is not None
    if apart <= 49.9:
        south, west, top, right = square
        assert south <= lat + north <= top
        assert west <= long + east <= right


def test_a_private_service_and_one_with_an_exit_page_never_match() -> None:
    assert duplicates.rule_for(service()) is Duplicates.STREET
    assert duplicates.rule_for(service(private=True)) is Duplicates.NEVER
    assert duplicates.rule_for(service(exit_page=True)) is Duplicates.NEVER


def test_one_job_is_the_same_street_or_some_metres_or_the_same_property() -> None:
    here = Place("", uprn="1", usrn="2", lat=51.5, long=0.0)
    next_door = Place("", uprn="9", usrn="2", lat=51.51, long=0.0)
    round_the_corner = Place("", uprn="8", usrn="7", lat=51.5003, long=0.0)
    far = Place("", uprn="7", usrn="6", lat=51.6, long=0.0)
    assert duplicates.same_job(Duplicates.STREET, here, next_door)
    assert duplicates.same_job(Duplicates.STREET, here, round_the_corner)
    assert not duplicates.same_job(Duplicates.STREET, here, far)
    assert not duplicates.same_job(Duplicates.STREET, Place("a"), Place("a"))
    assert duplicates.same_job(Duplicates.PROPERTY, here, Place("", uprn="1"))
    assert not duplicates.same_job(Duplicates.PROPERTY, here, next_door)
    assert not duplicates.same_job(Duplicates.PROPERTY, Place(""), Place(""))
    assert not duplicates.same_job(Duplicates.NEVER, here, here)


def routed(
    routes: tuple[Route, ...], given: dict[str, object], facts: dict[str, object] | None = None
) -> tuple[str, int]:
    one = service(routes=routes)
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    found = routing.route(one, judge(one, given, facts=facts or {}, now=now))  # type: ignore[arg-type]
    return found.team, found.by_rule


def test_the_first_route_whose_condition_holds_wins() -> None:
    routes = (
        Route('known(where.ward) && where.ward == "CAS"', "castle"),
        Route('what == "oil"', "hazards", Tier.ASSISTED),
        Route('what == "oil"', "never"),
    )
    assert routed(routes, {"what": "oil", "where": MILL_LANE}) == ("hazards", 1)
    assert routed(routes, {"what": "oil", "where": {**MILL_LANE, "ward": "CAS"}}) == ("castle", 0)
    assert routed(routes, {"what": "sofa", "where": MILL_LANE}) == ("street-scene", -1)


def test_a_route_that_cannot_be_judged_does_not_hold() -> None:
    assert routed((Route("what > 3", "odd"),), {"what": "x"}) == ("street-scene", -1)
    assert routed((Route("1 + 1", "odd"),), {}) == ("street-scene", -1)


def test_a_route_can_ask_for_a_fact_that_the_journey_learned() -> None:
    routes = (Route("known(where.collection) && where.collection.due_today", "today"),)
    facts: dict[str, object] = {"fact/where.collection/3": {"due_today": True}}
    assert routed(routes, {"where": MILL_LANE}, facts) == ("today", 0)
    assert routed(routes, {"where": MILL_LANE}) == ("street-scene", -1)


def test_answers_are_kept_with_how_personal_they_are() -> None:
    kept = answers.keep(QUESTIONS, {"what": "a sofa", "who": "Ann", "people": [{"ill": "x"}], "odd": 1})
    assert {name: one["personal"] for name, one in kept.items()} == {
        "what": "no",
        "who": "yes",
        "people": "special",
        "odd": "yes",
    }
    assert [one.value for one in answers.kept(kept)] == ["a sofa", "Ann", [{"ill": "x"}], 1]


def test_only_words_that_say_nothing_about_a_person_can_be_searched() -> None:
    found = answers.searched(QUESTIONS, {"what": "a sofa", "who": "Ann", "people": [{"ill": "flu"}]})
    assert found == "a sofa"


@given(st.integers(0, 2**60))
def test_a_public_id_is_read_back_however_it_is_typed(seed: int) -> None:
    new = public_id.generate(lambda n: seed % n)
    assert public_id.normalise(f" {new[:4].lower()}-{new[4:]} ") == new
    assert not set(new) & set("ILOU")


@pytest.mark.parametrize("wrong", ["", "1234567", "123456789", "1234567U", "!!!!!!!!"])
def test_what_is_no_public_id_is_none(wrong: str) -> None:
    assert public_id.normalise(wrong) == ""


def test_why_somebody_chases_is_read_from_the_case() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert chasing.cause_of(ended=True, broken=False, due=now, at=now) is ChaseCause.CLOSED_TOO_SOON
    assert chasing.cause_of(ended=False, broken=True, due=now, at=now) is ChaseCause.LATE
    assert chasing.cause_of(ended=False, broken=False, due=now, at=now) is ChaseCause.NO_NEWS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_words_in_every_language(language: str) -> None:
    keys = [f"closed.{reason}" for reason in ClosingReason] + ["delay.answer", "delay.done"]
    assert all(said(key, language) for key in keys)
    if language != "en":
        assert all(said(key, language) != said(key, "en") for key in keys)
    assert said("delay.done", "cy-GB") == said("delay.done", "cy")
    assert said("delay.done", "pl") == said("delay.done", "en")

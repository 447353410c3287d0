"""The demo's six services: sound, complete, and between them of every type, tier, rule and outcome."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portreeve.config.facts import COLLECTION
from portreeve.config.rehearsal.sample import of_every_bin
from portreeve.foundation.expressions.api import evaluate
from portreeve.modules.catalogue.queries.folders import check_folder
from portreeve.modules.catalogue.rules.read.draft import every_question
from portreeve.modules.catalogue.types import (
    CheckReport,
    Duplicates,
    Outcome,
    Question,
    QuestionType,
    Service,
    StopKind,
    Tier,
)

FOLDER = Path(__file__).parents[3] / "demo" / "services"
SIX = {
    "anti-social-behaviour",
    "ask-a-question",
    "change-of-address",
    "dangerous-structure",
    "fly-tipping",
    "missed-bin",
}


@pytest.fixture(scope="module")
def report() -> CheckReport:
    return check_folder(FOLDER, (COLLECTION,), languages=("en", "cy", "ar"), required=("en", "cy"))


@pytest.fixture(scope="module")
def services(report: CheckReport) -> dict[str, Service]:
    return {reading.id: reading.service for reading in report.readings if reading.service is not None}


def every(services: dict[str, Service]) -> Iterator[Question]:
    for service in services.values():
        yield from every_question(service.questions)


def test_nothing_is_wrong_with_them(report: CheckReport) -> None:
    assert [problem for problem in report.all_problems if problem.code != "language-missing"] == []
    missing = {(problem.file, problem.text.split("`")[1]) for problem in report.all_problems}
    assert missing == {(f"{id}.yaml", "ar") for id in SIX - {"missed-bin"}}


def test_they_use_everything_there_is(services: dict[str, Service]) -> None:
    assert set(services) == SIX
    assert {question.type for question in every(services)} == set(QuestionType)
    assert {stop.kind for service in services.values() for stop in service.stops} == set(StopKind)
    assert {service.tier for service in services.values()} == set(Tier)
    assert {service.outcome for service in services.values()} == set(Outcome)
    assert {service.duplicates for service in services.values()} == set(Duplicates)
    assert any(service.routes for service in services.values())
    assert any(question.when for question in every(services))


@pytest.mark.parametrize("service", sorted(SIX))
def test_welsh_is_complete(service: str, services: dict[str, Service]) -> None:
    words = services[service].words
    assert set(words["cy"].text) == set(words["en"].text)
    assert words["cy"].search
    same = {key for key, text in words["en"].text.items() if words["cy"].text[key] == text}
    assert same == set(), "A text is the same in both languages: is it translated?"


def test_arabic_is_complete_for_missed_bins(services: dict[str, Service]) -> None:
    words = services["missed-bin"].words
    assert set(words["ar"].text) == set(words["en"].text)


def test_every_question_can_be_said(services: dict[str, Service]) -> None:
    for service in services.values():
        for language in ("en", "cy"):
            for key in service.words["en"].text:
                spoken = service.text(key, language, spoken=True)
                assert spoken, (service.id, language, key)


KNOWN: dict[str, Any] = {
    "collected_here": True,
    "open_report": False,
    "street_blocked": False,
    "due_today": False,
    "due_yesterday": False,
    "emptied": False,
    "emptied_at": "",
    "reason": "",
    "last": "2026-11-16",
    "next": "2026-11-30",
}


def stopped(service: Service, hour: int, fact: dict[str, Any] | None, **answers: Any) -> str:
    where = {"uprn": "100", "collection": of_every_bin(KNOWN | fact) if fact is not None else None}
    now = {"date": "2026-11-23", "hour": hour, "minute": 0, "weekday": "monday"}
    bindings = {"where": where, "now": now, "out": "out", "bin": "refuse"} | answers
    return next((stop.id for stop in service.stops if evaluate(stop.when, bindings)), "")


@pytest.mark.parametrize(
    ("hour", "fact", "stop"),
    [
        (9, {"due_today": True}, "crew-still-out"),
        (16, {"due_today": True}, "crew-still-out"),
        (17, {"due_today": True}, ""),
        (23, {"due_today": True}, ""),
        (0, {"due_yesterday": True}, ""),
        (14, {"due_yesterday": True}, ""),
        (16, {"due_yesterday": True}, ""),
        (17, {"due_yesterday": True}, "outside-window"),
        (18, {"due_yesterday": True}, "outside-window"),
        (12, {}, "outside-window"),
        (12, {"due_today": True, "due_yesterday": True}, "crew-still-out"),
        (18, {"due_today": True, "emptied": True, "emptied_at": "16:55"}, "emptied"),
        (16, {"due_today": True, "emptied": True}, "emptied"),
        (18, {"due_today": True, "reason": "not-out"}, "could-not-collect"),
        (10, {"due_yesterday": True, "reason": "contaminated"}, "could-not-collect"),
        (12, {"reason": "not-out"}, "outside-window"),
        (18, {"due_today": True, "street_blocked": True}, "street-blocked"),
        (12, {"street_blocked": True}, "outside-window"),
        (18, {"due_today": True, "open_report": True}, "already-reported"),
        (18, {"collected_here": False}, "not-ours"),
        (12, None, ""),
    ],
)
def test_the_window_for_missed_bins(
    hour: int, fact: dict[str, Any] | None, stop: str, services: dict[str, Service]
) -> None:
    assert stopped(services["missed-bin"], hour, fact) == stop


def test_another_bin_of_the_same_household_is_not_held_back_by_one_that_was_reported(
    services: dict[str, Service],
) -> None:
    fact = {"due_today": True, "open_report": True, "bins_reported": ["recycling"]}
    assert stopped(services["missed-bin"], 18, fact, bin="recycling") == "already-reported"
    assert stopped(services["missed-bin"], 18, fact, bin="refuse") == ""


def test_a_bin_put_out_late_is_told_so_whether_or_not_the_calendar_is_known(services: dict[str, Service]) -> None:
    assert stopped(services["missed-bin"], 18, {"due_today": True}, out="late") == "out-late"
    assert stopped(services["missed-bin"], 18, None, out="late") == "out-late"


def test_the_sensitive_service_is_safe(services: dict[str, Service]) -> None:
    service = services["anti-social-behaviour"]
    assert (service.private, service.exit_page, service.anonymous) == (True, True, True)
    assert service.duplicates is Duplicates.NEVER
    assert service.questions[0].id == "danger"


def test_the_front_door_leads_everybody_to_a_number_or_a_person(services: dict[str, Service]) -> None:
    service = services["dangerous-structure"]
    for hurt in (True, False):
        for can_ring in (True, False):
            bindings = {"hurt": hurt, "can_ring": can_ring, "where": {"text": "x"}, "you": {"name": "x"}}
            assert any(evaluate(stop.when, bindings) for stop in service.stops)

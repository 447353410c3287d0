"""The six services played in the terminal on three media, from the demo's own files and without a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from portreeve.config.rehearsal import play as journey_play
from portreeve.config.rehearsal.sample import SampleAnswers
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys.api import Rehearsal

ROOT = Path(__file__).parents[3]
SERVICES = ROOT / "demo" / "services"
EVENING = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
AMINA = "name=Amina Yusuf; email=amina@example.com"

SCRIPTS: dict[tuple[str, str], tuple[list[str], str]] = {
    ("missed-bin", "web"): (["HV1 2AB", "100000000004", "refuse", "out", "bin.jpg", AMINA, "send"], "sent"),
    ("missed-bin", "text"): (["HV1 2AB", "2", "1", "1", "no", "Amina", "2", "07700 900111", "SEND"], "sent"),
    ("missed-bin", "voice"): (["481222#", "2", "1", "1", "07700900111#", "1"], "sent"),
    ("fly-tipping", "web"): (
        ["no", "lat=53.5; long=-1.1; detail=by the steps", "road", "bags, tyres", "3", "van", "no", "heap.jpg", "yes"]
        + ["2 3 2026", "skip", "AB12 CDE", "A man in a van", "no", "skip", "send"],
        "sent",
    ),
    ("fly-tipping", "text"): (
        ["no", "Quay Street", "1", "SKIP", "1", "1,9", "a stove", "3", "3", "no", "no", "SKIP", "send"],
        "sent",
    ),
    ("fly-tipping", "voice"): (["2"], "person"),
    ("anti-social-behaviour", "web"): (
        ["no", "noise, vehicles", "text=Quay Street, the flats", "2 3 2026", "11pm", "daily", "skip", "Loud bikes"]
        + ["skip", "skip", "diary.pdf", "no", AMINA, "send"],
        "sent",
    ),
    ("anti-social-behaviour", "text"): (
        ["no", "2,3", "skip", "OTHER", "The flats on Quay Street", "yesterday", "SKIP", "1", "4", "They shout at me"]
        + ["SKIP", "yes", "no", "Amina", "4", "07700 900111"],
        "person",
    ),
    ("anti-social-behaviour", "voice"): (["1"], "stopped"),
    ("change-of-address", "web"): (
        ["within", "HV1 2AB", "100000000002", "HV1 2AB", "100000000004", "27 3 2026", "Amina Yusuf", "yes"]
        + ["12 5 1990", "yes", "Little Yusuf", "no", "skip", "no", "1", "own", "parking-permits", "12345678"]
        + ["AB12 CDE", "lease.pdf"]
        + [AMINA, "yes", "send"],
        "sent",
    ),
    ("change-of-address", "text"): (
        ["2", "HV1 2AB", "1", "HV1 2AB", "2", "27 March", "Amina Yusuf", "yes", "SKIP", "2", "1", "1", "SKIP", "SKIP"]
        + ["no", "Amina Yusuf", "3", "4 Quay Street, Haverstock", "yes", "SEND"],
        "sent",
    ),
    ("change-of-address", "voice"): (["2", "481222#", "1", "481222#", "2", "2703#"], "person"),
    ("ask-a-question", "web"): (
        ["payment", "AB123456", "£120.50", "2 3 2026", "Why?", "Long story", "bill.pdf", AMINA, "send"],
        "sent",
    ),
    ("ask-a-question", "text"): (["6", "Why?", "SKIP", "no", "Amina", "1", "amina@example.com", "SEND"], "sent"),
    ("ask-a-question", "voice"): (["2"], "person"),
    ("dangerous-structure", "web"): (["no", "no", "text=Quay Street", "name=Amina; phone=07700 900111"], "person"),
    ("dangerous-structure", "text"): (["no", "yes"], "stopped"),
    ("dangerous-structure", "voice"): (["1"], "stopped"),
}


def play(service: str, medium: str, replies: list[str], language: str = "en") -> journey_play.Transcript:
    found = catalogue.read_service(SERVICES, service).service
    assert found is not None
    rehearsal = Rehearsal(
        found,
        medium=Medium(medium),
        language=language,
        at=EVENING,
        zone="Europe/London",
        answers=SampleAnswers({}),
        by=resident(None),
    )
    return journey_play.play(found, rehearsal, Medium(medium), replies=iter(replies), out=lambda *_: None)


@pytest.mark.parametrize(("service", "medium"), list(SCRIPTS))
def test_a_service_played_to_its_end(service: str, medium: str) -> None:
    replies, ended = SCRIPTS[service, medium]
    told = play(service, medium, replies)
    refused = [(turn["problem"], turn["said"]) for turn in told.turns if "problem" in turn]
    assert refused == []
    assert told.ended == ended, told.turns[-1]
    used = sum("reply" in turn for turn in told.turns)
    assert used == len(replies), f"only {used} of the replies were asked for"


def test_every_service_has_a_script_for_every_medium() -> None:
    services = {path.name.split(".")[0] for path in SERVICES.glob("*.yaml")}
    assert {service for service, _ in SCRIPTS} == services
    assert {medium for _, medium in SCRIPTS} == {medium.value for medium in Medium}
    assert len(SCRIPTS) == len(services) * len(Medium)


def own_words(service: str, language: str) -> set[str]:
    found = catalogue.read_service(SERVICES, service).service
    assert found is not None
    text = found.words[language].text
    return {wording for key, wording in text.items() if key.startswith("question.") and ".option." not in key}


@pytest.mark.parametrize(("service", "medium"), [key for key in SCRIPTS if key[1] != "web"])
def test_in_welsh_nothing_is_asked_in_english(service: str, medium: str) -> None:
    replies, ended = SCRIPTS[service, medium]
    told = play(service, medium, replies, language="cy")
    assert told.ended == ended, told.turns[-1]
    said = "\n".join(line for turn in told.turns for line in turn["said"])
    english, welsh = own_words(service, "en"), own_words(service, "cy")
    assert [words for words in english - welsh if words in said] == []


def test_the_same_answers_come_of_all_media_where_they_ask_the_same() -> None:
    by_medium = {
        medium: play("missed-bin", medium, SCRIPTS["missed-bin", medium][0]).answers
        for medium in ("web", "text", "voice")
    }
    for question in ("where", "bin", "out"):
        assert len({json.dumps(answers[question], sort_keys=True) for answers in by_medium.values()}) == 1


def run(*arguments: str, replies: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "portreeve.config.command_line", "journey", "play", *arguments],
        input=replies,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=120,
        check=False,
    )


def test_the_command_prints_one_json_document() -> None:
    replies = "481222#\n2\n1\n1\n1\n07700900111#\n@2026-10-25T17:00:20\n1\n"
    done = run("missed-bin", "--medium", "voice", "--at", "2026-10-25T16:59:50", "--json", replies=replies)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["ended"] == "sent"
    said = " ".join(line for turn in told["turns"] for line in turn["said"])
    assert said.count("The crew may still be on its way") == 1


def test_the_command_holds_what_is_sent_too_early_and_stops_what_the_crew_has_done() -> None:
    replies = "HV1 2AB\n100000000002\nrefuse\ncontinue\nout\nskip\n" + AMINA + "\nsend\n"
    held = run("missed-bin", "--medium", "web", "--at", "2026-10-26T16:59:50", "--json", replies=replies)
    assert json.loads(held.stdout)["ended"] == "held"
    emptied = run(
        "missed-bin", "--medium", "web", "--fact", "emptied=true", "--json", replies="HV1 2AB\n100000000002\nrefuse\n"
    )
    assert json.loads(emptied.stdout)["ended"] == "stopped"


def test_wrong_use_says_what_to_do() -> None:
    nobody = run("no-such-service")
    assert nobody.returncode == 2
    assert "services list" in nobody.stderr
    assert run("missed-bin", "--at", "teatime").returncode == 2
    assert run("missed-bin").returncode == 1, "the replies ran out"

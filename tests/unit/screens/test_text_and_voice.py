"""Steps as texts and as something said, in every language; and what comes back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Question, QuestionType, Service, StopKind
from portreeve.modules.journeys.types import (
    REFUSAL_CODES,
    Check,
    CheckRow,
    HandOver,
    HandOverReason,
    InvalidAnswer,
    Promised,
    Receipt,
    State,
    Step,
)
from portreeve.screens import text, voice
from unit.journeys.making import after, begin, question, reply, service, settled, stop

T = QuestionType
SCREENS = Path(__file__).parents[3] / "src/portreeve/screens"
TABLES = [
    (screen, language)
    for screen, languages in (("text", ("en", "cy", "ar")), ("voice", ("en", "cy")))
    for language in languages
]


def words(screen: str, language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCREENS / screen / "words" / f"{language}.json").read_text(encoding="utf-8"))
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("screen", "language"), TABLES)
def test_every_wording_and_every_code_is_there_in_every_language(screen: str, language: str) -> None:
    own, english = words(screen, language), words(screen, "en")
    assert set(own["errors"]) == REFUSAL_CODES | {"file"}
    assert set(own["say"]) == set(english["say"])
    for part in ("say", "errors"):
        for key, wording in english[part].items():
            assert fields(own[part][key]) == fields(wording), (part, key)
            assert own[part][key] or not wording, (part, key)
    if language != "en":
        same = [key for key, wording in english["say"].items() if wording and own["say"][key] == wording]
        assert same == [], "left in English"


@pytest.mark.parametrize("reason", HandOverReason)
def test_every_hand_over_says_what_happens(reason: HandOverReason) -> None:
    made = service(question("q"))
    step = HandOver(reason, text="An officer will ring you." if reason is HandOverReason.STOP else "")
    assert text.show(made, step, language="en") != ()
    prompt = voice.show(made, step, language="en")
    assert prompt.say
    assert prompt.ends


def at_step(made: Service, medium: Medium, *replies: dict[str, Any]) -> Step:
    return settled(made, after(made, begin(made), *replies, medium=medium), medium)[1]


BIN = question("bin", T.CHOICE, options=("refuse", "recycling"))


def test_a_text_has_numbered_choices_and_says_how_to_reply() -> None:
    made = service(BIN)
    said = "\n".join(text.show(made, at_step(made, Medium.TEXT), language="en", first=True))
    assert said.splitlines() == [
        "A service",
        "Reply PERSON to talk to somebody, BACK to go back.",
        "Ask bin?",
        "1. Refuse",
        "2. Recycling",
        "Reply with a number.",
    ]


def test_long_lists_are_split_into_messages_between_lines() -> None:
    made = service(question("q", T.CHOICE, options=tuple(f"option number {n} with a long name" for n in range(40))))
    messages = text.show(made, at_step(made, Medium.TEXT), language="en")
    assert len(messages) > 1
    assert all(len(message) <= 459 for message in messages)


@pytest.mark.parametrize(
    ("of", "said", "kept"),
    [
        (BIN, "2", "recycling"),
        (BIN, "recycling", "recycling"),
        (question("q", T.YES_NO), "Yes", True),
        (question("q", T.DATE), "tomorrow", "2026-03-04"),
        (question("q", T.SEVERAL, options=("a", "b", "c")), "1 3", ["a", "c"]),
        (question("q", optional=True), "SKIP", None),
        (question("q", T.TEXT), "back", "back"),
    ],
)
def test_a_text_back_is_understood(of: Question, said: str, kept: object) -> None:
    made = service(of)
    step = at_step(made, Medium.TEXT)
    taken = reply(made, begin(made), text.read(step, said, language="en"), Medium.TEXT)
    assert isinstance(taken, State)
    assert taken.answers[of.id] == kept


@pytest.mark.parametrize(
    ("said", "language"), [("PERSON", "en"), ("cynghorydd", "cy"), ("person", "ar"), ("شخص", "ar")]
)
def test_a_person_can_always_be_asked_for_by_text(said: str, language: str) -> None:
    made = service(BIN)
    assert text.read(at_step(made, Medium.TEXT), said, language=language) == {"action": "person"}


ASKED = [
    BIN,
    question("q", T.YES_NO),
    question("q", T.DATE),
    question("q", T.TIME),
    question("q", T.MONEY),
    question("q", T.NUMBER),
    question("q", T.ADDRESS),
    question("q", T.PERSON),
    question("q", T.DECLARATION),
    question("q", T.SEVERAL, options=("a", "b")),
    question("q", T.REFERENCE, pattern="[0-9]{8}"),
    question("q", T.GROUP, questions=(question("c", T.NUMBER),)),
]


@pytest.mark.parametrize("of", ASKED)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_zero_is_a_person_at_every_question_and_the_prompt_says_so(of: Question, language: str) -> None:
    made = service(of)
    step = at_step(made, Medium.VOICE)
    prompt = voice.show(made, step, language=language)
    assert ("press 0" if language == "en" else "pwyswch 0") in prompt.say
    assert not prompt.keys or "0" in prompt.keys
    assert voice.read(step, "0") == {"action": "person"}
    assert voice.read(step, "*") == voice.AGAIN


@pytest.mark.parametrize(
    ("of", "keys", "kept"),
    [
        (BIN, "2", "recycling"),
        (question("q", T.YES_NO), "1", True),
        (question("q", T.DATE), "2703#", "2026-03-27"),
        (question("q", T.TIME), "1430#", "14:30"),
        (question("q", T.MONEY), "12*50#", 1250),
        (question("q", T.NUMBER), "00#", 0),
        (question("q", T.SEVERAL, options=("a", "b", "c")), "31#", ["a", "c"]),
        (question("q", T.REFERENCE, pattern="[0-9]{8}"), "12345678#", "12345678"),
        (question("q", T.NUMBER, optional=True), "#", None),
    ],
)
def test_keys_are_understood(of: Question, keys: str, kept: object) -> None:
    made = service(of)
    step = at_step(made, Medium.VOICE)
    taken = reply(made, begin(made), voice.read(step, keys), Medium.VOICE)
    assert isinstance(taken, State), taken
    assert taken.answers[of.id] == kept


def test_a_wrong_key_is_said_and_asked_again() -> None:
    made = service(BIN)
    step = at_step(made, Medium.VOICE)
    refused = reply(made, begin(made), voice.read(step, "7"), Medium.VOICE)
    assert isinstance(refused, InvalidAnswer)
    said = voice.show(made, step, language="en", problem=refused).say
    assert said.startswith("That is not one of the keys. Ask bin?")


def test_references_are_said_digit_by_digit_and_twice() -> None:
    made = service(BIN)
    sent = Receipt("12345678903", Promised(), "next", secret="ABCD1234")
    said = voice.receipt(made, sent, language="en").say
    assert said.count("1 2 3, 4 5 6 7, 8 9 0 3") == 2
    assert said.count("A B C D 1 2 3 4") == 2
    assert "We will look." in said
    assert "123 4567 8903" in "\n".join(text.receipt(made, sent, language="en"))


def test_what_is_held_is_said_with_its_council_local_time() -> None:
    made = service(BIN)
    sent = Receipt("", Promised(), "stop.x", held_until=datetime(2026, 10, 23, 16, 0, tzinfo=UTC))
    assert "17:00" in "\n".join(text.receipt(made, sent, language="en"))
    assert "17:00" in voice.receipt(made, sent, language="cy").say


def test_an_urgent_stop_gives_the_number() -> None:
    made = service(BIN, stops=(stop("now", 'bin == "refuse"', StopKind.URGENT, number="01632 960199"),))
    for medium in (Medium.TEXT, Medium.VOICE):
        step = at_step(made, medium, {"answer": "1"})
        said = (
            "\n".join(text.show(made, step, language="en"))
            if medium is Medium.TEXT
            else voice.show(made, step, language="en").say
        )
        assert "0 1 6 3 2, 9 6 0 1 9 9" in said or "01632 960199" in said


def test_check_answers_is_sent_or_changed_on_both() -> None:
    step = Check((CheckRow("bin", "Which bin?", "Black bin", "bin"), CheckRow("you", "Who?", "A\n07700 900111", "you")))
    made = service(BIN)
    assert "Ring" not in voice.show(made, step, language="en").say
    assert "0 7 7 0 0 9 0 0 1 1 1" in voice.show(made, step, language="en").say.replace(",", "")
    assert text.read(step, "SEND", language="en") == {"action": "send"}
    assert text.read(step, "anfon", language="cy") == {"action": "send"}
    assert text.read(step, "change 2", language="en") == {"action": "change", "path": "you"}
    assert voice.read(step, "1") == {"action": "send"}
    assert voice.read(step, "22#") == {"action": "change", "path": "you"}
    assert voice.read(step, "29#") == {"answer": "29#"}


def test_say_overrides_what_is_spoken() -> None:
    made = service(BIN)
    spoken = dict(made.words["en"].text) | {"question.bin": "Spoken?"}
    import dataclasses

    own = dataclasses.replace(made.words["en"], spoken={"question.bin": spoken["question.bin"]})
    made = dataclasses.replace(made, words={"en": own})
    assert "Spoken?" in voice.show(made, at_step(made, Medium.VOICE), language="en").say
    assert "Ask bin?" in text.show(made, at_step(made, Medium.TEXT), language="en")[0]

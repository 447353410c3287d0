"""What each answer type makes of what people write, key and choose."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Personal, Question, QuestionType
from portreeve.modules.journeys.rules.answers.addresses import Addresses
from portreeve.modules.journeys.rules.answers.asked import Shown
from portreeve.modules.journeys.rules.answers.reaching import likely_email, read_email, read_phone
from portreeve.modules.journeys.rules.sealing import seal, special, unseal
from portreeve.modules.journeys.types import REFUSAL_CODES, Ask, Check, InvalidAnswer, Json, Need, Part, State
from unit.journeys.making import ADDRESS, after, begin, nobody_knows, question, reply, service, settled

T = QuestionType
OPTIONS = ("refuse", "recycling")
WEB, TEXT, VOICE = Medium.WEB, Medium.TEXT, Medium.VOICE


def answer(of: Question, raw: dict[str, Any], medium: Medium = WEB, language: str = "en") -> Json | InvalidAnswer:
    """Return what one reply to one question comes to."""
    made = service(of)
    taken = reply(made, begin(made, language=language), raw, medium)
    if isinstance(taken, InvalidAnswer):
        return taken
    return taken.answers[of.id] if of.id in taken.answers else {"part": taken.partial[of.id]}


RIGHT: list[tuple[Question, dict[str, Any], Medium, Json]] = [
    (question("q", T.TEXT), {"answer": "  Zoë   O’Brien‑Łuk \u00a0"}, WEB, "Zoë O’Brien‑Łuk"),
    (question("q", T.LONG_TEXT), {"answer": "a\r\n\r\nb"}, WEB, "a\n\nb"),
    (question("q", T.YES_NO), {"answer": "yes"}, WEB, True),
    (question("q", T.YES_NO), {"answer": "Nope."}, TEXT, False),
    (question("q", T.YES_NO), {"answer": "2"}, VOICE, False),
    (question("q", T.CHOICE, options=OPTIONS), {"answer": "recycling"}, WEB, "recycling"),
    (question("q", T.CHOICE, options=OPTIONS), {"answer": "2"}, TEXT, "recycling"),
    (question("q", T.CHOICE, options=OPTIONS), {"answer": "REFUSE"}, TEXT, "refuse"),
    (question("q", T.SEVERAL, options=OPTIONS), {"answer": ["recycling", "refuse", "refuse"]}, WEB, list(OPTIONS)),
    (question("q", T.SEVERAL, options=OPTIONS), {"answer": "2, 1"}, TEXT, list(OPTIONS)),
    (question("q", T.SEVERAL, options=OPTIONS), {"answer": "21"}, VOICE, list(OPTIONS)),
    (question("q", T.NUMBER), {"answer": "1,234"}, WEB, 1234),
    (question("q", T.NUMBER), {"answer": "٣"}, TEXT, 3),
    (question("q", T.NUMBER), {"answer": "5.00"}, WEB, 5),
    (question("q", T.MONEY), {"answer": "£1,234.5"}, WEB, 123450),
    (question("q", T.MONEY), {"answer": "12*50"}, VOICE, 1250),
    (question("q", T.MONEY), {"answer": "50p"}, TEXT, 50),
    (question("q", T.DATE), {"day": "27", "month": "3", "year": "2026"}, WEB, "2026-03-27"),
    (question("q", T.DATE), {"day": " 27 ", "month": "mar", "year": "2026"}, WEB, "2026-03-27"),
    (question("q", T.DATE), {"answer": "3 March"}, TEXT, "2026-03-03"),
    (question("q", T.DATE), {"answer": "Tuesday the 3rd of March, 2026"}, TEXT, "2026-03-03"),
    (question("q", T.DATE), {"answer": "tomorrow"}, TEXT, "2026-03-04"),
    (question("q", T.DATE), {"answer": "3/3/26"}, TEXT, "2026-03-03"),
    (question("q", T.DATE), {"answer": "0303"}, VOICE, "2026-03-03"),
    (question("q", T.DATE, at_most="today"), {"answer": "3112"}, VOICE, "2025-12-31"),
    (question("q", T.DATE, at_least="today"), {"answer": "1 January"}, TEXT, "2027-01-01"),
    (question("q", T.DATE), {"answer": "29 February 2028"}, TEXT, "2028-02-29"),
    (question("q", T.TIME), {"answer": "2:30pm"}, WEB, "14:30"),
    (question("q", T.TIME), {"answer": "noon"}, TEXT, "12:00"),
    (question("q", T.TIME), {"answer": "12am"}, TEXT, "00:00"),
    (question("q", T.TIME), {"answer": "1430"}, VOICE, "14:30"),
    (question("q", T.REFERENCE, pattern="[0-9]{8}"), {"answer": "1234-56 78"}, WEB, "12345678"),
    (question("q", T.REFERENCE, pattern="[A-Z]{2}[0-9]{4}"), {"answer": "ab 12.34"}, WEB, "AB1234"),
    (question("q", T.VEHICLE), {"answer": "ab12-cde"}, WEB, "AB12CDE"),
    (question("q", T.DECLARATION), {"answer": "yes"}, WEB, {"agreed": True, "read": "self"}),
    (question("q", T.DECLARATION), {"answer": "1"}, VOICE, {"agreed": True, "read": "machine"}),
]


@pytest.mark.parametrize(("of", "raw", "medium", "kept"), RIGHT)
def test_what_people_mean_is_kept_in_one_form(of: Question, raw: dict[str, Any], medium: Medium, kept: Json) -> None:
    assert answer(of, raw, medium) == kept


WRONG: list[tuple[Question, dict[str, Any], str, str]] = [
    (question("q", T.TEXT), {}, "missing", "answer"),
    (question("q", T.TEXT), {"answer": "a\x00b"}, "unreadable", "answer"),
    (question("q", T.TEXT), {"answer": "\ud800"}, "unreadable", "answer"),
    (question("q", T.TEXT), {"answer": "caf\ufffd"}, "unreadable", "answer"),
    (question("q", T.TEXT), {"answer": "x" * 10_000_000}, "too-long", "answer"),
    (question("q", T.TEXT), {"answer": ["a", "b"]}, "unreadable", "answer"),
    (question("q", T.TEXT, at_least="10"), {"answer": "short"}, "too-short", "answer"),
    (question("q", T.YES_NO), {"answer": "maybe"}, "unknown-option", "answer"),
    (question("q", T.CHOICE, options=OPTIONS), {"answer": "garden"}, "unknown-option", "answer"),
    (question("q", T.CHOICE, options=OPTIONS), {"answer": "2"}, "unknown-option", "answer"),
    (question("q", T.SEVERAL, options=OPTIONS), {"answer": ["refuse", "x"]}, "unknown-option", "answer"),
    (question("q", T.SEVERAL, options=OPTIONS, at_least="2"), {"answer": ["refuse"]}, "too-few", "answer"),
    (question("q", T.SEVERAL, options=OPTIONS, at_most="1"), {"answer": list(OPTIONS)}, "too-many", "answer"),
    (question("q", T.SEVERAL, options=OPTIONS), {"answer": ["refuse"] * 500}, "too-many", "answer"),
    (question("q", T.NUMBER), {"answer": "lots"}, "not-a-number", "answer"),
    (question("q", T.NUMBER), {"answer": "1.5"}, "not-whole", "answer"),
    (question("q", T.NUMBER), {"answer": "9" * 90}, "not-a-number", "answer"),
    (question("q", T.NUMBER, at_least="1"), {"answer": "0"}, "too-small", "answer"),
    (question("q", T.NUMBER, at_most="9"), {"answer": "10"}, "too-big", "answer"),
    (question("q", T.MONEY), {"answer": "1.234"}, "not-money", "answer"),
    (question("q", T.MONEY), {"answer": "-5"}, "not-money", "answer"),
    (question("q", T.MONEY, at_most="1000"), {"answer": "10.01"}, "too-big", "answer"),
    (question("q", T.DATE), {"day": "31", "month": "2", "year": "2026"}, "not-a-date", "day"),
    (question("q", T.DATE), {"day": "1", "month": "13", "year": "2026"}, "not-a-date", "month"),
    (question("q", T.DATE), {"day": "1", "month": "1", "year": "26"}, "not-a-date", "year"),
    (question("q", T.DATE), {"day": "1", "month": "", "year": "2026"}, "missing-month", "month"),
    (question("q", T.DATE, at_least="today"), {"day": "2", "month": "3", "year": "2026"}, "date-too-early", "day"),
    (question("q", T.DATE, at_most="2026-03-04"), {"day": "5", "month": "3", "year": "2026"}, "date-too-late", "day"),
    (question("q", T.TIME), {"answer": "25:00"}, "not-a-time", "answer"),
    (question("q", T.TIME, at_least="09:00"), {"answer": "8am"}, "time-too-early", "answer"),
    (question("q", T.REFERENCE, pattern="[0-9]{8}"), {"answer": "1234567"}, "wrong-reference", "answer"),
    (question("q", T.VEHICLE), {"answer": "ABCDEFGH1"}, "not-a-vehicle", "answer"),
    (question("q", T.DECLARATION), {"answer": ""}, "not-agreed", "answer"),
    (question("q", T.PLACE), {"lat": "91", "long": "0"}, "not-on-the-map", "lat"),
    (question("q", T.PLACE), {"lat": "nan", "long": "0"}, "not-on-the-map", "lat"),
    (question("q", T.PERSON), {}, "missing", "name"),
    (question("q", T.PERSON), {"email": "a@example.com"}, "missing-name", "name"),
    (question("q", T.PERSON), {"name": "A", "email": "a@b"}, "not-an-email", "email"),
    (question("q", T.PERSON), {"name": "A", "phone": "123"}, "not-a-phone", "phone"),
    (question("q", T.PERSON), {"name": "A"}, "missing-contact", "contact"),
    (question("q", T.PERSON), {"name": "A", "contact": "email"}, "missing-email", "email"),
    (question("q", T.PERSON), {"name": "A", "contact": "text", "phone": "01632 960222"}, "not-a-mobile", "phone"),
    (question("q", T.PERSON), {"name": "A", "contact": "fax"}, "unknown-option", "contact"),
    (
        question("q", T.PERSON),
        {"name": "A", "email": "a@example.com", "on_behalf": "yes"},
        "missing-about-name",
        "about_name",
    ),
    (question("q", T.PERSON), {"name": "A", "email": "a@b.com", "not_before": "late"}, "not-a-time", "not_before"),
]


@pytest.mark.parametrize(("of", "raw", "code", "part"), WRONG)
def test_what_cannot_be_is_refused_with_a_code_and_the_part_to_mend(
    of: Question, raw: dict[str, Any], code: str, part: str
) -> None:
    refused = answer(of, raw)
    assert isinstance(refused, InvalidAnswer), refused
    assert (refused.code, refused.part) == (code, part)
    assert refused.code in REFUSAL_CODES


def test_every_code_that_the_rules_use_is_listed_and_documented() -> None:
    root = Path(__file__).parents[3]
    rules = root / "src/portreeve/modules/journeys"
    used = {
        code for path in rules.rglob("*.py") for code in re.findall(r'InvalidAnswer\("([a-z0-9-]+)"', path.read_text())
    }
    assert used <= REFUSAL_CODES
    documented = (root / "docs/reference/answers.md").read_text()
    assert all(f"`{code}`" in documented for code in REFUSAL_CODES)


def test_dates_are_understood_in_welsh_and_arabic() -> None:
    assert answer(question("q", T.DATE), {"answer": "3 Mawrth"}, TEXT, "cy") == "2026-03-03"
    assert answer(question("q", T.DATE), {"answer": "ddoe"}, TEXT, "cy") == "2026-03-02"
    assert answer(question("q", T.DATE), {"answer": "٣ مارس"}, TEXT, "ar") == "2026-03-03"


def test_dorothy_has_a_landline_large_print_and_is_rung_after_noon() -> None:
    kept = answer(
        question("q", T.PERSON),
        {"name": "Dorothy Marsh", "phone": "01632 960 222", "format": "large print", "not_before": "noon"},
    )
    assert isinstance(kept, dict)
    assert (kept["phone"], kept["contact"], kept["format"]) == ("+441632960222", "call", "large print")
    assert kept["not_before"] == "12:00"


def test_a_likely_slip_in_an_email_is_asked_about_and_never_blocks() -> None:
    made = service(question("you", T.PERSON))
    unsure = after(made, begin(made), {"name": "Gwen", "email": "gwen@gmial.com"})
    _, step = settled(made, unsure)
    assert isinstance(step, Ask)
    assert step.part is Part.CONFIRM
    kept = after(made, unsure, {"answer": "keep"})
    changed = after(made, unsure, {"answer": "change"})
    assert isinstance(kept.answers["you"], dict)
    assert isinstance(changed.answers["you"], dict)
    assert kept.answers["you"]["email"] == "gwen@gmial.com"
    assert changed.answers["you"]["email"] == "gwen@gmail.com"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("a@gmail.con", "a@gmail.com"), ("a@hotmial.com", "a@hotmail.com"), ("a@example.com", ""), ("a@gmail.com", "")],
)
def test_only_likely_slips_are_asked_about(said: str, meant: str) -> None:
    assert likely_email(said) == meant


@pytest.mark.parametrize(
    "said", ["Amina@Example.com ", "mailto:a@b.co.uk", "o'neill+bins@sub.example.wales", "<a@b.io>"]
)
def test_emails_as_people_paste_them(said: str) -> None:
    assert read_email(said)


@pytest.mark.parametrize(
    "said", ["a@@b.com", "a b", "a..b@c.com", ".a@b.com", "a.@b.com", "a@b..com", "a@-b.com", "@b.com"]
)
def test_what_is_no_email(said: str) -> None:
    assert not read_email(said)


@pytest.mark.parametrize(
    "said", ["07700 900111", "(07700) 900-111", "+44 7700 900111", "0044 7700 900 111", "+447700900111"]
)
def test_telephone_numbers_in_any_form(said: str) -> None:
    assert read_phone(said) == "+447700900111"


def test_an_address_is_searched_picked_or_written() -> None:
    made = service(question("where", T.ADDRESS))
    searched = after(made, begin(made), {"query": "hv1-2ab"})
    _, step = settled(made, searched)
    assert isinstance(step, Ask)
    assert step.part is Part.PICK
    assert after(made, searched, {"answer": "1"}).answers["where"] == {
        "uprn": "1",
        "line": "4 Quay Street, HV1 2AB",
        "postcode": "HV1 2AB",
        "ward": "Q",
        "street": "9",
        "lat": 1.5,
        "long": -1.5,
        "manual": False,
    }
    by_hand = after(made, searched, {"answer": "none"}, {"line1": "1 Far Rd", "town": "Far", "postcode": "sw1a1aa"})
    kept = by_hand.answers["where"]
    assert isinstance(kept, dict)
    assert (kept["line"], kept["postcode"], kept["manual"]) == ("1 Far Rd, Far, SW1A 1AA", "SW1A 1AA", True)
    assert by_hand.learned == {}, "what was looked up is forgotten once it is answered"


def test_welsh_pages_show_an_address_with_the_welsh_name_of_its_street() -> None:
    made = service(question("where", T.ADDRESS))
    both = {**ADDRESS, "line": "4 Quay Street", "line_cy": "4 Stryd y Cei"}

    def knows(_: Need) -> Json:
        return [both, {**ADDRESS, "uprn": "2", "line": "5 Far Road", "line_cy": ""}]

    for language, lines in (("cy", ["4 Stryd y Cei", "5 Far Road"]), ("en", ["4 Quay Street", "5 Far Road"])):
        searched = after(made, begin(made, language=language), {"query": "hv1 2ab"}, knows=knows)
        _, step = settled(made, searched, knows=knows)
        assert isinstance(step, Ask)
        assert [choice.label for choice in step.choices[:2]] == lines
        picked = after(made, searched, {"answer": "1"}, knows=knows).answers["where"]
        assert (picked["line"], picked["line_cy"]) == ("4 Quay Street", "4 Stryd y Cei")
        assert Addresses().show(Shown(picked, language)) == lines[0]


def test_an_address_service_that_does_not_answer_leaves_writing_it() -> None:
    made = service(question("where", T.ADDRESS))
    state = reply(made, begin(made), {"query": "HV1 2AB"}, knows=nobody_knows)
    assert isinstance(state, State)
    _, step = settled(made, state, knows=nobody_knows)
    assert isinstance(step, Ask)
    assert step.part is Part.MANUAL


def test_a_forged_choice_among_addresses_is_refused() -> None:
    made = service(question("where", T.ADDRESS))
    searched = after(made, begin(made), {"query": "HV1 2AB"})
    assert reply(made, searched, {"answer": "999"}) == InvalidAnswer("unknown-option", part="answer")


def test_a_pin_a_street_and_words_are_each_a_whole_way() -> None:
    made = service(question("place", T.PLACE))
    pinned = after(made, begin(made), {"lat": "53.5", "long": "-1.1"}).answers["place"]
    named = after(made, begin(made), {"query": "quay", "detail": "by the steps"}, {"answer": "9"}).answers["place"]
    said = after(made, begin(made), {"text": "Behind the church"}).answers["place"]
    assert isinstance(pinned, dict)
    assert isinstance(named, dict)
    assert isinstance(said, dict)
    assert (pinned["lat"], pinned["long"], pinned["street"]) == (53.5, -1.1, "Quay Street")
    assert (named["usrn"], named["detail"]) == ("9", "by the steps")
    assert said["text"] == "Behind the church"


def test_a_group_adds_takes_out_and_ends() -> None:
    made = service(question("movers", T.GROUP, questions=(question("name"),), at_most="3"))
    two = after(made, begin(made), {"answer": "Amina"}, {"answer": "yes"}, {"answer": "Karim"})
    _, step = settled(made, two)
    assert isinstance(step, Ask)
    assert [choice.code for choice in step.choices] == ["yes", "no", "remove.1", "remove.2"]
    one = after(made, two, {"answer": "remove.1"}, {"answer": "no"})
    assert one.answers["movers"] == [{"name": "Karim"}]
    _, check = settled(made, one)
    assert isinstance(check, Check)
    assert [row.path for row in check.rows] == ["movers.1.name", "movers"]
    more = after(made, one, {"action": "change", "path": "movers"}, {"answer": "yes"}, {"answer": "Gwen"})
    assert after(made, more, {"answer": "no"}).answers["movers"] == [{"name": "Karim"}, {"name": "Gwen"}]


def test_special_answers_are_sealed_with_all_that_was_learned_about_them() -> None:
    made = service(
        question("faith", personal=Personal.SPECIAL),
        question("group", T.GROUP, questions=(question("child", personal=Personal.SPECIAL),)),
        question("plain"),
    )
    names = special(made)
    assert names == {"faith", "group"}
    values: dict[str, Json] = {"faith": "x", "group.1.child": "y", "fact/faith.z/3": {"value": 1}, "plain": "p"}
    sealed = seal(values, names, lambda plain: plain.hex())
    assert sealed["plain"] == "p"
    assert [key for key in sealed if sealed[key] != values[key]] == ["faith", "group.1.child", "fact/faith.z/3"]
    assert unseal(sealed, bytes.fromhex) == values

"""Service files are read strictly: what was written is what is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portreeve.modules.catalogue.queries.folders import read_service
from portreeve.modules.catalogue.rules.read.nodes import Map, Text, parse
from portreeve.modules.catalogue.rules.read.problems import Problems
from portreeve.modules.catalogue.types import Question, Service, StopKind, date_limit

BASE = (Path(__file__).parent / "broken" / "language-missing.yaml").read_text(encoding="utf-8")


def service(extra: str = "", question: str = "") -> Service:
    text = BASE.replace("  - {id: you,", f"  - {question}\n  - {{id: you,") if question else BASE
    reading = read_service({"language-missing.yaml": text + extra})
    assert reading.problems == ()
    assert reading.service is not None
    return reading.service


def question(written: str) -> Question:
    return next(one for one in service(question=written).questions if one.id == "new")


@pytest.mark.parametrize(
    "written", ["yes", "No", "on", "01234", "0o17", "16:59", "1e3", "null", "~", "2026-04-01", ".inf", "<<", "1_000"]
)
def test_every_scalar_stays_text(written: str) -> None:
    problems = Problems("x.yaml")
    top = parse(f"key: {written}\n", problems)
    assert isinstance(top, Map)
    assert top.entries["key"].value == Text(written, 1)


def test_options_called_yes_and_no_keep_their_ids_and_words() -> None:
    read = question("{id: new, ask: Is it?, type: choice, options: {yes: Yes, no: No}}")
    assert read.options == ("yes", "no")


def test_lines_are_kept() -> None:
    assert [one.line for one in service().questions] == [18, 19, 20, 21]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    reading = read_service({"bomb.yaml": bomb})
    assert [problem.code for problem in reading.problems] == ["anchor"]


@pytest.mark.parametrize("text", ["", "\n\n# nothing\n", "- a\n", "just words", "\x00", "a: \ud800"])
def test_what_is_no_service_is_a_problem_and_not_a_crash(text: str) -> None:
    reading = read_service({"odd.yaml": text})
    assert reading.service is None
    assert reading.problems


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("type: money, at_least: £0.01, at_most: £1000", "1", "100000"),
        ('type: number, at_least: "-5", at_most: "020"', "-5", "20"),
        ("type: date, at_least: today - 28 days, at_most: today", "today - 28 days", "today"),
        ('type: time, at_least: "08:30", at_most: "17:00"', "08:30", "17:00"),
    ],
)
def test_limits_are_kept_in_one_form(written: str, least: str, most: str) -> None:
    read = question(f"{{id: new, ask: How much?, {written}}}")
    assert (read.at_least, read.at_most) == (least, most)


def test_a_date_limit_is_reckoned_from_the_councils_today() -> None:
    today = date(2026, 3, 29)
    assert date_limit("today - 28 days", today) == date(2026, 3, 1)
    assert date_limit("today + 1 day", today) == date(2026, 3, 30)
    assert date_limit("today", today) == today
    assert date_limit("2026-04-01", today) == date(2026, 4, 1)
    assert date_limit("", today) is None
    with pytest.raises(ValueError, match="Invalid"):
        date_limit("tomorrow", today)


def test_stops_of_every_kind_are_read_with_their_words() -> None:
    read = service(
        """stops:
  - {id: a, when: broken == true, tell: Look again.}
  - {id: b, when: broken == true, urgent: {number: "999"}, tell: Ring 999., say: Ring nine nine nine.}
  - {id: c, when: broken == true, person: Somebody will help.}
  - {id: d, when: broken == true, hold: {until: "17:00"}, tell: We wait.}
  - {when: broken == true, tell: Fifth.}
"""
    )
    kinds = [StopKind.TELL, StopKind.URGENT, StopKind.PERSON, StopKind.HOLD, StopKind.TELL]
    assert [stop.kind for stop in read.stops] == kinds
    assert [stop.id for stop in read.stops] == ["a", "b", "c", "d", "stop-5"]
    assert (read.stops[1].number, read.stops[3].until) == ("999", "17:00")
    assert read.text("stop.c", "en") == "Somebody will help."
    assert read.text("stop.b", "en", spoken=True) == "Ring nine nine nine."


def test_words_of_another_language_fall_back_to_the_files_own() -> None:
    overlay = """format: 1
service: language-missing
language: ar
texts:
  name: {en: Report a broken thing, ar: الإبلاغ عن شيء مكسور, say: بلاغ}
"""
    reading = read_service({"language-missing.yaml": BASE, "language-missing.ar.yaml": overlay})
    read = reading.service
    assert read is not None
    assert read.text("name", "ar") == "الإبلاغ عن شيء مكسور"
    assert read.text("name", "ar", spoken=True) == "بلاغ"
    assert read.text("summary", "ar") == "Tell us that a thing is broken."
    assert read.text("nothing", "ar") == ""

"""Filling templates, making pages of them, and what the check finds wrong."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from portreeve.foundation.pure import tokens
from portreeve.modules.correspondence.rules import dates, rendering, retries, templates, wording
from portreeve.modules.correspondence.types import Content, Rendered, Way

FOLDER = Path(__file__).parents[3] / "demo" / "templates"
FILES = sorted(p for p in FOLDER.glob("*.*.yaml"))


def parts(path: Path) -> dict[str, str]:
    raw = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    flat: dict[str, str] = {}
    for key, value in raw.items():
        flat |= {f"{key}.{k}": v for k, v in value.items()} if isinstance(value, dict) else {key: value}
    return flat


GOOD = parts(FOLDER / "update.en.yaml")


def codes(template: str = "update", **changes: str | None) -> set[str]:
    changed = {name.replace("_", "."): text for name, text in changes.items()}
    mixed = {k: v for k, v in (GOOD | changed).items() if v is not None}
    return {fault.code for fault in templates.faults(template, mixed)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_demos_words_have_nothing_wrong_with_them(path: Path) -> None:
    assert list(templates.faults(path.name.split(".")[0], parts(path))) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sms": None}, "missing-part"),
        ({"call": " "}, "missing-part"),
        ({"email_subject": "One\ntwo"}, "too-long"),
        ({"sms": "x" * 919}, "too-long"),
        ({"email_body": "No fields at all."}, "missing-field"),
        ({"sms": "{{referense}}"}, "unknown-field"),
        ({"sms": "{{ Reference }}"}, "bad-braces"),
        ({"sms": "{{reference"}, "bad-braces"),
        ({"sms": "Dear {{name}}"}, "optional-field"),
        ({"fax": "x"}, "unknown-part"),
        ({"sms": " ".join(["word"] * 40)}, "long-sentence"),
    ],
)
def test_what_is_wrong_is_found(changes: dict[str, str | None], code: str) -> None:
    assert code in codes(**changes)


def test_a_link_may_not_be_said_and_needs_a_letter_of_its_own() -> None:
    asked = parts(FOLDER / "question-asked.en.yaml")
    said = templates.faults("question-asked", asked | {"call": asked["call"] + "{{reply_link}}"})
    assert "link-said" in {f.code for f in said}
    without = {k: v for k, v in asked.items() if not k.startswith("letter")}
    assert "missing-part" in {f.code for f in templates.faults("question-asked", without)}


def test_an_unknown_template_is_named() -> None:
    assert codes("updates") == {"unknown-template"}


def test_discreet_words_may_not_name_anybody() -> None:
    discreet = parts(FOLDER / "discreet.en.yaml")
    for field in ("council", "reference", "service", "phone"):
        found = templates.faults("discreet", discreet | {"sms": f"{{{{{field}}}}}"})
        assert "unknown-field" in {f.code for f in found}


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
def test_every_template_reads_whole_in_every_way_and_with_nothing_optional_known(language: str) -> None:
    private, discreet = (parts(FOLDER / f"{name}.{language}.yaml") for name in ("private", "discreet"))
    common = {"council": "Haverstock Borough Council", "phone": "01632 960 100", "website": "w", "track_link": "t"}
    for path in FOLDER.glob(f"*.{language}.yaml"):
        name = path.name.split(".")[0]
        spec, words = templates.TEMPLATES[name], parts(path)
        if spec.parts != ("email.subject", "email.body", "sms", "call") or name == "discreet":
            continue
        values = common | dict.fromkeys((*spec.must, *spec.link_names), "SECRET") | {"reference": "123 4567 8901"}
        for way, content in product(Way, Content):
            said = rendering.render(
                way, content, values, full=words, private=private, discreet=discreet, language=language
            )
            assert said.text, f"{path.name} {way} {content}"
            assert "{{" not in said.text + said.subject
            if way is not Way.CALL:
                _says_no_more_than(content, way, said)


def _says_no_more_than(content: Content, way: Way, said: Rendered) -> None:
    outside = {Way.EMAIL: said.subject, Way.SMS: said.text, Way.LETTER: said.envelope}[way]
    if content is Content.PRIVATE:
        assert "SECRET" not in outside
    if content is Content.DISCREET:
        everything = said.subject + said.text + said.html
        assert [word for word in ("SECRET", "Haverstock", "123 4567") if word in everything] == []
        assert said.envelope == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_value_is_only_ever_a_value(one: str, two: str) -> None:
    filled = wording.fill("a {{x}} b {{y}} c", {"x": one, "y": two})
    assert filled == wording.fill("a {{x}} b {{y}} c", {"y": two, "x": one})
    assert (one + two).count("{{") <= filled.count("{{") + 1


@given(st.text())
def test_a_page_runs_nothing_that_was_typed(text: str) -> None:
    page = wording.page(text, title=text, language="en")
    assert page.count("<script") == 0
    assert page.count("<body") == 1


@given(st.text())
def test_a_subject_is_one_line(text: str) -> None:
    found = wording.one_line(text)
    assert "\n" not in found
    assert "\r" not in found


def test_a_line_without_its_optional_value_is_left_out() -> None:
    text = "Dear {{name?}}\n\nHello\nWhere: {{place?}}\nBye"
    assert wording.fill(text, {"name": "", "place": " "}) == "Hello\nBye"
    assert wording.fill(text, {"name": "Amina", "place": "here"}) == "Dear Amina\n\nHello\nWhere: here\nBye"


def test_links_in_a_page_work_and_end_where_they_end() -> None:
    page = wording.page("Read https://a.example/link/x. Or\nnot", title="t", language="cy")
    assert '<a href="https://a.example/link/x">https://a.example/link/x</a>. Or<br>not' in page
    assert '<html lang="cy" dir="ltr">' in page


def test_days_are_written_in_the_language() -> None:
    day = date(2026, 11, 20)
    assert dates.day(day, "en") == "Friday 20 November 2026"
    assert dates.day(day, "cy") == "Dydd Gwener 20 Tachwedd 2026"
    assert dates.day(day, "ar") == "الجمعة، 20 نوفمبر 2026"
    assert dates.day(day, "pl") == "Friday 20 November 2026"


def test_tokens_are_long_different_and_kept_as_hashes() -> None:
    made = {tokens.new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(tokens.TOKEN.fullmatch(token) for token in made)
    one = made.pop()
    assert tokens.digest(f" {one.upper()} ") == tokens.digest(one) != one
    assert tokens.digest("../../etc") == ""


@given(st.integers(1, 200), st.floats(0, 1))
def test_waits_grow_are_spread_and_end_at_three_hours(tries: int, chance: float) -> None:
    found = retries.wait(tries, lambda: chance)
    assert 10 <= found.total_seconds() <= 3 * 3600
    assert retries.wait(tries + 1, lambda: chance) >= found

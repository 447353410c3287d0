"""A question as a page: every type and part, with and without an error, in every language."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment

from portreeve.foundation.design.api import make
from portreeve.foundation.design.wording import words
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Choice, InvalidAnswer, Json, Part
from portreeve.screens.web.fields import FieldKind, QuestionPage
from portreeve.screens.web.page import question_page
from portreeve.screens.web.samples import FEW, FOUND, SHAPES, make_ask

PACKAGES = ("portreeve.foundation.design", "portreeve.screens.web")
ALL = pytest.mark.parametrize(
    ("kind", "part", "choices"), SHAPES, ids=[f"{kind}-{part}-{len(choices)}" for kind, part, choices in SHAPES]
)
TEMPLATE = """{% from "web/errors.html" import summary with context %}
{% from "web/question.html" import question with context %}
{{ summary(q.troubles) }}{{ question(q) }}"""


@pytest.fixture(scope="module")
def environment() -> Environment:
    return make(packages=PACKAGES)


def render(environment: Environment, page: QuestionPage, language: str = "en") -> str:
    w = words(language, PACKAGES)
    return environment.from_string(TEMPLATE).render(q=page, w=w, map_outline="/map/outline.json")


@ALL
@pytest.mark.parametrize("language", ["en", "cy", "ar"])
def test_every_type_and_part_has_a_page_with_one_heading(
    environment: Environment, kind: QuestionType, part: Part, choices: tuple[Choice, ...], language: str
) -> None:
    ask = make_ask(kind, part, choices)
    html = render(environment, question_page(ask, words(language, PACKAGES)), language)
    assert html.count("<h1") == 1
    assert "What should we know?" in html
    assert "required" not in html
    assert not re.search(r"\sstyle=|\son[a-z]+=", html)


@ALL
def test_an_error_is_said_twice_in_the_same_words_and_leads_to_its_field(
    environment: Environment, kind: QuestionType, part: Part, choices: tuple[Choice, ...]
) -> None:
    ask = make_ask(kind, part, choices)
    page = question_page(ask, words("en", PACKAGES), typed={}, problem=InvalidAnswer("missing", part="answer"))
    html = render(environment, page)
    (trouble,) = page.troubles
    assert html.index("govuk-error-summary") < html.index("<h1")
    assert f'<a href="#{trouble.target}">' in html
    assert re.search(rf'id="{trouble.target}"', html), "the summary leads to a field that is there"
    assert html.count(trouble.text.replace("'", "&#39;")) == 2


@ALL
def test_optional_questions_say_so_and_can_be_skipped(
    environment: Environment, kind: QuestionType, part: Part, choices: tuple[Choice, ...]
) -> None:
    html = render(environment, question_page(make_ask(kind, part, choices, optional=True), words("en", PACKAGES)))
    assert "What should we know? (optional)" in html
    assert 'value="skip"' in html


@pytest.mark.parametrize("name", ["name", "email", "about_name", "phone", "post"])
def test_an_error_of_a_person_stands_beside_the_part_it_is_about(environment: Environment, name: str) -> None:
    typed = {"name": ["Ruth"], "contact": ["text"], "on_behalf": ["yes"]}
    problem = InvalidAnswer("not-a-mobile" if name == "phone" else f"missing-{name.replace('_', '-')}", part=name)
    page = question_page(make_ask(QuestionType.PERSON), words("en", PACKAGES), typed=typed, problem=problem)
    wanted = "phone_text" if name == "phone" else name
    assert page.troubles[0].target == wanted
    html = render(environment, page)
    assert f'id="{wanted}-error"' in html
    assert re.search(rf'<(input|textarea)[^>]*id="{wanted}"[^>]*aria-describedby="[^"]*{wanted}-error', html)


def test_the_first_wrong_part_of_a_date_is_the_target_and_the_only_one_marked(environment: Environment) -> None:
    typed = {"day": ["12"], "month": [""], "year": ["2026"]}
    page = question_page(
        make_ask(QuestionType.DATE),
        words("en", PACKAGES),
        typed=typed,
        problem=InvalidAnswer("missing-month", part="month"),
    )
    assert page.troubles[0].target == "month"
    assert [part.wrong for part in page.fields[0].parts] == [False, True, False]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (QuestionType.TEXT, "Mill Lane", 'value="Mill Lane"'),
        (QuestionType.MONEY, 123450, 'value="1234.50"'),
        (QuestionType.MONEY, 1200, 'value="12"'),
        (QuestionType.NUMBER, 0, 'value="0"'),
        (QuestionType.DATE, "2026-03-09", 'value="9"'),
        (QuestionType.YES_NO, False, 'value="no" checked'),
        (QuestionType.CHOICE, "garden", 'value="garden" checked'),
        (QuestionType.SEVERAL, ["refuse", "garden"], 'value="refuse" checked'),
        (QuestionType.DECLARATION, {"agreed": True, "read": "self"}, 'value="yes" checked'),
        (
            QuestionType.PERSON,
            {"name": "Ruth Marsh", "contact": "email", "email": "ruth@example.com"},
            "ruth@example.com",
        ),
        (QuestionType.PERSON, {"name": "R", "about": {"name": "Dorothy Marsh"}, "on_behalf": True}, "Dorothy Marsh"),
    ],
)
def test_a_known_answer_is_shown_again(environment: Environment, kind: QuestionType, value: Json, shown: str) -> None:
    ask = make_ask(kind, choices=FEW if kind in {QuestionType.CHOICE, QuestionType.SEVERAL} else (), value=value)
    html = re.sub(r"\s+", " ", render(environment, question_page(ask, words("en", PACKAGES))))
    assert shown in html


def test_what_was_typed_is_kept_even_when_it_is_wrong(environment: Environment) -> None:
    page = question_page(
        make_ask(QuestionType.NUMBER, value=3),
        words("en", PACKAGES),
        typed={"answer": ['"><b>three']},
        problem=InvalidAnswer("not-a-number", part="answer"),
    )
    assert 'value="&#34;&gt;&lt;b&gt;three"' in render(environment, page)


def test_lines_of_a_long_text_are_kept_as_they_were_typed(environment: Environment) -> None:
    page = question_page(
        make_ask(QuestionType.PERSON), words("en", PACKAGES), typed={"post": ["1 Mill Lane\r\nHaverstock"]}
    )
    assert ">1 Mill Lane&#10;Haverstock</textarea>" in render(environment, page)


def test_many_options_become_a_list_to_choose_from() -> None:
    many = tuple(Choice(str(n), f"Flat {n}") for n in range(40))
    page = question_page(make_ask(QuestionType.ADDRESS, Part.PICK, many), words("en", PACKAGES))
    assert page.fields[0].kind is FieldKind.SELECT
    assert page.fields[0].options[-1].code == "none"


def test_an_address_can_be_written_instead_of_found(environment: Environment) -> None:
    html = render(environment, question_page(make_ask(QuestionType.ADDRESS, Part.PICK, FOUND), words("en", PACKAGES)))
    assert 'value="manual"' in html
    assert 'value="search"' in html
    assert html.count('value="none"') == 1


def test_the_map_stands_beside_words_that_do_the_same(environment: Environment) -> None:
    html = render(environment, question_page(make_ask(QuestionType.PLACE, Part.SEARCH), words("en", PACKAGES)))
    assert 'name="query"' in html
    assert 'name="detail"' in html
    assert 'value="manual"' in html
    assert re.search(r"data-map[^>]* hidden", html), "without scripts there is no map"


def test_fields_say_what_browsers_may_fill_in(environment: Environment) -> None:
    person = render(environment, question_page(make_ask(QuestionType.PERSON), words("en", PACKAGES)))
    manual = render(environment, question_page(make_ask(QuestionType.ADDRESS, Part.MANUAL), words("en", PACKAGES)))
    for token in ("name", "email", "tel", "street-address"):
        assert f'autocomplete="{token}"' in person
    for token in ("address-line1", "address-line2", "address-level2", "postal-code"):
        assert f'autocomplete="{token}"' in manual
    assert 'spellcheck="false"' in person

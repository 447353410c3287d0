"""Every type of question, answered by people without scripts on a small phone in Welsh, and by keyboard alone.

The photo is in the story of the fly-tip, which is told in each of these ways too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screen, Screens

pytestmark = pytest.mark.browser
SERVICES = Path(__file__).parents[3] / "demo" / "services"
PHOTOS = {"photo"}
"""Types that the story of the fly-tip has."""
WAYS = {
    "without scripts on a small phone in Welsh": {"scripts": False, "width": 320, "prefix": "/cy"},
    "by keyboard alone": {"keyboard": True},
}
Answer = Callable[["Screen", Path], None]


def chosen(*values: str) -> Answer:
    return lambda who, _: who.answer(*values)


def written(text: str) -> Answer:
    return filled(answer=text)


def filled(**fields: str) -> Answer:
    """Fill in fields by their ids and go on."""

    def fill(who: Screen, _: Path) -> None:
        for field, text in fields.items():
            who.write(f"#{field}", text)
        who.next()

    return fill


def skipped(who: Screen, _: Path) -> None:
    who.press("button[value=skip]")


def home(number: str) -> Answer:
    def find(who: Screen, _: Path) -> None:
        from journeys.stories.reporting import find_home

        find_home(who, number)

    return find


def attached(who: Screen, letter: Path) -> None:
    """Attach a letter, see it there, and go on."""
    who.attach("#file", letter)
    who.next()
    assert letter.name in who.text
    who.next()


def who_it_is(who: Screen, _: Path) -> None:
    from journeys.stories.reporting import AMINA

    AMINA.say(who)


MOVING: dict[str, Answer] = {
    "why": chosen("within"),
    "old": home("1"),
    "new": home("3"),
    "moved_on": filled(day="12", month="10", year="2026"),
    "movers.1.name": written("Amina Yusuf"),
    "movers.1.adult": chosen("yes"),
    "movers.1.born": filled(day="9", month="3", year="1988"),
    "movers": chosen("no"),
    "adults": written("1"),
    "tenure": chosen("own"),
    "tell": chosen("parking-permits", "library"),
    "council_tax": written("12345678"),
    "permit": written("HV21 ABC"),
    "proof": attached,
    "you": who_it_is,
    "true_words": chosen("yes"),
}
ASKING: dict[str, Answer] = {
    "about": chosen("payment"),
    "reference": written("HV123456"),
    "paid": written("120.50"),
    "paid_on": filled(day="12", month="10", year="2026"),
    "in_short": written("I paid twice"),
    "question": written("I paid on the web and then again at the counter."),
    "attached": skipped,
    "you": who_it_is,
}
TELLING: dict[str, Answer] = {
    "danger": chosen("no"),
    "what": chosen("noise"),
    "place": filled(query="Quay Street"),
    "last_on": filled(day="18", month="10", year="2026"),
    "last_at": written("11:30pm"),
    "often": chosen("weekly"),
    "how_many": written("3"),
    "happened": written("They shout at night."),
    "who": skipped,
    "evidence": skipped,
    "afraid": chosen("no"),
    "you": who_it_is,
}
TOLD: Mapping[str, Mapping[str, Answer]] = {
    "change-of-address": MOVING,
    "ask-a-question": ASKING,
    "anti-social-behaviour": TELLING,
}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    made = tmp_path / "tenancy.pdf"
    made.write_bytes(b"%PDF-1.7 a tenancy agreement")
    return made


def place_of(who: Screen) -> str:
    """Return the question that a page asks, by its address, without the part of it."""
    return str(who.page.url).rsplit("/q/", 1)[1].partition("?")[0].partition("~")[0]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("service", TOLD)
def test_given_somebody_who_uses_it_so_when_every_question_is_answered_then_it_is_sent(
    screens: Screens, letter: Path, service: str, way: dict[str, Any]
) -> None:
    asked = dict(way)
    prefix = asked.pop("prefix", "")
    who = screens.resident(**asked)
    who.go(f"{prefix}/s/{service}")
    who.press("button.govuk-button--start")
    for place, answer in TOLD[service].items():
        assert place_of(who) == place, who.text[:300]
        answer(who, letter)
        while place_of(who) == place and who.page.locator("input[name=answer]").count():
            who.answer("99000015")
    assert who.page.url.endswith("~check"), who.text[:300]
    who.press("form[action$='/send'] button")
    assert "govuk-panel" in who.page.content()
    assert who.reference


def test_every_type_of_question_is_among_them() -> None:
    from portreeve.modules.catalogue import api as catalogue
    from portreeve.modules.catalogue.types import QuestionType

    found = set(PHOTOS)
    for service, answers in TOLD.items():
        read = catalogue.read_service(SERVICES, service).service
        assert read is not None
        inner = {f"{q.id}.1.{one.id}": one for q in read.questions for one in q.questions}
        found |= {question.type.value for name, question in inner.items() if name in answers}
        found |= {question.type.value for question in read.questions if question.id in answers}
    assert found == {kind.value for kind in QuestionType}

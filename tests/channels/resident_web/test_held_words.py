"""What is said of a held report is the service's own; without words of its own it is said in neutral ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

SRC = Path(__file__).parents[3] / "src/portreeve"


def missed_bin(then: str) -> Any:
    """Return the demo's missed bin, with or without its own words for what is looked at."""
    from portreeve.modules.catalogue import api as catalogue

    reading = catalogue.read_service(SRC.parents[1] / "demo/services", "missed-bin")
    service = reading.service
    for words in service.words.values():
        if not then:
            words.text.pop("stop.crew-still-out.then")
    return service


@pytest.mark.parametrize(
    ("language", "own", "neutral"),
    [
        ("en", "look at what the crew recorded", "Then we will look at it again"),
        ("cy", "edrych ar yr hyn a gofnododd y criw", "Yna byddwn yn edrych arno eto"),
        ("ar", "ننظر في ما سجّله الفريق", "ثم ننظر فيه مرة أخرى"),
    ],
)
@pytest.mark.parametrize("then", ["own", ""])
def test_a_held_report_is_spoken_of_in_the_words_of_its_service(
    *, rf: Any, db: None, language: str, own: str, neutral: str, then: str
) -> None:
    from django.contrib.sessions.backends.cache import SessionStore
    from django.shortcuts import render

    request = rf.get("/s/missed-bin")
    request.language, request.session = language, SessionStore()
    service = missed_bin(then)
    known = {
        "service": service,
        "held_until": "5pm",
        "words_language": language,
        "offered": ("en",),
        "held_then": service.text("stop.crew-still-out.then", language),
        "held": {"token": "x"},
        "receipt": {},
        "view": {"receipt": True},
        "step": {},
        "shared": False,
    }
    page = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", render(request, "resident/sent.html", known).content.decode()))
    assert (own if then else neutral) in page
    assert (neutral if then else own) not in page


def test_no_words_of_the_pages_speak_of_one_services_people() -> None:
    found = [
        str(path.relative_to(SRC))
        for path in [*SRC.rglob("words/**/*.yaml"), *SRC.rglob("words/**/*.json")]
        if re.search(r"\b(crews?|criw)\b", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert found == []

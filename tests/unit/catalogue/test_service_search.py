"""Residents find services by their own words, in their own language, with typing errors."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from portreeve.config.facts import COLLECTION
from portreeve.modules.catalogue.queries.folders import check_folder
from portreeve.modules.catalogue.rules.search import entry, fold, search
from portreeve.modules.catalogue.types import Service

FOLDER = Path(__file__).parents[3] / "demo" / "services"
READINGS = check_folder(FOLDER, (COLLECTION,)).readings
SERVICES: list[Service] = [reading.service for reading in READINGS if reading.service is not None]


def first(words: str, language: str = "en") -> str:
    return next(iter(search([entry(service, language) for service in SERVICES], words)), "")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bin", "missed-bin"),
        ("my bins weren't emptied", "missed-bin"),
        ("missed bin colection", "missed-bin"),
        ("recyling not collected", "missed-bin"),
        ("RUBBISH DUMPED IN ALLEY", "fly-tipping"),
        ("matress in street", "fly-tipping"),
        ("flytiping", "fly-tipping"),
        ("noisy neighbors", "anti-social-behaviour"),
        ("loud music next door", "anti-social-behaviour"),
        ("moving house", "change-of-address"),
        ("council tax new adress", "change-of-address"),
        ("wall about to colapse", "dangerous-structure"),
        ("speak to someone", "ask-a-question"),
    ],
)
def test_a_service_is_found_by_what_people_call_it(words: str, found: str) -> None:
    assert first(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bin heb ei wagio", "missed-bin"),
        ("cymdogion swnllid", "anti-social-behaviour"),
        ("symud ty", "change-of-address"),
        ("symud tŷ", "change-of-address"),
        ("matres", "fly-tipping"),
        ("missed bin", "missed-bin"),
    ],
)
def test_welsh_is_searched_first_and_english_after_it(words: str, found: str) -> None:
    assert first(words, "cy") == found


def test_arabic_is_searched_without_its_vowel_signs() -> None:
    assert first("الحاوية لم تفرغ", "ar") == "missed-bin"
    assert fold("تُفرَّغ") == fold("تفرغ")


@pytest.mark.parametrize("words", ["", "   ", "?!", "zebra crossing helicopter", "x" * 5000])
def test_nothing_is_made_up(words: str) -> None:
    assert first(words) == ""


def test_a_few_hundred_services_are_searched_quickly() -> None:
    many = [entry(replace(service, id=f"{service.id}-{n}"), "en") for n in range(60) for service in SERVICES]
    search(many, "warm up")
    begun = time.process_time()
    for words in ("mised bin", "noisy nieghbours", "moving huose", "matress dumped"):
        search(many, words)
    assert (time.process_time() - begun) / 4 < 0.05

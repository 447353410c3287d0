"""Needs answered from the real gazetteer, files, calendar and cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portreeve.config.journeys import CollectionFacts, SimilarCases
from portreeve.foundation.pure.actor import resident, system
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import Json, Need, NeedKind
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Calendar, CollectionDay, NewAddress, NewStreet

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def street() -> None:
    """Load one street with two homes."""
    places.use_sources()
    records = [
        NewStreet("47000001", "Quay Street", "Haverstock", ((-1.1, 53.5), (-1.101, 53.5))),
        NewAddress("10001", "47000001", "HV1 2AB", 53.5, -1.1, number="4"),
        NewAddress("10002", "47000001", "HV1 2AB", 53.5, -1.1005, number="6"),
    ]
    loaded = places.load_gazetteer(records=records, source="a street", by=system("tests"), at=AT)
    assert loaded.refused == ()


def answer(kind: NeedKind, **about: Json) -> Json:
    found = journeys.FoundByUs(facts=CollectionFacts(), similar=SimilarCases())
    return found.answer(Need("key", kind, about), by=resident(None), at=AT)


def lines(found: Json) -> list[str]:
    assert isinstance(found, list)
    return [str(one["line"]) for one in found if isinstance(one, dict)]


def test_addresses_are_found_by_postcode_by_words_and_by_keys(street: None) -> None:
    both = lines(answer(NeedKind.ADDRESSES, query="HV1 2AB", keyed=False))
    assert [line.split(" ")[0] for line in both] == ["4", "6"]
    assert lines(answer(NeedKind.ADDRESSES, query="6 quay stret", keyed=False))[0] == both[1]
    assert lines(answer(NeedKind.ADDRESSES, query="481222", keyed=True)) == both
    assert answer(NeedKind.ADDRESSES, query="999999", keyed=True) == []


def test_streets_are_found_by_name_and_by_a_point(street: None) -> None:
    for found in (answer(NeedKind.STREETS, query="quay"), answer(NeedKind.STREETS, lat=53.5001, long=-1.1)):
        assert isinstance(found, list)
        assert isinstance(found[0], dict)
        assert (found[0]["usrn"], found[0]["name"]) == ("47000001", "Quay Street")


def test_an_upload_that_nobody_handed_in_is_refused() -> None:
    assert answer(NeedKind.UPLOAD, question="photo", upload="no id", type="photo") == {"problem": "unknown"}
    nobody = "01a20322-34e8-7ea7-9238-7dde21822fbc"
    assert answer(NeedKind.UPLOAD, question="photo", upload=nobody, type="photo") == {"problem": "unknown"}


@pytest.fixture
def blue_bin() -> Iterator[dict[str, Json]]:
    """Let the recycling of an address be reported, which is collected with the rubbish; returns the address."""
    from integration.cases.scene import make_cast, opener, publish_services

    class Tuesdays:
        def calendar(self, uprn: str, *, since: date, until: date) -> Calendar:  # noqa: ARG002 - the port's signature
            return Calendar(days=tuple(CollectionDay(AT.date(), one, "R1") for one in ("recycling", "refuse")))

    make_cast()
    publish_services()
    where: dict[str, Json] = {"uprn": "10001", "line": "4 Quay Street", "street": "47000001", "ward": "quayside"}
    opener()(None, service="missed-bin", answers={"where": where, "bin": "recycling", "out": "late"}, at=AT)
    places.use_sources(collections=Tuesdays())
    yield where
    places.use_sources()


def test_what_is_known_of_a_collection_says_which_bins_somebody_has_reported(
    db: None, blue_bin: dict[str, Json]
) -> None:
    version = catalogue.published("missed-bin").version
    fact = answer(NeedKind.FACT, name="collection", question="where", answer=blue_bin, version=version)
    next_door = {**blue_bin, "uprn": "10002"}
    other = answer(NeedKind.FACT, name="collection", question="where", answer=next_door, version=version)
    assert isinstance(fact, dict)
    assert isinstance(other, dict)
    assert (fact["open_report"], fact["bins_reported"]) == (True, ["recycling"])
    assert (other["open_report"], other["bins_reported"]) == (False, [])


def test_what_else_tells_jobs_apart_is_no_bin_and_the_place_is_looked_at_once(
    db: None, blue_bin: dict[str, Json]
) -> None:
    two = replace(catalogue.published("missed-bin"), same_answers=("bin", "out"))
    with CaptureQueriesContext(connection) as queries:
        fact = CollectionFacts().find("collection", blue_bin, service=two, question="where", at=AT)
    assert fact is not None
    assert (fact["open_report"], fact["bins_reported"]) == (True, ["recycling"])
    assert sum('FROM "portreeve_cases_case"' in one["sql"] for one in queries) == 1

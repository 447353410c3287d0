"""A version is what a service says, not how its file is laid out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from portreeve.config.facts import COLLECTION
from portreeve.modules.catalogue.queries.folders import check_folder, texts_in
from portreeve.modules.catalogue.rules.canonical import from_document, hash_of, text_of, to_document, versioned
from portreeve.modules.catalogue.rules.channels import channels_of
from portreeve.modules.catalogue.rules.check.everything import Council, check_service
from portreeve.modules.catalogue.types import Otherwise, Service, Tier

LATER = {name for name in COLLECTION.fields if name.startswith("bins_")}
"""What the fact `collection` did not have in 0.1.0."""
FOLDER = Path(__file__).parents[3] / "demo" / "services"
SERVICES = {r.id: r.service for r in check_folder(FOLDER, (COLLECTION,)).readings if r.service is not None}


def without_lines(service: Service) -> Service:
    return from_document(to_document(service), service.version)


@pytest.mark.parametrize("id", sorted(SERVICES))
def test_a_service_comes_back_from_its_document_as_it_was(id: str) -> None:
    service = versioned(SERVICES[id], (COLLECTION,))
    document = json.loads(text_of(to_document(service, (COLLECTION,))))
    back = from_document(document, service.version)
    assert back == without_lines(service)
    assert hash_of(to_document(back, (COLLECTION,))) == service.version
    assert [q.id for q in back.questions] == [q.id for q in service.questions]


def test_a_key_that_came_later_makes_no_new_version_of_a_file_that_does_not_use_it() -> None:
    assert to_document(SERVICES["missed-bin"])["service"]["same_answers"] == ["bin"]
    assert "same_answers" not in to_document(SERVICES["fly-tipping"])["service"]


def test_a_field_that_a_fact_was_given_later_makes_no_new_version_of_a_file_that_does_not_name_it() -> None:
    service = SERVICES["missed-bin"]
    before = replace(COLLECTION, fields={name: of for name, of in COLLECTION.fields.items() if name not in LATER})
    as_then = replace(service, stops=tuple(stop for stop in service.stops if stop.id == "not-ours"))
    assert "where.collection.collected_here" in as_then.stops[0].when
    document = to_document(as_then, (COLLECTION,))
    assert document["facts"]["collection"] == dict(before.fields)
    assert hash_of(document) == hash_of(to_document(as_then, (before,)))
    named = {name for name in LATER if any(name in (stop.when or "") for stop in service.stops)}
    assert {"bins_today", "bins_reported"} <= named
    assert LATER & set(to_document(service, (COLLECTION,))["facts"]["collection"]) == named


def test_comments_and_line_breaks_do_not_make_a_new_version() -> None:
    texts, _ = texts_in(FOLDER)
    files = {name: text for name, text in texts.items() if name.startswith("missed-bin.")}
    moved = files | {"missed-bin.yaml": "# A comment.\n\n\n" + files["missed-bin.yaml"]}
    read = [check_service("missed-bin", one, Council((COLLECTION,))).service for one in (files, moved)]
    assert read[0] != read[1]
    assert len({versioned(one, (COLLECTION,)).version for one in read if one}) == 1


def test_any_word_or_fact_that_changes_makes_a_new_version() -> None:
    service = SERVICES["missed-bin"]
    before = versioned(service, (COLLECTION,)).version
    words = dict(service.words)
    words["cy"] = replace(words["cy"], text=dict(words["cy"].text) | {"name": "Arall"})
    fewer = replace(COLLECTION, fields={"due_today": "bool"})
    assert versioned(replace(service, words=words), (COLLECTION,)).version != before
    assert versioned(service, (fewer,)).version != before
    assert versioned(SERVICES["ask-a-question"], (COLLECTION,)) == versioned(SERVICES["ask-a-question"], ())


@pytest.mark.parametrize(
    ("tier", "channels"),
    [
        (Tier.SIMPLE, ("web", "phone", "sms", "chat", "social")),
        (Tier.ASSISTED, ("web", "phone", "chat")),
        (Tier.COMPLEX, ("web", "phone")),
    ],
)
def test_the_tier_decides_the_channels(tier: Tier, channels: tuple[str, ...]) -> None:
    service = replace(SERVICES["missed-bin"], tier=tier, otherwise=(Otherwise.PHONE,))
    assert channels_of(service) == channels

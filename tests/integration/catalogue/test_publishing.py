"""What is offered, by whom it may be changed, and what is left behind."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from at_once import at_once
from portreeve.config.facts import COLLECTION
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.models import ServiceVersion
from portreeve.modules.catalogue.types import CheckReport, Publishing, Verb

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[3] / "demo" / "services"
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BY = system("tests")
FACTS = (COLLECTION,)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DEMO, tmp_path / "services")
    return tmp_path / "services"


def publish_all(folder: Path, at: datetime = AT) -> tuple[CheckReport, tuple[Publishing, ...]]:
    return catalogue.publish_folder(folder=folder, facts=FACTS, languages=("en", "cy"), by=BY, at=at)


def change(folder: Path, old: str, new: str, file: str = "missed-bin.yaml") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def events() -> list[str]:
    return list(AuditEntry.objects.order_by("at", "id").values_list("act", flat=True))


def test_a_published_service_is_read_back_as_it_was_checked(folder: Path) -> None:
    report, done = publish_all(folder)
    assert {one.service for one in done} == {reading.id for reading in report.readings}
    service = catalogue.published("missed-bin")
    assert service == catalogue.version(service.version)
    assert service.text("name", "cy") == "Rhoi gwybod am fin sydd heb ei wagio"
    assert [stop.id for stop in service.stops][:2] == ["not-ours", "already-reported"]


def test_the_facts_a_version_was_checked_against_are_kept_with_it(folder: Path) -> None:
    publish_all(folder)
    document = ServiceVersion.objects.get(service="missed-bin").document
    assert document["facts"]["collection"]["due_today"] == "bool"


def test_publishing_again_changes_nothing_and_leaves_nothing_behind(folder: Path) -> None:
    publish_all(folder)
    before = events()
    _, done = publish_all(folder, AT + timedelta(hours=1))
    assert [one.changed for one in done] == [False] * 6
    assert events() == before
    assert before == ["service.published"] * 6


def test_a_new_version_is_offered_and_the_old_one_kept_for_those_who_began_it(folder: Path) -> None:
    publish_all(folder)
    old = catalogue.published("missed-bin")
    change(folder, "within 2 working days, so please leave it out", "within 3 working days, so please leave it out")
    _, done = publish_all(folder)
    assert [one.service for one in done if one.changed] == ["missed-bin"]
    assert "3 working days" in catalogue.published("missed-bin").text("next", "en")
    assert "2 working days" in catalogue.version(old.version).text("next", "en")


def test_a_version_that_returns_is_the_same_version(folder: Path) -> None:
    publish_all(folder)
    first = catalogue.published("missed-bin").version
    change(folder, "team: waste\n", "team: refuse\n")
    publish_all(folder)
    change(folder, "team: refuse\n", "team: waste\n")
    publish_all(folder)
    assert catalogue.published("missed-bin").version == first
    assert ServiceVersion.objects.filter(service="missed-bin").count() == 2


def test_a_service_with_a_problem_stays_as_it_was_and_holds_up_no_other(folder: Path) -> None:
    publish_all(folder)
    change(folder, "verb: report", "verb: reprot")
    change(folder, "team: street-scene", "team: streets", "fly-tipping.yaml")
    report, done = publish_all(folder)
    assert not report.publishable
    assert {one.service for one in done if one.changed} == {"fly-tipping"}
    assert catalogue.published("missed-bin").verb is Verb.REPORT


def test_what_the_check_refused_cannot_be_published(folder: Path) -> None:
    change(folder, "outcome: case", "outcome: registration")
    readings = catalogue.check_folder(folder, FACTS).readings
    reading = next(one for one in readings if one.id == "missed-bin")
    with pytest.raises(catalogue.NotPublishable):
        catalogue.publish(reading=reading, facts=FACTS, by=BY, at=AT)
    with pytest.raises(NotFound):
        catalogue.published("missed-bin")


def test_only_those_with_the_grant_for_a_service_publish_or_withdraw_it(folder: Path) -> None:
    publish_all(folder)
    reading = next(one for one in catalogue.check_folder(folder, FACTS).readings if one.id == "missed-bin")
    wrong = Grant("catalogue.publish", service="fly-tipping")
    ines = Actor(ActorKind.STAFF, str(uuid4()), Channel.WEB, frozenset({wrong}))
    with pytest.raises(NotAllowed):
        catalogue.publish(reading=reading, by=ines, at=AT)
    with pytest.raises(NotAllowed):
        catalogue.withdraw(service="missed-bin", instead={"en": "Ring us."}, by=ines, at=AT)
    may = Actor(ActorKind.STAFF, ines.id, Channel.WEB, frozenset({Grant("catalogue.publish", service="missed-bin")}))
    catalogue.withdraw(service="missed-bin", instead={"en": "Ring us."}, by=may, at=AT)


def test_a_withdrawn_service_says_what_to_do_instead_and_can_come_back(folder: Path) -> None:
    publish_all(folder)
    assert catalogue.withdrawal("missed-bin", "cy") is None
    with pytest.raises(catalogue.NoWordsInstead):
        catalogue.withdraw(service="missed-bin", instead={"cy": "Ffoniwch ni."}, by=BY, at=AT)
    catalogue.withdraw(service="missed-bin", instead={"en": "Ring us.", "cy": "Ffoniwch ni."}, by=BY, at=AT)
    with pytest.raises(catalogue.ServiceIsWithdrawn):
        catalogue.published("missed-bin")
    assert "missed-bin" not in {row.id for row in catalogue.listing(language="en")}
    for language, text, spoken in (("cy", "Ffoniwch ni.", "cy"), ("ar", "Ring us.", "en")):
        withdrawn = catalogue.withdrawal("missed-bin", language)
        assert withdrawn is not None
        assert (withdrawn.instead, withdrawn.language, withdrawn.at) == (text, spoken, AT)
    publish_all(folder)
    assert catalogue.published("missed-bin").id == "missed-bin"
    assert events()[-2:] == ["service.withdrawn", "service.published"]


def test_nothing_unknown_is_published_withdrawn_or_read() -> None:
    with pytest.raises(NotFound):
        catalogue.published("nothing")
    with pytest.raises(NotFound):
        catalogue.withdrawal("nothing", "en")
    with pytest.raises(NotFound):
        catalogue.version("0" * 64)
    with pytest.raises(NotFound):
        catalogue.withdraw(service="nothing", instead={"en": "Ring us."}, by=BY, at=AT)


def test_the_list_is_in_the_readers_language_or_says_whose_it_is(folder: Path) -> None:
    publish_all(folder)
    welsh = catalogue.listing(language="cy")
    assert {row.language for row in welsh} == {"cy"}
    assert [row.name.casefold() for row in welsh] == sorted(row.name.casefold() for row in welsh)
    arabic = {row.id: row.language for row in catalogue.listing(language="ar")}
    assert arabic["missed-bin"] == "ar"
    assert arabic["fly-tipping"] == "en"
    asked = catalogue.listing(language="en", verb=Verb.ASK)
    assert [row.id for row in asked] == ["ask-a-question"]
    assert "sms" not in next(row for row in welsh if row.id == "change-of-address").channels


def test_search_finds_only_what_is_offered(folder: Path) -> None:
    publish_all(folder)
    assert catalogue.search(words="mised bin", language="en")[0].id == "missed-bin"
    assert catalogue.search(words="cymdogion swnllyd", language="cy")[0].id == "anti-social-behaviour"
    catalogue.withdraw(service="missed-bin", instead={"en": "Ring us."}, by=BY, at=AT)
    assert "missed-bin" not in {row.id for row in catalogue.search(words="mised bin", language="en")}


def test_a_warm_process_reads_what_is_offered_with_one_short_query(folder: Path) -> None:
    publish_all(folder)
    catalogue.published("missed-bin")
    catalogue.listing(language="en")
    for read in (lambda: catalogue.published("missed-bin"), lambda: catalogue.listing(language="en")):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read()
        assert len(queries) == 1
        assert "document" not in queries[0]["sql"]


def test_saving_a_file_publishes_it_and_looking_without_a_save_reads_nothing(folder: Path) -> None:
    def look() -> tuple[CheckReport, tuple[Publishing, ...]] | None:
        return catalogue.publish_changed(folder=folder, facts=FACTS, languages=("en", "cy"), by=BY, at=AT)

    first = look()
    assert first is not None
    assert len(first[1]) == 6
    assert look() is None
    change(folder, "3 minutes", "2 minutes")
    again = look()
    assert again is not None
    assert [one.service for one in again[1] if one.changed] == ["missed-bin"]
    assert catalogue.published("missed-bin").before.takes == "2 minutes"


def test_what_was_withdrawn_stays_so_until_its_file_is_saved_anew(folder: Path, tmp_path: Path) -> None:
    def look(where: Path) -> list[str]:
        done = catalogue.publish_changed(folder=where, facts=FACTS, languages=("en", "cy"), by=BY, at=AT)
        return [one.service for one in done[1] if one.changed] if done else []

    assert len(look(folder)) == 6
    catalogue.withdraw(service="missed-bin", instead={"en": "Ring us."}, by=BY, at=AT)
    shutil.copytree(folder, tmp_path / "restarted")  # a process that has not seen the folder yet
    assert look(tmp_path / "restarted") == []
    change(folder, "3 minutes", "2 minutes")
    assert look(folder) == ["missed-bin"]


def test_the_demo_publishes_its_own_services() -> None:
    from portreeve.config.services import publish_on_save

    publish_on_save(AT)
    assert len(catalogue.listing(language="en")) == 6
    publish_on_save(AT)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_leave_one_publication_and_one_event(folder: Path) -> None:
    readings = catalogue.check_folder(folder, FACTS).readings
    reading = next(one for one in readings if one.id == "missed-bin")
    changed = at_once(4, lambda: catalogue.publish(reading=reading, facts=FACTS, by=BY, at=AT).changed)
    assert sum(changed) == 1
    assert events() == ["service.published"]

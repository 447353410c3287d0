"""A person's page, and the pages that keep the rest going."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_person_is_found_by_name_and_looking_at_them_is_written_down(as_staff, cast) -> None:
    from portreeve.foundation.audit.models import AuditEntry

    sam = as_staff("sam.okafor")
    found = sam.post("/desk/find", {"said": "Dorothy Marsh", "by": "person"})
    assert f"/desk/people/{cast.dorothy}" in found.content.decode()
    before = AuditEntry.objects.filter(subject=cast.dorothy).count()
    page = text(sam.get(f"/desk/people/{cast.dorothy}"))
    assert "01632 960222" in page
    assert "Large print" in page
    assert AuditEntry.objects.filter(subject=cast.dorothy).count() == before + 1


def test_details_are_changed_and_what_is_no_address_is_said_beside_it(as_staff, cast) -> None:
    sam, at = as_staff("sam.okafor"), f"/desk/people/{cast.amina}"
    typed = {"name": "Amina Yusuf", "email": "amina at example", "language": "en", "format": "standard"}
    wrong = sam.post(f"{at}/details", typed)
    assert wrong.status_code == 422
    assert "Enter an email address" in text(wrong)
    assert "amina at example" in wrong.content.decode()
    assert sam.post(f"{at}/details", typed | {"email": "amina.y@example.com"}).status_code == 302
    assert "amina.y@example.com" in text(sam.get(at))


def test_needs_and_rules_of_safe_contact_are_set_and_shown_first(as_staff, cast) -> None:
    sam, at = as_staff("sam.okafor"), f"/desk/people/{cast.dorothy}"
    sam.post(f"{at}/needs", {"need": ["hearing", "memory"]})
    sam.post(f"{at}/needs", {"need": ["hearing"]})
    sam.post(f"{at}/safe", {"not_before": "12:00", "never": ["email"], "say_nothing": "1"})
    head = text(sam.get(at)).partition("Cases")[0]
    page = text(sam.get(at))
    assert "Hearing" in page
    assert "Not before midday" in page
    assert "Leave no message" in page
    assert "Never by Email" in page
    assert head
    wrong = sam.post(f"{at}/safe", {"not_before": "noonish"})
    assert wrong.status_code == 422


def test_a_person_is_added_with_whatever_is_known_and_not_with_nothing(as_staff) -> None:
    sam = as_staff("sam.okafor")
    assert sam.post("/desk/people/new", {"name": " "}).status_code == 422
    done = sam.post("/desk/people/new", {"name": "Karim Haddad", "mobile": "07700 900444", "language": "ar"})
    assert re.fullmatch(r"/desk/people/[0-9a-f-]{36}\?did=added", done["Location"])
    assert "07700 900444" in text(sam.get(done["Location"]))


def test_an_officer_reads_a_person_and_cannot_change_them(as_staff, cast) -> None:
    tom = as_staff("tom.fletcher")
    page = tom.get(f"/desk/people/{cast.amina}")
    assert "Change details" not in text(page)
    assert tom.post(f"/desk/people/{cast.amina}/details", {"name": "X"}).status_code == 403
    assert as_staff("colin.reeve").get(f"/desk/people/{cast.amina}").status_code == 403


def test_a_person_who_is_not_there_is_not_found(as_staff) -> None:
    assert as_staff("sam.okafor").get(f"/desk/people/{uuid4()}").status_code == 404


def test_the_reporter_of_a_case_leads_to_their_page(as_staff, cast, open_one) -> None:
    page = as_staff("tom.fletcher").get(f"/desk/cases/{open_one(cast.amina).public_id}")
    assert f"/desk/people/{cast.amina}" in page.content.decode()


@pytest.fixture
def dead(db):
    """Return a dead letter: an event that a handler could not take."""
    from channels.resident_web.resident import publish_demo
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.outbox.models import Letter, OutboxEvent
    from portreeve.foundation.pure.actor import system
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.journeys import api as journeys

    publish_demo()
    at = clock.now()
    journeys.start(service="missed-bin", language="en", channel=Channel.WEB, by=system("tests"), at=at)
    event = OutboxEvent.objects.filter(kind="journey.started").get()
    return Letter.objects.create(
        handler="insight.count",
        event=event,
        subject=event.subject,
        state="dead",
        attempts=8,
        since=at,
        next_at=at,
        error="ValueError at facts.py:1",
    )


def test_an_administrator_sees_what_could_not_be_taken_and_has_it_tried_again(as_staff, dead) -> None:
    ines = as_staff("ines.duarte")
    page = text(ines.get("/desk/events"))
    assert "journey.started" in page
    assert "insight.count" in page
    assert ines.post(f"/desk/events/{dead.id}", {"act": "retry"})["Location"] == "/desk/events?did=retry"
    dead.refresh_from_db()
    assert dead.state == "waiting"
    assert as_staff("sam.okafor").get("/desk/events").status_code == 403


def test_an_administrator_lets_an_event_go(as_staff, dead) -> None:
    ines = as_staff("ines.duarte")
    assert "Try all again" in text(ines.get("/desk/events"))
    ines.post(f"/desk/events/{dead.id}", {"act": "let-go"})
    assert "Nothing has failed" in text(ines.get("/desk/events"))
    assert ines.post(f"/desk/events/{dead.id}", {"act": "retry"}).status_code == 404


@pytest.fixture
def change(cast):
    """Return a change of address told to one holder."""
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.people import api as people
    from portreeve.modules.people.types import NewRegistration

    by, at = system("tests"), clock.now()
    people.set_holder(
        code="roll",
        name="Electoral roll",
        mailbox="roll@haverstock.example",
        promise="5 working days",
        team="registrations",
        by=by,
        at=at,
    )
    new = NewRegistration(
        service="change-of-address",
        version="",
        holders=("roll",),
        subject=cast.amina,
        told=cast.amina,
        details={"New address": "9 Castle Road"},
        key="one",
    )
    return people.register_change(change=new, by=by, at=at)


def test_a_change_told_to_others_is_followed_until_each_has_answered(as_staff, change) -> None:
    from portreeve.modules.people import api as people

    sam = as_staff("sam.okafor")
    assert "Electoral roll" in text(sam.get("/desk/changes"))
    at = f"/desk/changes/{change.id}"
    page = text(sam.get(at))
    assert "9 Castle Road" in page
    notice = people.registration(change.id).holders[0].id
    wrong = sam.post(f"{at}/{notice}", {"act": "refuse"})
    assert wrong.status_code == 422
    assert sam.post(f"{at}/{notice}", {"act": "acknowledge"}).status_code == 302
    assert "Everybody has answered" in text(sam.get("/desk/changes"))
    assert "Electoral roll" in text(sam.get("/desk/changes?only=all"))
    again = sam.post(f"{at}/{notice}", {"act": "refuse", "why": "Not on the roll"})
    assert again.status_code == 409
    assert "They have answered already" in text(again)


def test_the_registrar_of_the_demo_opens_the_changes_and_settles_what_is_answered(as_staff, change) -> None:
    from portreeve.modules.people import api as people

    ines = as_staff("ines.duarte")
    assert "Electoral roll" in text(ines.get("/desk/changes"))
    at = f"/desk/changes/{change.id}"
    assert "9 Castle Road" in text(ines.get(at))
    notice = people.registration(change.id).holders[0].id
    assert ines.post(f"{at}/{notice}", {"act": "acknowledge"}).status_code == 302
    assert "Everybody has answered" in text(ines.get("/desk/changes"))

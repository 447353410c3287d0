"""Going through a service on the web: one question a page, kept answers, once only, and sensible pages off the path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident


def test_the_page_before_says_what_to_expect(resident: Resident) -> None:
    page = resident.go("/s/missed-bin")
    for expected in ("3 minutes", "free", "the address of the bin", "1 working day", "2 working days", "01632 960 100"):
        assert expected in page
    assert page.index("Before you start") < page.index("Start now")


def test_a_missed_bin_from_start_to_reference_without_scripts(resident: Resident) -> None:
    resident.to_check()
    assert resident.heading == "Check your answers"
    assert "Black bin" in resident.page
    assert "Not provided" in resident.page
    resident.send()
    assert resident.heading == "Report sent"
    assert re.fullmatch(r"\d{3} \d{4} \d{4}", resident.reference)
    assert "We will come back for the bin within 2 working days" in resident.page


def test_the_same_in_welsh(resident: Resident) -> None:
    resident.to_check(language="/cy")
    assert resident.heading == "Gwirio eich atebion"
    assert resident.at.startswith("/cy/")
    resident.send()
    assert resident.heading == "Anfonwyd yr adroddiad"


def test_and_in_arabic_from_right_to_left(resident: Resident) -> None:
    resident.to_check(language="/ar")
    assert 'dir="rtl"' in resident.page
    assert resident.heading == "تحقق من إجاباتك"


def test_an_error_keeps_what_was_typed_and_says_so_in_the_title(resident: Resident) -> None:
    resident.start()
    resident.post(action="manual")
    resident.post(line1="1 Mill Lane", town="Haverstock", postcode="nowhere")
    assert resident.title.startswith("Error: ")
    assert 'value="nowhere"' in resident.page
    assert resident.page.index("govuk-error-summary") < resident.page.index("<h1")
    assert 'href="#postcode"' in resident.page


def test_forms_never_use_the_browsers_own_checks(resident: Resident) -> None:
    resident.to_check()
    for form in re.findall(r"<form[^>]*>", resident.page):
        assert "novalidate" in form or "/change" in form or "/finish" in form
    assert " required" not in resident.page


def test_changing_one_answer_leads_straight_back(resident: Resident) -> None:
    resident.to_check()
    resident.post(resident.at.replace("/q/~check", "/change"), path="bin")
    assert resident.heading == "Which bin did we miss?"
    assert re.search(r'value="refuse" checked', resident.page)
    resident.post(answer="garden")
    assert resident.heading == "Check your answers"
    assert "Brown bin" in resident.page


def test_sent_twice_is_sent_once(resident: Resident) -> None:
    from portreeve.modules.cases.models import Case

    resident.to_check()
    check = resident.at
    resident.send()
    first = resident.reference
    resident.go(check)
    assert resident.heading == "Report sent", "Back after sending shows what was sent"
    resident.post(check.replace("/q/~check", "/send"), revision="0")
    assert resident.reference == first
    assert Case.objects.count() == 1


def test_an_answer_from_an_older_page_is_a_conflict_that_loses_nothing(resident: Resident) -> None:
    resident.start()
    resident.post(action="manual")
    resident.post(line1="1 Mill Lane", town="Haverstock", postcode="HV1 2AB")
    old, revision = resident.at, resident.hidden("revision")
    resident.post(answer="refuse")
    response = resident.client.post(old, {"revision": revision, "answer": "garden"})
    assert response.status_code == 409
    resident.page, resident.at = response.content.decode(), old
    assert "This has changed since you opened the page" in resident.page
    assert "garden" in resident.page
    resident.post(answer="garden")
    assert resident.heading == "Was the bin out by 6am?", "what was written on the older page can still be used"


def test_the_browsers_back_shows_the_question_again_and_forward_goes_on(resident: Resident) -> None:
    resident.start()
    resident.post(action="manual")
    resident.post(line1="1 Mill Lane", town="Haverstock", postcode="HV1 2AB")
    first = resident.at.replace("/q/bin", "/q/where")
    resident.go(first)
    assert resident.heading == "Where is the bin?"
    resident.go(first.replace("/q/where", "/q/bin"))
    assert resident.heading == "Which bin did we miss?"


def test_no_address_leads_past_a_question_that_is_open(resident: Resident) -> None:
    resident.start()
    where = resident.at
    resident.go(where.replace("/q/where", "/q/you"))
    assert (resident.at, resident.heading) == (where, "Where is the bin?")
    resident.post(where.replace("/q/where", "/q/out"), answer="out")
    assert resident.heading == "Where is the bin?", "an answer to a later question is none to this one"


def test_looking_back_in_one_tab_moves_nothing_in_another(resident: Resident) -> None:
    from portreeve.modules.journeys.models import Journey

    resident.start()
    earlier = resident.at
    resident.post(action="manual")
    resident.post(line1="1 Mill Lane", town="Haverstock", postcode="HV1 2AB")
    here, page = resident.at, resident.page
    before = Journey.objects.values_list("revision", "state").get()
    resident.go(earlier)
    assert resident.heading == "Where is the bin?"
    assert Journey.objects.values_list("revision", "state").get() == before
    resident.at, resident.page = here, page
    resident.post(answer="refuse")
    assert resident.heading == "Was the bin out by 6am?", "the other tab goes on"


def test_somebody_elses_journey_does_not_exist(resident: Resident, published: None) -> None:
    from django.test import Client

    resident.start()
    other = Client().get(resident.at)
    assert other.status_code == 404
    assert "We do not know this page" in other.content.decode()


def test_addresses_hold_nothing_personal(resident: Resident) -> None:
    resident.to_check()
    resident.send()
    assert not re.search(r"amina|mill|hv1", resident.at, re.IGNORECASE)


def test_a_page_left_too_long_keeps_what_was_typed(published: None) -> None:
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/s/missed-bin/x/q/where", {"answer": "behind the wall"})
    assert response.status_code == 403
    html = response.content.decode()
    assert "This page was open for too long" in html
    assert "behind the wall" in html


def test_saved_today_gone_on_with_tomorrow_by_code_and_detail(resident: Resident, published: None) -> None:
    from django.test import Client

    from channels.resident_web.resident import Resident as Another

    resident.start()
    resident.post(action="manual")
    save = re.search(r'href="([^"]+/save)"', resident.page)[1]
    resident.post(save, detail="amina@example.com")
    code = resident.reference
    elsewhere = Another(Client())
    elsewhere.post("/resume", code=code, detail="gwen@example.com")
    assert elsewhere.title.startswith("Error: ")
    elsewhere.post("/resume", code=code, detail="amina@example.com")
    assert elsewhere.heading == "Where is the bin?"


def test_a_shared_computer_keeps_nothing(resident: Resident) -> None:
    resident.start(shared="yes")
    assert "Shared computer" in resident.page
    assert resident.headers["Cache-Control"] == "no-store"
    left = resident.at
    resident.post("/finish")
    assert resident.heading == "Everything is cleared"
    assert resident.client.cookies["sessionid"].value == ""
    resident.go(left)
    assert resident.status == 404
    assert "Where is the bin" not in resident.page


def test_finishing_tells_the_browser_to_forget(resident: Resident) -> None:
    resident.start(shared="yes")
    response = resident.client.post("/finish")
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_exit_leaves_for_a_dull_site_and_forgets(resident: Resident) -> None:
    resident.start("anti-social-behaviour")
    assert "govuk-exit-this-page" in resident.page
    assert "govuk-js-exit-this-page-skiplink" in resident.page
    held = resident.at
    response = resident.client.get("/exit")
    assert response.status_code == 303
    assert "bbc.co.uk/weather" in response["Location"]
    assert resident.client.get(held).status_code == 404


def test_only_sensitive_services_can_be_left_at_once(resident: Resident) -> None:
    assert "govuk-exit-this-page" not in resident.start()


def test_a_person_can_be_asked_for_at_every_question(resident: Resident) -> None:
    resident.start()
    resident.post(action="person")
    assert 'name="name"' in resident.page or resident.heading == "One of our people will help you with this"


def test_an_adviser_joins_by_the_code_that_is_read_out_and_the_page_says_so(resident: Resident) -> None:
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import Grant, system
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.journeys import api as journeys

    resident.start()
    place, by, at = resident.at, system("tests"), clock.now()
    resident.post(place.partition("/q/")[0] + "/adviser")
    code = resident.reference
    account = accounts.create_account(email="sam@example.com", name="Sam Okafor", by=by, at=at)
    accounts.give_grant(account=account, grant=Grant("journey.assist"), by=by, at=at)
    journeys.join(code=code, by=accounts.actor_for(account, Channel.PHONE, ""), at=at)
    assert "One of our advisers is with you" in resident.go(place)


def test_a_front_door_cannot_be_started_but_says_whom_to_ring(resident: Resident) -> None:
    page = resident.go("/s/dangerous-structure")
    assert "pr-urgent" in page


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "\x00", "a" * 5000, "’; DROP TABLE"])
def test_hostile_text_gets_a_page_and_not_a_fault(resident: Resident, hostile: str) -> None:
    resident.start()
    resident.post(query=hostile)
    assert resident.status == 200
    assert "<script>alert" not in resident.page


def test_a_face_is_counted_once(resident: Resident) -> None:
    from portreeve.foundation.outbox.models import OutboxEvent

    resident.to_check()
    resident.send()
    resident.post(face="good", reason="quick")
    assert "Thank you" in resident.page
    resident.post(face="poor")
    rated = OutboxEvent.objects.filter(kind="journey.rated")
    assert rated.count() == 1


def photo(side: int = 40) -> Any:
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (side, side), "#0b4b54").save(held, "JPEG")
    return SimpleUploadedFile("bin.jpg", held.getvalue(), content_type="image/jpeg")


def test_a_photo_is_looked_at_before_it_is_sent(resident: Resident) -> None:
    from django.test import Client

    resident.start()
    resident.post(action="manual")
    for answer in ({"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"}, {"answer": "refuse"}):
        resident.post(**answer)
    resident.post(answer="out")
    resident.post(file=photo())
    src = re.search(r'class="pr-photo" src="([^"]+)"', resident.page)[1]
    shown = resident.client.get(src)
    assert shown["Content-Type"] == "image/jpeg"
    assert Client().get(src).status_code == 404, "nobody else sees it"
    resident.post(upload=resident.hidden("upload"))
    assert resident.heading == "Who should we tell?"


def test_a_file_that_is_no_picture_is_refused_in_words(resident: Resident) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    resident.start()
    resident.post(action="manual")
    for answer in ({"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"}, {"answer": "refuse"}):
        resident.post(**answer)
    resident.post(answer="out")
    resident.post(file=SimpleUploadedFile("bin.jpg", b"#!/bin/sh\nrm", content_type="image/jpeg"))
    assert "The file must be a JPEG, PNG or WebP picture" in resident.page
    resident.post()
    assert "Choose a picture to add" in resident.page

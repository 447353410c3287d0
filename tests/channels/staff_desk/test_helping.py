"""An adviser helps somebody: one contact, the same journey, what to say, and how it ended."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db
AMINA = {
    "name": "Amina Yusuf",
    "contact": "email",
    "email": "amina@example.com",
    "language": "en",
    "format": "standard",
}
ANSWERS = (
    {"action": "manual"},
    {"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"},
    {"answer": "refuse"},
    {"answer": "out"},
    {"action": "skip"},
)


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class Adviser:
    """Fills in the desk's forms as a browser does."""

    def __init__(self, client) -> None:
        self.client, self.at, self.page = client, "", None

    def go(self, address: str):
        self.page = self.client.get(address, follow=True)
        self.at = self.page.redirect_chain[-1][0] if self.page.redirect_chain else address
        return self.page

    def post(self, address: str = "", **fields):
        found = {n: re.search(rf'name="{n}" value="([^"]*)"', self.page.content.decode()) for n in ("revision", "key")}
        hidden = {n: m[1] for n, m in found.items() if m}
        self.page = self.client.post(address or self.at, {**hidden, **fields}, follow=True)
        if self.page.redirect_chain:
            self.at = self.page.redirect_chain[-1][0]
        return self.page

    def serve(self, channel: str = "phone", whom: str = "self"):
        return self.post("/desk/help/begin", **{"channel": channel, "for": whom})

    def answer(self, *replies: dict):
        for reply in replies:
            self.post(**reply)
            assert self.page.status_code == 200, text(self.page)
        return self.page


@pytest.fixture
def sam(as_staff, services) -> Adviser:
    adviser = Adviser(as_staff("sam.okafor"))
    adviser.go("/desk/help")
    return adviser


def test_a_channel_is_chosen_before_anybody_is_helped(sam) -> None:
    page = sam.post("/desk/help/begin", **{"for": "self"})
    assert page.status_code == 422
    assert "Choose how they are in touch" in text(page)
    assert sam.post("/desk/help/services/missed-bin/start").status_code == 422


def test_words_of_a_resident_find_the_service_and_stand_in_no_address(sam) -> None:
    sam.serve()
    page = sam.post("/desk/help", said="the binmen missed us")
    assert "/desk/help/services/missed-bin" in page.content.decode()
    assert "binmen" not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]


def test_a_missed_bin_by_telephone_is_sent_with_a_reference_to_read_out(sam) -> None:
    from portreeve.modules.cases.models import Case
    from portreeve.modules.contacts.models import Contact
    from portreeve.modules.journeys.models import Submission

    sam.serve()
    assert "On the phone" in text(sam.page)
    expected = text(sam.go("/desk/help/services/missed-bin"))
    assert "Say this first" in expected
    assert "1 working day" in expected
    page = sam.post("/desk/help/services/missed-bin/start", language="en")
    assert "Read out What is the postcode where the bin is?" in text(page)
    page = sam.answer(*ANSWERS, AMINA)
    assert "Read the answers back" in text(page)
    page = sam.post(sam.at.replace("/at/~check", "/send"))
    assert re.search(r"Your reference is \d{3} \d{4} \d{4}", text(page))
    sent = Submission.objects.get()
    assert sent.channel == "phone"
    assert {one["by"].split(":")[0] for one in sent.details["given"].values()} == {"staff"}
    assert Case.objects.count() == 1
    contact = Contact.objects.get()
    assert contact.channel == "phone"
    assert contact.ended_at is None


def test_a_wrong_reply_is_said_beside_the_field(sam) -> None:
    sam.serve()
    sam.post("/desk/help/services/missed-bin/start", language="en")
    page = sam.post(action="manual")
    page = sam.post(line1="", town="", postcode="")
    assert page.status_code == 422
    assert "<title>Error: " in page.content.decode()


def test_a_known_person_is_not_asked_again_and_has_the_case_on_their_page(sam, cast) -> None:
    from portreeve.modules.journeys.models import Submission

    sam.serve()
    page = sam.post(f"/desk/people/{cast.dorothy}/serve")
    assert "Their page" in text(page)
    sam.post("/desk/help/services/missed-bin/start", language="en")
    page = sam.answer(*ANSWERS)
    assert "We know Dorothy Marsh" in text(page)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))
    hidden.pop("csrfmiddlewaretoken", None)
    page = sam.answer(hidden)
    assert "Read the answers back" in text(page), text(page)
    sam.post(sam.at.replace("/at/~check", "/send"))
    sent = Submission.objects.get()
    assert sent.asker_id == cast.dorothy
    assert sent.told_id == cast.dorothy
    assert "Report a missed bin" in text(sam.go(f"/desk/people/{cast.dorothy}"))


def test_somebody_who_asks_for_another_has_that_ticked_already(sam) -> None:
    sam.serve(whom="other")
    assert "they ask for somebody else" in text(sam.page)
    sam.post("/desk/help/services/missed-bin/start", language="en")
    page = sam.answer(*ANSWERS)
    assert re.search(r'name="on_behalf"[^>]*checked', page.content.decode())


def test_an_adviser_joins_by_six_digits_and_leaves_again(sam) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import resident
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.journeys import api as journeys

    amina, at = resident(None), clock.now()
    journey = journeys.start(service="missed-bin", language="en", channel=Channel.WEB, by=amina, at=at)
    wrong = sam.post("/desk/help/join", code="000 000")
    assert "The six digits are wrong or too old" in text(wrong)
    code = journeys.join_code(journey=journey, by=amina, at=at)
    page = sam.post("/desk/help/join", code=f"{code[:3]} {code[3:]}")
    assert str(journey) in sam.at
    assert "On the phone" in text(page)
    assert journeys.step(journey, actor=amina, at=at).assisted
    sam.post(action="manual")
    assert journeys.step(journey, actor=amina, at=at).step.part == "manual"
    moved = sam.client.get(f"/desk/help/journeys/{journey}/now?revision=0")
    assert "They have gone on" in text(moved)
    sam.post(f"/desk/help/journeys/{journey}/leave")
    assert not journeys.step(journey, actor=amina, at=at).assisted
    assert sam.client.get(f"/desk/help/journeys/{journey}/at/where").status_code == 403


@pytest.mark.parametrize(
    ("language", "said"),
    [("", "I will put you through to Community safety"), ("/cy", "Fe'ch trosglwyddaf i Community safety")],
)
def test_whose_code_leads_into_a_private_service_is_handed_on_and_the_code_stays_good(
    sam, as_staff, language, said
) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import resident
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.journeys import api as journeys

    gwen, at = resident(None), clock.now()
    journey = journeys.start(service="anti-social-behaviour", language="en", channel=Channel.WEB, by=gwen, at=at)
    code = journeys.join_code(journey=journey, by=gwen, at=at)
    page = sam.post(f"{language}/desk/help/join", code=code)
    assert page.status_code == 403
    assert said in text(page).replace("&#39;", "'")
    assert sam.client.get(f"/desk/help/journeys/{journey}").status_code == 403
    jo = Adviser(as_staff("jo.bell"))
    jo.go("/desk/help")
    jo.post("/desk/help/join", code=code)
    assert jo.page.status_code == 200
    assert str(journey) in jo.at


def test_what_was_left_for_a_person_is_picked_up_with_its_answers(sam) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import resident
    from portreeve.foundation.pure.channel import Channel, Medium
    from portreeve.modules.journeys import api as journeys

    amina, at = resident(None), clock.now()
    journey = journeys.start(service="missed-bin", language="en", channel=Channel.WEB, by=amina, at=at)
    view = journeys.step(journey, actor=amina, at=at)
    journeys.take(journey=journey, revision=view.revision, raw={"action": "person"}, medium=Medium.WEB, by=amina, at=at)
    assert "They asked for a person" in text(sam.go("/desk/help"))
    page = sam.post(f"/desk/help/waiting/{journey}")
    assert "Where is the bin?" in text(page)


def test_a_contact_ends_with_why_how_and_whether_it_need_have_been(sam) -> None:
    from portreeve.modules.contacts.models import Contact

    sam.serve(channel="counter")
    page = sam.post("/desk/help/wrap-up", ending="resolved")
    assert page.status_code == 422
    assert "Choose why they were in touch" in text(page)
    page = sam.post("/desk/help/wrap-up", reason="no news", ending="resolved", avoidable="progress chasing")
    assert "The contact has ended" in text(page)
    assert "At the counter" not in text(page)
    contact = Contact.objects.get()
    assert (contact.channel, contact.reason, contact.avoidable) == ("counter", "no news", "progress chasing")


def test_a_contact_that_ended_by_itself_is_not_gone_on_with(sam) -> None:
    from datetime import timedelta

    from portreeve.foundation.clock import api as clock

    sam.serve()
    clock.set_for_demo(clock.now() + timedelta(minutes=40))
    assert "On the phone" not in text(sam.go("/desk/help"))


def test_what_is_changed_elsewhere_meanwhile_is_said_and_nothing_is_lost(sam) -> None:
    sam.serve()
    sam.post("/desk/help/services/missed-bin/start", language="en")
    page = sam.post(action="manual")
    page = sam.client.post(sam.at, {"revision": "0", "line1": "9 Castle Road", "town": "Haverstock"})
    assert page.status_code == 409
    assert "9 Castle Road" in text(page)


def test_a_photo_taken_in_is_looked_at_before_it_is_kept_and_by_nobody_else(sam, as_staff) -> None:
    from channels.resident_web.test_journeys import photo
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import resident
    from portreeve.modules.journeys import api as journeys
    from portreeve.modules.journeys.models import Journey

    sam.serve()
    sam.post("/desk/help/services/missed-bin/start", language="en")
    sam.answer(*ANSWERS[:-1])
    page = sam.post(file=photo())
    src = re.search(r'class="pr-photo" src="([^"]+)"', page.content.decode())[1]
    small = sam.client.get(src)
    assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")
    assert as_staff("jo.bell").get(src).status_code == 403
    other = as_staff("sam.okafor")
    assert other.get(src).status_code == 404, "not even himself in another browser"
    sam.post(action="replace")
    assert 'type="file"' in sam.page.content.decode()
    assert sam.client.get(src).status_code == 404
    sam.post(file=photo())
    waiting = re.search(r'name="upload" value="([^"]+)"', sam.page.content.decode())[1]
    page = sam.post(upload=waiting)
    assert 'class="pr-photo"' not in page.content.decode()
    journey = Journey.objects.get()
    assert journeys.step(journey.id, actor=resident(None), at=clock.now()).step.question.id == "you"
    assert journey.state["answers"]["photo"]["file"] == waiting


def test_what_is_no_photo_is_said_beside_the_field(sam) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sam.serve()
    sam.post("/desk/help/services/missed-bin/start", language="en")
    sam.answer(*ANSWERS[:-1])
    assert sam.post().status_code == 422
    assert sam.post(file=SimpleUploadedFile("bin.jpg", b"#!/bin/sh")).status_code == 422


@pytest.mark.parametrize("language", ["", "/cy"])
def test_a_place_has_the_map_with_the_words_beside_it(sam, as_staff, language) -> None:
    sam.serve()
    sam.post(f"{language}/desk/help/services/fly-tipping/start", language="en")
    page = sam.answer({"answer": "no"}).content.decode()
    assert f'data-outline="{language}/desk/help/map"' in page
    assert "map.js" in page
    assert 'name="query"' in page
    assert sam.client.get(f"{language}/desk/help/map").json()["complete"] is True
    assert sam.client.get(f"{language}/desk/help/map/nearest?lat=53.5&long=-1.1").json() == {
        "address": "",
        "street": "",
    }
    assert as_staff("tom.fletcher").get("/desk/help/map").status_code == 403
    page = sam.answer({"query": "", "detail": "Behind the church", "lat": "53.500000", "long": "-1.100000"})
    assert 'name="lat"' not in page.content.decode()


def test_an_officer_who_may_not_assist_is_told_so(as_staff) -> None:
    assert as_staff("tom.fletcher").get("/desk/help").status_code == 403

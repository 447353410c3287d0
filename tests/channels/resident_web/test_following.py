"""Following what was sent, and the reporter's own part by a one-time link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident


@pytest.fixture
def sent(resident: Resident) -> Resident:
    resident.to_check()
    resident.send()
    return resident


def test_reference_and_ones_own_detail_show_the_status(sent: Resident) -> None:
    sent.post("/track", reference=sent.reference.replace(" ", "-"), detail="AMINA@example.com")
    assert sent.heading == "Report a missed bin"
    assert "Received" in sent.page
    assert "1 Mill Lane" not in sent.page, "status, never content"


@pytest.mark.parametrize("which", ["reference", "detail"])
def test_whichever_is_wrong_the_page_is_the_same(sent: Resident, which: str) -> None:
    right = {"reference": sent.reference, "detail": "amina@example.com"}
    wrong = {"reference": "123 4567 8901", "detail": "gwen@example.com"}[which]
    page = sent.post("/track", **{**right, which: wrong})
    assert "do not fit together" in page
    shape = re.sub(r'(value|nonce)="[^"]*"', "", page)
    other = {"reference": "999 9999 9999", "detail": "x@example.com"}
    sent.client.cookies.pop("sessionid", None)
    again = re.sub(r'(value|nonce)="[^"]*"', "", sent.post("/track", **other))
    assert shape == again


def test_chasing_is_one_press_and_no_new_case(sent: Resident) -> None:
    from portreeve.modules.cases.models import Case

    sent.post("/track", reference=sent.reference, detail="amina@example.com", action="chase")
    assert "We have told the team that you are waiting" in sent.page
    assert Case.objects.count() == 1
    assert Case.objects.get().chased == 1


def test_a_link_is_offered_without_saying_whether_there_is_anybody(sent: Resident) -> None:
    sent.post("/track", reference=sent.reference, detail="amina@example.com", action="access")
    assert "the link is on its way" in sent.page


def test_a_link_that_is_no_link_says_so_and_nothing_else(resident: Resident) -> None:
    resident.go("/link/nothing-at-all")
    assert resident.status == 410
    assert resident.heading == "This link does not work"
    resident.go("/mine")
    assert resident.status == 410


def link_for(purpose: str, subject: Any, party: Any) -> str:
    """Make a link as the messages do, and return its address."""
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.correspondence import api as correspondence
    from portreeve.modules.correspondence.types import LinkPurpose, LinkTo

    to = LinkTo(purpose=LinkPurpose(purpose), subject=subject)
    return f"/link/{correspondence.make_link(to=to, party=party, by=system('tests'), at=clock.now())}"


def asked(text: str) -> Any:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.models import Case, Reporter

    part = Reporter.objects.get()
    by, at = system("tests"), clock.now()
    question = cases.ask_reporter(case=Case.objects.get().id, reporter=part.id, text=text, by=by, at=at)
    return question, part.told_id


def test_an_officers_question_is_answered_by_its_link(sent: Resident) -> None:
    question, party = asked("Which side of the house is the bin on?")
    address = link_for("answer", question, party)
    sent.go(address)
    assert "Which side of the house is the bin on?" in sent.page
    field = re.search(r'name="question" value="([^"]+)"', sent.page)[1]
    sent.post(address, question=field, act="answer", text="")
    assert "Enter an answer, or add a photo" in sent.page
    sent.post(address, question=field, act="answer", text="On the left")
    assert "The team has your answer" in sent.page
    sent.go(address)
    assert sent.status == 410, "it works once"


def test_it_is_still_there_reopens_with_the_same_reference(sent: Resident) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.models import Case, Reporter

    case = Case.objects.get()
    cases.done(case=case.id, text="We emptied it.", by=system("tests"), at=clock.now())
    address = link_for("really done", case.id, Reporter.objects.get().told_id)
    sent.go(address)
    assert "Is it really done?" in sent.page
    sent.post(address, act="verdict", done="no", still="It is still full", face="poor", reason="not done")
    assert "We have opened it again" in sent.page
    case.refresh_from_db()
    assert case.status == "reopened"


def test_a_file_counts_against_the_limit_and_is_not_taken_for_a_question_of_nobodys(
    sent: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    from uuid import uuid4

    from django.core.files.uploadedfile import SimpleUploadedFile

    from portreeve.foundation.files import api as files
    from portreeve.foundation.limits import api as limits

    received: list[str] = []
    monkeypatch.setattr(files, "receive", lambda **given: received.append(given["name"]))
    question, party = asked("Which side of the house is the bin on?")
    address = link_for("answer", question, party)

    def answer(which: Any) -> None:
        photo = SimpleUploadedFile("gate.jpg", b"x", "image/jpeg")
        sent.post(address, question=str(which), act="answer", text="", file=photo)

    answer(uuid4())
    assert "This has been done already" in sent.page
    monkeypatch.setattr(limits, "allow", lambda *, route, **_: route != "upload")
    answer(question)
    assert "We could not keep the file just now" in sent.page
    assert received == []


@pytest.fixture
def secret(resident: Resident) -> tuple[Resident, str, str]:
    """Somebody who reports behaviour without saying who they are; with their reference and code."""
    from channels.resident_web.resident import behaviour

    resident.start("anti-social-behaviour")
    for answer in behaviour("drugs", afraid="no", who={"action": "skip"}):
        resident.post(**answer)
    resident.send()
    code = re.search(r'class="pr-reference">([0-9A-Z]{4}-[0-9A-Z-]+)<', resident.page)
    assert code, resident.heading
    return resident, resident.reference, code[1]


def test_a_code_is_shown_once_only(secret: tuple[Resident, str, str]) -> None:
    resident, reference, code = secret
    again = resident.go(resident.at)
    assert code not in again
    assert reference in again


def test_with_the_code_somebody_unknown_comes_in_and_takes_it_back(secret: tuple[Resident, str, str]) -> None:
    from portreeve.modules.cases.models import Reporter

    resident, reference, code = secret
    assert "I have a secret code" in resident.go("/track")
    resident.post("/track", reference=reference, detail=code.lower())
    assert "See my report" in resident.page
    assert "You can do this now with your code. You have 30 minutes." in resident.page
    assert "Send me a link" not in resident.page, "there is nobody to send one to"
    resident.post("/track", reference=reference, detail="AAAA-BBBB-CCCC", action="enter")
    assert "do not fit together" in resident.page
    resident.post("/track", reference=reference, detail=code, action="enter")
    assert resident.at == "/mine"
    resident.post("/mine", act="withdraw")
    assert "You have taken it back" in resident.page
    assert Reporter.objects.get(anonymous=True).withdrawn_at is not None


def photograph() -> Any:
    """Return a small photograph."""
    import io

    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (40, 30), "#0b4b54").save(held, "JPEG")
    held.seek(0)
    return held


def finished(*, photos: int = 1, case: Any = None) -> tuple[Any, list[str]]:
    """Finish the job with photos; returns the case and the ids of its photos."""
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.files import api as files
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.models import Case

    by, at = system("tests"), clock.now()
    case = case or Case.objects.get().id
    kept = [files.receive(stream=photograph(), name="bin.jpg", purpose="case", by=by, at=at).id for _ in range(photos)]
    cases.done(case=case, text="We emptied it.", files=kept, by=by, at=at)
    return case, [str(one) for one in kept]


def test_the_finished_job_is_shown_to_whoever_follows_their_link_also_once_it_is_used_up(sent: Resident) -> None:
    from portreeve.modules.cases.models import Reporter

    case, (photo,) = finished()
    sent.go(link_for("really done", case, Reporter.objects.get().told_id))
    assert f'<img class="pr-photo" src="/mine/photos/{photo}?size=small" alt="Photo of the finished job">' in sent.page
    answer = sent.client.get(f"/mine/photos/{photo}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer["Cache-Control"]
    sent.post(act="verdict", done="yes", face="good")
    assert photo in sent.page
    assert sent.client.get(f"/mine/photos/{photo}?size=small").status_code == 200


def test_several_photos_are_told_apart_and_welsh_pages_name_them_in_welsh(sent: Resident) -> None:
    from portreeve.modules.cases.models import Reporter

    case, _ = finished(photos=2)
    address = link_for("really done", case, Reporter.objects.get().told_id)
    sent.go(address)
    assert re.findall(r'<img class="pr-photo"[^>]*alt="([^"]*)"', sent.page) == [
        "Photo of the finished job, 1 of 2",
        "Photo of the finished job, 2 of 2",
    ]
    sent.go(f"/cy{address}")
    assert "Llun o&#39;r gwaith gorffenedig, 1 o 2" in sent.page


def test_a_photo_is_there_for_nobody_who_did_not_come_by_the_reporters_own_link(sent: Resident, client: Any) -> None:
    from django.test import Client

    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.files import api as files
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.models import Reporter

    case, (photo,) = finished()
    noted = files.receive(stream=photograph(), name="x.jpg", purpose="case", by=system("t"), at=clock.now()).id
    cases.note(case=case, text="For us.", files=(noted,), by=system("tests"), at=clock.now())
    sent.post("/track", reference=sent.reference, detail="amina@example.com")
    assert photo not in sent.page, "status, never content"
    assert client.get(f"/mine/photos/{photo}").status_code == 404
    part = Reporter.objects.get()
    sent.go(link_for("really done", case, part.told_id))
    assert client.get(f"/mine/photos/{photo}").status_code == 200
    assert client.get(f"/mine/photos/{noted}").status_code == 404, "a note's photo is for staff"
    assert Client().get(f"/mine/photos/{photo}").status_code == 404
    Reporter.objects.update(withdrawn_at=clock.now())
    assert client.get(f"/mine/photos/{photo}").status_code == 404, "they took it back"


def test_a_look_ends_after_half_an_hour(sent: Resident, client: Any) -> None:
    from datetime import timedelta

    from portreeve.foundation.clock import api as clock
    from portreeve.modules.cases.models import Reporter

    case, (photo,) = finished()
    sent.go(link_for("really done", case, Reporter.objects.get().told_id))
    clock.set_for_demo(clock.now() + timedelta(minutes=31))
    try:
        assert client.get(f"/mine/photos/{photo}").status_code == 404
    finally:
        clock.set_for_demo(None)


@pytest.mark.parametrize(
    ("before", "said"),
    [("", "You then have 45 minutes."), ("/cy", "Yna bydd gennych 45 munud."), ("/ar", "لديك بعدها 45 دقيقة.")],
)
def test_a_page_that_lets_in_says_how_long_as_the_council_set_it(
    sent: Resident, monkeypatch: pytest.MonkeyPatch, before: str, said: str
) -> None:
    from portreeve.modules.cases.models import Reporter
    from portreeve.modules.cases.queries import settings
    from portreeve.modules.cases.rules.policy import Policy

    part = Reporter.objects.get()
    monkeypatch.setattr(settings, "policy", lambda: Policy(stay_minutes=45))
    assert said in sent.go(before + link_for("track", part.case_id, part.told_id))

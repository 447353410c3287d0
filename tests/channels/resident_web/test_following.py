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

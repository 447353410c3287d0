"""Legal holds at the desk: who may, what is written down, what goes wrong, and that they keep what they should."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

pytestmark = pytest.mark.django_db
HOLDS = "/desk/holds"


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def entries(act: str) -> int:
    from portreeve.foundation.audit.models import AuditEntry

    return AuditEntry.objects.filter(act=act).count()


def placed(client, person, **more) -> str:
    """Place a hold and return its id."""
    from portreeve.foundation.personal_data.models import LegalHold

    said = {"reason": "ombudsman", "reference": "22 004 123", **more}
    done = client.post(f"/desk/people/{person}/hold", said)
    assert done.status_code == 302
    return str(LegalHold.objects.latest("id").id)


def test_a_hold_is_placed_from_a_search_listed_and_lifted_and_all_of_it_is_written_down(as_staff, cast) -> None:
    ines = as_staff("ines.duarte")
    assert "No hold is in force." in text(ines.get(HOLDS))
    found = ines.post(HOLDS, {"said": "Dorothy Marsh"})
    assert f"/desk/people/{cast.dorothy}/hold" in found.content.decode()
    assert "No one matches" not in text(found)
    form = text(ines.get(f"/desk/people/{cast.dorothy}/hold"))
    assert "Why must their records be kept?" in form
    hold = placed(ines, cast.dorothy)
    listed = text(ines.get(f"{HOLDS}?did=placed"))
    for shown in ("Dorothy Marsh", "The ombudsman", "22 004 123", "Ines Duarte", "Their records are kept"):
        assert shown in listed
    assert "within hours" in text(ines.get(f"{HOLDS}/{hold}"))
    assert ines.post(f"{HOLDS}/{hold}/lift").status_code == 302
    assert "No hold is in force." in text(ines.get(HOLDS))
    lifted = text(ines.get(f"{HOLDS}?only=lifted"))
    assert "Dorothy Marsh" in lifted
    assert "Lift the hold" not in text(ines.get(f"{HOLDS}/{hold}"))
    assert (entries("hold.placed"), entries("hold.lifted")) == (1, 1)
    assert entries("hold.listed") == 5


def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(as_staff, cast) -> None:
    ines, at = as_staff("ines.duarte"), f"/desk/people/{cast.dorothy}/hold"
    for said in ({}, {"reason": "because"}):
        wrong = ines.post(at, {"reference": "22 004 123", **said})
        assert wrong.status_code == 422
        assert "Choose why their records must be kept" in text(wrong)
        assert 'href="#reason"' in wrong.content.decode()
        assert 'value="22 004 123"' in wrong.content.decode()
    long = ines.post(at, {"reason": "court case", "reference": "9" * 61})
    assert long.status_code == 422
    assert "Use 60 characters at most" in text(long)
    assert re.search(r'value="court case" checked', long.content.decode())
    assert entries("hold.placed") == 0
    assert "Enter at least three" in text(ines.post(HOLDS, {"said": "Do"}))
    assert "No one matches" in text(ines.post(HOLDS, {"said": "Zebedee Quux"}))


def test_the_same_hold_twice_is_one_and_another_reason_is_another(as_staff, cast) -> None:
    ines = as_staff("ines.duarte")
    first = placed(ines, cast.dorothy)
    assert placed(ines, cast.dorothy) == first
    second = placed(ines, cast.dorothy, reason="court case", reference="")
    assert second != first
    assert "still kept by 1 other hold" in text(ines.get(f"{HOLDS}/{first}"))
    person = text(ines.get(f"/desk/people/{cast.dorothy}"))
    assert "2 legal holds keep this person's records" in person.replace("&#39;", "'")
    ines.post(f"{HOLDS}/{first}/lift")
    ines.post(f"{HOLDS}/{first}/lift")
    assert entries("hold.lifted") == 1


def test_only_those_with_the_grant_see_or_do_anything(as_staff, cast) -> None:
    hold = placed(as_staff("ines.duarte"), cast.dorothy)
    sam = as_staff("sam.okafor")
    for address in (HOLDS, f"{HOLDS}/{hold}", f"/desk/people/{cast.dorothy}/hold", f"{HOLDS}/{hold}/lift"):
        assert sam.get(address).status_code == 403
        assert sam.post(address, {"reason": "inquiry"}).status_code in {403, 405}
    person = text(sam.get(f"/desk/people/{cast.dorothy}"))
    assert "Legal hold" not in person
    assert "legal hold" not in person
    assert "Legal holds" not in text(sam.get("/desk/"))


def test_a_grant_for_one_team_does_not_reach_holds(as_staff, cast) -> None:
    from portreeve.foundation.accounts.models import Account, Grant

    ines = as_staff("ines.duarte")
    account = Account.objects.get(email="ines.duarte@haverstock.example")
    Grant.objects.filter(account=account, act="hold.place").update(team="waste")
    assert ines.get(HOLDS).status_code == 403
    assert ines.post(f"/desk/people/{cast.dorothy}/hold", {"reason": "inquiry"}).status_code == 403


def test_nobody_and_no_hold_are_not_found(as_staff) -> None:
    ines = as_staff("ines.duarte")
    nobody = uuid4()
    assert ines.get(f"/desk/people/{nobody}/hold").status_code == 404
    assert ines.post(f"/desk/people/{nobody}/hold", {"reason": "inquiry"}).status_code == 404
    assert ines.get(f"{HOLDS}/{nobody}").status_code == 404
    assert ines.post(f"{HOLDS}/{nobody}/lift").status_code == 404
    assert ines.get(f"{HOLDS}?after=nonsense").status_code == 200


def test_a_hold_from_the_desk_keeps_what_disposal_would_take_and_the_page_says_how_much(
    as_staff, cast, open_one
) -> None:
    from integration.cases.scene import AT, BY
    from portreeve.config import upkeep
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.models import Reporter
    from portreeve.modules.cases.types import ClosingReason

    made = open_one(cast.dorothy)
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=BY, at=AT)
    ines = as_staff("ines.duarte")
    hold = placed(ines, cast.dorothy)
    later = AT + timedelta(days=8 * 366)
    upkeep.dispose(later)
    assert Reporter.objects.get(id=made.reporter).answers
    assert re.search(r"[2-9] records are past their time and kept by holds", text(ines.get(HOLDS)))
    ines.post(f"{HOLDS}/{hold}/lift")
    upkeep.dispose(later)
    assert Reporter.objects.get(id=made.reporter).answers == {}
    assert "past" not in text(ines.get(HOLDS)).partition("In force")[0].partition("disposed of.")[2]


def test_a_form_sent_in_welsh_leads_on_in_welsh(as_staff, cast) -> None:
    ines = as_staff("ines.duarte")
    done = ines.post(f"/cy/desk/people/{cast.dorothy}/hold", {"reason": "inquiry"})
    assert done["Location"] == "/cy/desk/holds?did=placed"
    assert "Mae'r ataliad mewn grym" in text(ines.get(done["Location"])).replace("&#39;", "'")
    assert ines.post(f"/desk/people/{cast.dorothy}/hold", {"reason": "inquiry"})["Location"] == "/desk/holds?did=placed"


@pytest.mark.parametrize("address", ["/cy/desk/holds", "/cy/desk/people/{person}/hold"])
def test_the_pages_are_in_welsh(as_staff, cast, address) -> None:
    ines = as_staff("ines.duarte")
    placed(ines, cast.dorothy)
    page = text(ines.get(address.format(person=cast.dorothy)))
    assert "ombwdsmon" in page
    assert "hold" not in page.replace("household", "")

"""What was sealed with a key that is no longer on the ring is said not to be readable, and hides nothing else."""

from __future__ import annotations

import io
import re

import pytest

pytestmark = pytest.mark.django_db
LOST = {"$sealed": "of-a-ring-that-is-lost"}


def with_lost_answer() -> None:
    """Let a reporter's account of what happened be one that nobody can open."""
    from portreeve.modules.cases.models import Reporter

    row = Reporter.objects.get()
    row.answers = {**row.answers, "happened": {"value": LOST, "personal": "special"}}
    row.save()


@pytest.mark.parametrize(
    ("language", "said"),
    [("", "This answer cannot be read on this computer"), ("/cy", "Ni ellir darllen yr ateb hwn")],
)
def test_a_case_with_an_answer_whose_key_is_lost_is_shown_with_all_the_rest(
    as_staff, cast, open_one, language, said
) -> None:
    opened = open_one(cast.amina, service="anti-social-behaviour")
    with_lost_answer()
    response = as_staff("jo.bell").get(f"{language}/desk/cases/{opened.public_id}")
    assert response.status_code == 200
    page = re.sub(r"\s+", " ", response.content.decode())
    assert said in page
    assert "Amina Yusuf" in page


@pytest.fixture
def change_with_lost_detail(cast):
    """Register a change of which nobody can open one special detail."""
    from lost_keys import key_lost
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.people import api as people
    from portreeve.modules.people.models import Registration
    from portreeve.modules.people.types import NewRegistration

    by, at = system("tests"), clock.now()
    roll = {"code": "roll", "name": "Electoral roll", "mailbox": "roll@haverstock.example"}
    people.set_holder(**roll, promise="5 working days", team="registrations", by=by, at=at)
    new = NewRegistration(
        service="change-of-address",
        version="",
        holders=("roll",),
        subject=cast.amina,
        told=cast.amina,
        details={"New address": "9 Castle Road", "Why they move": "He found me"},
        special=frozenset({"Why they move"}),
        key="one",
    )
    made = people.register_change(change=new, by=by, at=at)
    row = Registration.objects.get()
    assert key_lost(row.details) != row.details
    row.details = key_lost(row.details)
    row.save()
    return made.id


@pytest.mark.parametrize(
    ("language", "said"), [("", "This cannot be read on this computer"), ("/cy", "Ni ellir darllen hwn ar y")]
)
def test_a_change_with_a_detail_whose_key_is_lost_is_shown_with_all_the_rest(
    as_staff, change_with_lost_detail, language, said
) -> None:
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import Grant, system

    sam, address = as_staff("sam.okafor"), f"{language}/desk/changes/{change_with_lost_detail}"
    page = sam.get(address)
    assert page.status_code == 200
    assert "Why they move" not in page.content.decode(), "what is special is not theirs to see, lost or not"
    account = accounts.account_named("sam.okafor@haverstock.example").id
    private = Grant("person.view", private=True)
    accounts.give_grant(account=account, grant=private, by=system("tests"), at=clock.now())
    page = sam.get(address)
    assert page.status_code == 200
    for shown in ("Why they move", said, "9 Castle Road", "Electoral roll"):
        assert shown in page.content.decode()


@pytest.mark.parametrize("whose", ["amina", "gwen"])
def test_a_change_with_a_detail_whose_key_is_lost_is_handed_over_with_all_the_rest(
    cast, change_with_lost_detail, whose
) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.personal_data import api as personal_data
    from portreeve.foundation.pure.actor import system
    from portreeve.foundation.pure.left_out import LeftOut
    from portreeve.modules.people.models import Registration

    Registration.objects.update(told=cast.gwen)
    found = personal_data.export(party=getattr(cast, whose), by=system("tests"), at=clock.now())
    [row] = found.tables["portreeve_people.Registration"]
    assert row["details"] == [
        ["New address", "9 Castle Road"],
        ["Why they move", LeftOut.CLOSED if whose == "amina" else LeftOut.OTHER],
    ]


@pytest.mark.parametrize("size", ["", "?size=small"])
def test_a_photo_whose_key_is_lost_is_not_found_and_no_fault(as_staff, cast, open_one, size) -> None:
    from channels.resident_web.test_journeys import photo
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.files import api as files
    from portreeve.foundation.files.models import StoredFile
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.cases.models import Reporter

    opened = open_one(cast.amina, service="anti-social-behaviour")
    stream = io.BytesIO(photo().read())
    file = files.receive(
        stream=stream, name="bin.jpg", purpose="journey", sealed=True, by=system("tests"), at=clock.now()
    )
    row = Reporter.objects.get()
    row.answers = {**row.answers, "photo": {"value": {"file": str(file.id)}, "personal": "no"}}
    row.save()
    jo, address = as_staff("jo.bell"), f"/desk/cases/{opened.public_id}/files/{file.id}{size}"
    assert jo.get(address).status_code == 200
    StoredFile.objects.update(data_key="of-a-ring-that-is-lost")
    assert jo.get(address).status_code == 404

"""Whatever is sent to the desk by hand, it answers in words; and what staff wrote is never lost."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest

pytestmark = pytest.mark.django_db

FIELDS = (
    "act text reporter owner audience reason case team teams channel code said by language stop path revision outcome "
    "note arrived need not_before not_after never email mobile landline post name wanted format handler why cause fix "
    "close saved open sort status words opened_from ended_from service ward street uprn detail ending avoidable "
    "question original body day-day day-month day-year on-day on-month on-year after before"
).split()
FORGED = ("\x00", "9" * 40, "x" * 36, "assign", "schedule")


@pytest.fixture
def anybody(as_staff, cast):
    """Somebody with every grant, so that nothing is refused before it is read."""
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.accounts.models import Account
    from portreeve.foundation.accounts.types import Act
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import Grant, system

    client = as_staff("helen.ward")
    account = Account.objects.get(email="helen.ward@haverstock.example").id
    for act in Act:
        accounts.give_grant(account=account, grant=Grant(act, private=True), by=system("tests"), at=clock.now())
    return client


def addresses(public: str, person) -> list[str]:
    from django.urls import reverse

    from portreeve.channels.staff_desk.acts import ACTS
    from portreeve.channels.staff_desk.urls import urlpatterns

    known = {"public": public, "person": person, "service": "missed-bin", "code": "QUA", "usrn": "20300001"}
    found = [reverse("desk-act", args=[public, act.name]) for act in ACTS]
    for route in urlpatterns:
        values = {
            name: known.get(name) or uuid4() for name in route.pattern.converters if name not in {"name", "place"}
        }
        values |= {name: "x" for name in route.pattern.converters if name in {"name", "place"}}
        found.append(reverse(route.name, kwargs=values))
    return found


@pytest.mark.parametrize("forged", FORGED)
def test_no_forged_field_breaks_a_page_of_the_desk(anybody, cast, open_one, services, forged) -> None:
    everything = dict.fromkeys(FIELDS, forged)
    for address in addresses(open_one(cast.amina).public_id, cast.amina):
        for response in (anybody.get(address, everything), anybody.post(address, everything)):
            assert response.status_code < 500, address


@pytest.mark.parametrize(("language", "heading"), [("", "You were signed out"), ("/cy", "Cawsoch eich allgofnodi")])
def test_what_an_officer_wrote_after_the_session_ended_is_shown_to_be_copied(
    as_staff, cast, open_one, language, heading
) -> None:
    from portreeve.modules.cases.models import Update

    tom = as_staff("tom.fletcher")
    address = f"{language}/desk/cases/{open_one(cast.amina).public_id}/note"
    tom.logout()
    response = tom.post(address, {"text": "A wall has come down on the path."})
    page = response.content.decode()
    assert response.status_code == 401
    assert heading in page
    assert "A wall has come down on the path." in page
    assert "/desk/account/login/" in page
    assert not Update.objects.filter(text__contains="wall").exists()


WRITTEN = {"phone_text": "07700 900111", "phone_call": "01632 960222", "about_name": "Dorothy Marsh"} | {
    "about_phone": "01632 960223",
    "about_email": "ruth@example.com",
}


def test_all_that_an_adviser_wrote_after_the_session_ended_is_shown_and_nothing_chosen_or_ours(as_staff) -> None:
    sam = as_staff("sam.okafor")
    sam.logout()
    ours = {"page_key": "k" * 32, "revision": "987654", "contact": "by-letter", "code": "731-secret"}
    page = sam.post(f"/desk/help/journeys/{UUID(int=7)}/at/you", {**WRITTEN, **ours}).content.decode()
    shown = re.findall(r'<p class="govuk-body pr-typed">(.*?)</p>', page)
    assert sorted(shown) == sorted(WRITTEN.values())


@pytest.mark.parametrize("address", ["/desk/account/login/", "/cy/desk/account/login/code/confirm/"])
def test_nothing_of_signing_in_is_shown_again(address, db) -> None:
    from django.test import Client

    secret = {"password": "quayside demo", "code": "731-secret", "login": "sam.okafor@haverstock.example"}
    page = Client(enforce_csrf_checks=True).post(address, secret)
    assert page.status_code == 403
    for text in secret.values():
        assert text not in page.content.decode()


def test_a_refusal_that_no_page_expects_is_said_with_what_was_written(as_staff, cast, open_one, monkeypatch) -> None:
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.rules.refusals import ReasonNeeded

    def refuse(**_: object) -> None:
        raise ReasonNeeded(field="text")

    monkeypatch.setattr(cases, "case_id", refuse)
    response = as_staff("tom.fletcher").post("/desk/cases/HV-1/note", {"text": "Ring before coming."})
    assert response.status_code == 409
    assert "We could not do this" in response.content.decode()
    assert "Fill this in" in response.content.decode()
    assert "Ring before coming." in response.content.decode()


def test_a_page_with_a_problem_that_is_loaded_again_leads_to_its_form(as_staff, cast, open_one) -> None:
    tom, public = as_staff("tom.fletcher"), open_one(cast.amina).public_id
    assert tom.post(f"/desk/cases/{public}/note", {"text": ""}).status_code == 422
    assert tom.get(f"/desk/cases/{public}/note")["Location"] == f"/desk/cases/{public}"
    assert tom.get("/desk/cases/bulk")["Location"] == "/desk/"

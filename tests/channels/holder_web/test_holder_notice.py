"""A holder reads one change by its own link and answers; following the link alone does nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose, LinkTo
from portreeve.modules.people import api as people
from portreeve.modules.people.types import HolderStatus, NewParty, NewRegistration

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def told() -> tuple[str, str]:
    """Return the registration's id and the path of a holder's link to it."""
    at = clock.now()
    holder = people.set_holder(
        code="council-tax",
        name="Council Tax",
        mailbox="tax@haverstock.example",
        promise="5 working days",
        team="revenues",
        by=BY,
        at=at,
    )
    amina = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=at)
    change = NewRegistration(
        service="change-of-address",
        version="v1",
        holders=("council-tax",),
        subject=amina,
        told=amina,
        details={"New address": "9 Mill Lane <b>"},
        key="k",
    )
    made = people.register_change(change=change, by=BY, at=at)
    notice = people.registration(made.id).holders[0].id
    token = correspondence.make_link(to=LinkTo(LinkPurpose.HOLDER, notice), party=holder, by=BY, at=at)
    return str(made.id), f"/holder/{token}"


def status(registration: str) -> HolderStatus:
    from uuid import UUID

    return people.registration(UUID(registration)).holders[0].status


def test_the_link_shows_the_change_and_does_nothing_by_itself(told: tuple[str, str]) -> None:
    registration, path = told
    for _ in range(2):
        page = Client().get(path)
        assert page.status_code == 200
        assert "9 Mill Lane &lt;b&gt;" in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]
    assert status(registration) is HolderStatus.TO_TELL
    assert AuditEntry.objects.filter(act="registration.seen", actor_kind="partner").count() == 2


def test_the_page_is_there_in_welsh(told: tuple[str, str]) -> None:
    page = Client().get(f"/cy{told[1]}").content.decode()
    assert "Newid manylion i chi ei gofnodi" in page


@pytest.mark.parametrize(
    ("language", "said"), [("", "We cannot read this any more"), ("/cy", "Ni allwn ddarllen hwn mwyach")]
)
def test_a_detail_whose_key_is_lost_says_so_and_hides_nothing_else(
    told: tuple[str, str], language: str, said: str
) -> None:
    from portreeve.modules.people.models import Registration

    row = Registration.objects.get()
    row.details = [*row.details, ["Why", {"$sealed": "of-a-ring-that-is-lost"}, "subject"]]
    row.save()
    page = Client().get(f"{language}{told[1]}")
    assert page.status_code == 200
    assert said in page.content.decode()
    assert "9 Mill Lane" in page.content.decode()


def test_an_answer_is_taken_once_and_the_content_is_gone_afterwards(told: tuple[str, str]) -> None:
    registration, path = told
    assert Client().post(path, {"answer": "recorded"}).status_code == 302
    assert status(registration) is HolderStatus.ACKNOWLEDGED
    Client().post(path, {"answer": "refused", "why": "Second thoughts"})
    assert status(registration) is HolderStatus.ACKNOWLEDGED
    assert "Mill Lane" not in Client().get(path).content.decode()


def test_a_refusal_needs_a_reason(told: tuple[str, str]) -> None:
    registration, path = told
    page = Client().post(path, {"answer": "refused", "why": " "})
    assert page.status_code == 422
    assert 'href="#why"' in page.content.decode()
    assert Client().post(path, {}).status_code == 422
    assert status(registration) is HolderStatus.TO_TELL
    assert Client().post(path, {"answer": "refused", "why": "No record of them."}).status_code == 302
    assert status(registration) is HolderStatus.REFUSED


def test_a_wrong_link_and_one_that_is_over_look_the_same(told: tuple[str, str]) -> None:
    path = told[1]
    wrong = Client().get(f"/holder/{'a' * 32}")
    clock.set_for_demo(clock.now() + timedelta(days=29))
    try:
        over = Client().get(path)
    finally:
        clock.set_for_demo(None)
    assert (wrong.status_code, over.status_code) == (410, 410)
    assert "This link no longer works" in wrong.content.decode()
    assert "This link no longer works" in over.content.decode()


def test_a_link_for_something_else_does_not_open_it(told: tuple[str, str]) -> None:
    amina = people.add_party(new=NewParty(name="Amina Yusuf"), by=BY, at=clock.now())
    to = LinkTo(LinkPurpose.TRACK, uuid4())
    token = correspondence.make_link(to=to, party=amina, by=BY, at=clock.now())
    assert Client().get(f"/holder/{token}").status_code == 410

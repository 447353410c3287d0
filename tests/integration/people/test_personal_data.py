"""A person's data are handed over whole, and erased so that counts and codes stay true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from portreeve.foundation.clock import api as clock
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import system
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import models as sent
from portreeve.modules.correspondence.types import CallOutcome, LinkPurpose, LinkTo, Notice
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewParty, NewRegistration

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
BY = system("tests")
TEMPLATES = Path(__file__).parents[3] / "demo" / "templates"


@pytest.fixture
def dorothy() -> UUID:
    """Somebody of whom every one of our tables holds something."""
    correspondence.publish_templates(folder=TEMPLATES, by=BY, at=AT)
    made = people.add_party(new=NewParty(name="Dorothy Marsh", landline="01632 960222"), by=BY, at=AT)
    data = {"reference": "123 4567 8901", "service": "Missed bin", "update": "The crew comes back."}
    correspondence.send(notice=Notice("update", made, uuid4(), "k", data), by=BY, at=AT)
    [call] = correspondence.calls_owed(actor=BY, at=AT).rows
    correspondence.call_made(call=call.id, outcome=CallOutcome.NO_ANSWER, note="Her son answered", by=BY, at=AT)
    correspondence.make_link(to=LinkTo(LinkPurpose.TRACK, uuid4()), party=made, by=BY, at=AT)
    people.set_holder(
        code="library",
        name="Libraries",
        mailbox="l@haverstock.example",
        promise="5 working days",
        team="t",
        by=BY,
        at=AT,
    )
    change = NewRegistration(
        service="change-of-address",
        version="1",
        holders=("library",),
        subject=made,
        told=made,
        details={"New address": "9 Mill Lane"},
        key="r",
    )
    found = people.registration(people.register_change(change=change, by=BY, at=AT).id)
    people.refuse(notice=found.holders[0].id, why="Dorothy is not known here", by=BY, at=AT)
    return made


def test_everything_held_is_handed_over(dorothy: UUID) -> None:
    found = personal_data.export(party=dorothy, by=BY, at=AT)
    text = str(found.tables)
    for wanted in (
        "Dorothy Marsh",
        "+441632960222",
        "The crew comes back.",
        "Her son answered",
        "9 Mill Lane",
        "Dorothy is not known here",
    ):
        assert wanted in text
    ours = {m for m in found.tables if m.startswith(("portreeve_people", "portreeve_correspondence"))}
    assert len(ours) == 8 or ours >= {"portreeve_people.Party", "portreeve_correspondence.CallTry"}


def test_after_erasure_nothing_says_who_it_was_and_the_counts_are_true(dorothy: UUID) -> None:
    before = (sent.Dispatch.objects.count(), sent.Call.objects.count(), sent.CallTry.objects.count())
    personal_data.erase(party=dorothy, erase_file=lambda _: None, by=BY, at=AT)
    after = (sent.Dispatch.objects.count(), sent.Call.objects.count(), sent.CallTry.objects.count())
    assert after == before
    left = str(personal_data.export(party=dorothy, by=BY, at=AT).tables)
    for gone in ("Marsh", "1632960222", "crew", "Her son", "Mill Lane", "not known"):
        assert gone not in left
    assert not people.matches_contact(dorothy, "01632 960222")


def test_a_call_owed_to_somebody_erased_can_still_be_read_and_closed(dorothy: UUID) -> None:
    personal_data.erase(party=dorothy, erase_file=lambda _: None, by=BY, at=AT)
    [call] = correspondence.calls_owed(actor=BY, at=AT).rows
    shown = correspondence.call_owed(call=call.id, actor=BY, at=AT)
    assert shown.numbers == ()
    correspondence.call_made(call=call.id, outcome=CallOutcome.GAVE_UP, note="Erased", by=BY, at=AT)
    assert correspondence.calls_owed(actor=BY, at=AT + timedelta(days=1)).count == 0


def test_what_is_to_be_said_on_a_call_owed_names_nobody_erased_in_the_language_of_the_call() -> None:
    correspondence.publish_templates(folder=TEMPLATES, by=BY, at=AT)
    made = people.add_party(new=NewParty(name="Gwen Pritchard", landline="01632 960111", language="cy"), by=BY, at=AT)
    data = {"reference": "123 4567 8901", "service": "Bin", "update": "Daw'r criw yn ôl."}
    correspondence.send(notice=Notice("update", made, uuid4(), "k", data, language="cy"), by=BY, at=AT)
    personal_data.erase(party=made, erase_file=lambda _: None, by=BY, at=AT)
    [call] = correspondence.calls_owed(actor=BY, at=AT).rows
    shown = correspondence.call_owed(call=call.id, actor=BY, at=AT)
    assert shown.language == "cy"
    assert "(wedi'i ddileu)" in shown.script
    assert "(erased)" not in shown.script


def test_what_was_to_be_sent_to_somebody_erased_goes_nowhere() -> None:
    correspondence.publish_templates(folder=TEMPLATES, by=BY, at=AT)
    amina = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=AT)
    data = {"reference": "1", "service": "x", "update": "y"}
    made = correspondence.send(notice=Notice("update", amina, uuid4(), "k", data), by=BY, at=AT)
    personal_data.erase(party=amina, erase_file=lambda _: None, by=BY, at=AT)
    from portreeve.modules.correspondence import jobs

    assert not jobs.carry(made)
    assert clock.now()
    assert correspondence.calls_owed(actor=BY, at=AT).count == 0
    assert sent.Dispatch.objects.get(id=made).status == "cancelled"

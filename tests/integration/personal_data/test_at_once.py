"""A hold and what takes records away at the same instant, on two connections, in both orders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from at_once import in_turn
from portreeve.foundation.audit import api as audit
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.models import Erasure
from portreeve.foundation.personal_data.types import HoldReason, OnLegalHold
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.contacts import api as contacts
from portreeve.modules.contacts.models import Contact
from portreeve.modules.people import api as people
from portreeve.modules.people.models import Party
from portreeve.modules.people.types import NewParty

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
LATER = AT + timedelta(days=4 * 365)
BY = system("tests")


@pytest.fixture
def amina() -> UUID:
    party = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=AT)
    contacts.open_contact(contact=uuid7(), channel=Channel.PHONE, party=party, by=BY, at=AT)
    return party


def hold(party: UUID) -> Callable[[], UUID]:
    return lambda: personal_data.place_hold(party=party, reason=HoldReason.COURT, by=BY, at=LATER)


def erase(party: UUID) -> Callable[[], Any]:
    return lambda: personal_data.erase(party=party, erase_file=lambda file: None, by=BY, at=LATER)


def dispose() -> tuple[int, int]:
    lines = personal_data.dispose(erase_file=lambda file: None, by=BY, at=LATER)
    return next((one.disposed, one.held) for one in lines if one.model == "portreeve_contacts.Contact")


def test_a_hold_that_is_being_placed_is_waited_for_by_an_erasure_which_it_forbids(amina: UUID) -> None:
    placed, erased, waited = in_turn(hold(amina), erase(amina))
    assert waited
    assert isinstance(erased, OnLegalHold)
    assert erased.data["hold"] == str(placed)
    assert Party.objects.get().name == "Amina Yusuf"
    assert not Erasure.objects.exists()


def test_an_erasure_that_is_under_way_is_waited_for_by_a_hold_which_keeps_nothing_half_gone(amina: UUID) -> None:
    erased, placed, waited = in_turn(erase(amina), hold(amina))
    assert waited
    assert erased.tables["portreeve_people.Party"] == 1
    assert isinstance(placed, UUID)
    assert Party.objects.get().name == "(erased)"
    assert personal_data.holds_on(amina)
    audit.seal(at=LATER)
    assert audit.verify().intact


def test_a_hold_that_is_being_placed_is_waited_for_by_disposal_which_leaves_its_rows(amina: UUID) -> None:
    placed, disposed, waited = in_turn(hold(amina), dispose)
    assert waited
    assert isinstance(placed, UUID)
    assert disposed == (0, 1)
    assert Contact.objects.get().party_id == amina


def test_a_disposal_that_is_under_way_is_waited_for_by_a_hold(amina: UUID) -> None:
    disposed, placed, waited = in_turn(dispose, hold(amina))
    assert waited
    assert disposed == (1, 0)
    assert isinstance(placed, UUID)
    assert Contact.objects.get().party_id is None


def test_what_a_module_disposes_of_by_a_rule_of_its_own_waits_as_well(amina: UUID) -> None:
    from django.db import transaction

    def kept() -> frozenset[UUID]:
        with transaction.atomic():
            return personal_data.held_rows("portreeve_contacts.Contact")

    _, seen, waited = in_turn(hold(amina), kept)
    assert waited
    assert seen == {Contact.objects.get().id}


def test_two_that_take_records_away_do_not_wait_for_each_other(amina: UUID) -> None:
    gwen = people.add_party(new=NewParty(name="Gwen Pritchard", email="gwen@example.com"), by=BY, at=AT)
    first, second, waited = in_turn(erase(amina), erase(gwen))
    assert not waited
    assert first.tables
    assert second.tables

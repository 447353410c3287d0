"""A special detail of a change is kept sealed, and is the text it was to whoever may have it, one like JSON too."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import system
from portreeve.modules.people import api as people
from portreeve.modules.people.models import Registration
from portreeve.modules.people.types import NewParty, NewRegistration

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
BY = system("tests")
TEXTS = ("12.50", "true", "null", '{"a": 1}', "It is loud.")


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def changed(text: str) -> tuple[UUID, UUID]:
    """Return a person, and the one holder's notice of a change with one special detail of theirs."""
    gwen = people.add_party(new=NewParty(name="Gwen Pritchard", email="gwen@example.com"), by=BY, at=AT)
    people.set_holder(
        code="rents", name="Rents", mailbox="r@haverstock.example", promise="5 working days", team="t", by=BY, at=AT
    )
    change = NewRegistration(
        service="change-of-address",
        version="v1",
        holders=("rents",),
        subject=gwen,
        told=gwen,
        details={"Rent": text},
        key="k",
        special=frozenset({"Rent"}),
    )
    made = people.register_change(change=change, by=BY, at=AT)
    return gwen, people.registration(made.id).holders[0].id


def test_it_is_handed_over_as_the_text_it_was(text: str) -> None:
    gwen, _ = changed(text)
    assert text not in str(Registration.objects.values_list("details").get())
    found = personal_data.export(party=gwen, by=BY, at=AT)
    [row] = found.tables["portreeve_people.Registration"]
    assert isinstance(row["details"], list)
    assert row["details"][0][1] == text


def test_its_holder_reads_the_text_it_was(text: str) -> None:
    _, notice = changed(text)
    told = people.registration_of_notice(notice=notice, actor=BY, at=AT)
    assert told.details == {"Rent": text}

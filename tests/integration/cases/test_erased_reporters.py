"""Who was erased is told and asked nothing more, whether they had a name or not, and nobody owes them a call."""

from __future__ import annotations

from uuid import UUID

import pytest

from integration.cases.scene import AT, BY, Cast, Open
from integration.cases.test_telling import TEMPLATES, told
from portreeve.foundation.personal_data import api as personal_data
from portreeve.modules.cases import api as cases
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import models as sent
from portreeve.modules.correspondence.operations import delivery
from portreeve.modules.correspondence.ports import CarrierFailed
from portreeve.modules.correspondence.types import Notice
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Changes, NewParty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def templates(db: None) -> None:
    correspondence.publish_templates(folder=TEMPLATES, by=BY, at=AT)


@pytest.fixture(params=[NewParty(name="Amina Yusuf", mobile="07700 900111"), NewParty(email="amina@example.com")])
def amina(request: pytest.FixtureRequest) -> UUID:
    """Somebody who gave her name, or no more than an address."""
    return people.add_party(new=request.param, by=BY, at=AT)


def erase(party: UUID) -> None:
    personal_data.erase(party=party, erase_file=lambda *_, **__: None, by=BY, at=AT)


def owed() -> int:
    return sent.Call.objects.filter(settled_at=None).count()


def test_no_call_is_owed_for_what_happened_before_the_erasure_or_after_it(
    cast: Cast, amina: UUID, open_one: Open
) -> None:
    made = open_one(amina)
    cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which sofa?", by=cast.tom, at=AT)
    erase(amina)
    cases.update(case=made.case, text="We are coming.", by=cast.tom, at=AT)
    cases.done(case=made.case, text="Cleared.", by=cast.tom, at=AT)
    assert {template for template, _, _ in told()} == {"case-received", "question-asked", "update", "done"}
    assert owed() == 0
    rows = sent.Dispatch.objects.all()
    assert {(row.status, row.settled_at is None, str(row.data), str(row.links)) for row in rows} == {
        ("cancelled", False, "{}", "{}")
    }


def test_nobody_is_asked_who_was_erased(cast: Cast, amina: UUID, open_one: Open) -> None:
    made = open_one(amina)
    erase(amina)
    with pytest.raises(cases.NobodyToAsk):
        cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which sofa?", by=cast.tom, at=AT)
    view = cases.case(case=made.case, actor=cast.tom, at=AT)
    assert [part.reachable for part in view.reporters] == [False]


def test_whoever_gave_nothing_or_took_their_address_back_was_not_erased(cast: Cast, open_one: Open) -> None:
    silent = people.add_party(new=NewParty(), by=BY, at=AT)
    moved = people.add_party(new=NewParty(email="gwen@example.com"), by=BY, at=AT)
    people.change_details(party=moved, changes=Changes(email=""), by=BY, at=AT)
    erase(cast.amina)
    known = people.parties([silent, moved, cast.amina, cast.gwen])
    assert {party for party, one in known.items() if one.erased} == {cast.amina}
    made = open_one(moved)
    cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which sofa?", by=cast.tom, at=AT)
    told()
    assert owed() == 2, "somebody must find a way, or wait until they get in touch"


def test_an_attempt_that_fails_after_the_erasure_is_not_followed_by_a_call(amina: UUID) -> None:
    data = {"reference": "1", "service": "Bins", "update": "We are coming."}
    made = correspondence.send(notice=Notice("update", amina, amina, "k", data), by=BY, at=AT)
    parcel = delivery.begin_attempt(dispatch=made, by=BY, at=AT)
    assert parcel is not None
    erase(amina)
    failure = CarrierFailed("gone", permanent=True)
    delivery.end_attempt(reference=parcel.reference, carriers_id="", failure=failure, by=BY, at=AT)
    assert [row.status for row in sent.Dispatch.objects.order_by("id")] == ["failed", "cancelled"]
    assert owed() == 0


def test_a_call_that_somebody_is_to_make_is_not_owed_to_who_was_erased(amina: UUID) -> None:
    erase(amina)
    data = {"reference": "1", "service": "Bins", "update": "We are coming."}
    correspondence.owe_call(notice=Notice("update", amina, amina, "k", data), by=BY, at=AT)
    assert owed() == 0

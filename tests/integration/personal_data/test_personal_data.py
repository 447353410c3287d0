"""Every table says what it holds; disposal takes what is past its time, once, and what is held stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portreeve.foundation.audit import api as audit
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.models import Disposal, LegalHold
from portreeve.foundation.personal_data.types import HoldReason, OnLegalHold
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.span import read_span
from portreeve.modules.contacts import api as contacts
from portreeve.modules.contacts.models import Contact
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewParty

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
BY = system("tests")


def amina() -> Any:
    return people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=AT)


def dispose(at: datetime) -> dict[str, tuple[int, int]]:
    lines = personal_data.dispose(erase_file=lambda file: None, by=BY, at=at)
    return {line.model: (line.disposed, line.held) for line in lines if line.disposed or line.held}


def test_every_model_is_declared() -> None:
    assert personal_data.undeclared() == []


def test_declarations_name_columns_that_are_there_and_spans_that_can_be_read() -> None:
    from django.apps import apps

    for label, found in personal_data.declarations().items():
        model = apps.get_model(label)
        names = {f.name for f in model._meta.concrete_fields} | {f.attname for f in model._meta.concrete_fields}
        assert set(found.columns) | set(found.fields) | set(found.files) <= names, label
        assert set(found.withheld) <= names, label
        assert all(other in personal_data.declarations() for other in found.owns), label
        if found.since:
            model._default_manager.values(found.since)  # Django raises FieldError where there is no such path
        for label_of, _, column in (path.rpartition(".") for path in (*found.kept_with, *found.unless)):
            other = apps.get_model(label_of)
            assert column in {one for f in other._meta.concrete_fields for one in (f.name, f.attname)}, label
        assert all(path.rpartition(".")[0] in personal_data.declarations() for path in found.kept_with), label
        assert not found.keep or read_span(found.keep), label
        assert not found.through or found.through in personal_data.declarations(), label
        assert found.purpose, label


def test_services_are_checked_by_how_long_records_are_really_kept() -> None:
    from portreeve.modules.catalogue.rules.check.policy import LONGEST_KEPT
    from portreeve.modules.catalogue.types import Outcome

    found = personal_data.declarations()
    assert {
        Outcome.CASE: found["portreeve_cases.Reporter"].keep,
        Outcome.REGISTRATION: found["portreeve_people.Registration"].keep,
        Outcome.NONE: found["portreeve_journeys.Submission"].keep,
    } == LONGEST_KEPT


def test_contacts_past_their_time_lose_the_person_and_keep_their_codes_once() -> None:
    party, contact = amina(), uuid7()
    contacts.open_contact(contact=contact, channel=Channel.PHONE, party=party, by=BY, at=AT)
    assert dispose(AT + timedelta(days=365)) == {}
    assert dispose(AT + timedelta(days=4 * 365))["portreeve_contacts.Contact"] == (1, 0)
    assert Contact.objects.get().party_id is None
    again = dispose(AT + timedelta(days=4 * 365 + 1))
    assert "portreeve_contacts.Contact" not in again
    assert Disposal.objects.filter(model="portreeve_contacts.Contact").count() == 1


def test_a_legal_hold_keeps_records_from_disposal_and_from_erasure_until_it_is_lifted() -> None:
    party, contact = amina(), uuid7()
    contacts.open_contact(contact=contact, channel=Channel.PHONE, party=party, by=BY, at=AT)
    hold = personal_data.place_hold(party=party, reason=HoldReason.OMBUDSMAN, by=BY, at=AT)
    assert personal_data.place_hold(party=party, reason=HoldReason.OMBUDSMAN, by=BY, at=AT) == hold
    assert dispose(AT + timedelta(days=4 * 365))["portreeve_contacts.Contact"] == (0, 1)
    with pytest.raises(OnLegalHold):
        personal_data.erase(party=party, erase_file=lambda file: None, by=BY, at=AT)
    personal_data.lift_hold(hold=hold, by=BY, at=AT)
    assert personal_data.erase(party=party, erase_file=lambda file: None, by=BY, at=AT).tables
    assert Contact.objects.get().party_id is None


def test_each_reason_for_a_hold_is_lifted_by_itself() -> None:
    party = amina()
    for reason in (HoldReason.COURT, HoldReason.COMPLAINT):
        personal_data.place_hold(party=party, reason=reason, reference=" 22  004 ", by=BY, at=AT)
    court, complaint = personal_data.holds_on(party)
    assert (court.reason, court.reference, court.placed_by) == (HoldReason.COURT, "22 004", "tests")
    personal_data.lift_hold(hold=court.id, by=BY, at=AT)
    personal_data.lift_hold(hold=court.id, by=system("others"), at=AT + timedelta(days=1))
    assert personal_data.holds_on(party) == (complaint,)
    assert personal_data.holds(actor=BY, at=AT, lifted=True).rows[0].lifted_by == "tests"
    assert personal_data.holds_on(party)


def test_holds_are_placed_and_lifted_only_by_those_with_the_grant_everywhere() -> None:
    party = amina()
    hold = personal_data.place_hold(party=party, reason=HoldReason.COURT, by=BY, at=AT)
    for grants in ((), (Grant("hold.place", team="waste"),), (Grant("person.edit"),)):
        staff = Actor(ActorKind.STAFF, "1", Channel.WEB, frozenset(grants))
        with pytest.raises(NotAllowed):
            personal_data.place_hold(party=party, reason=HoldReason.INQUIRY, by=staff, at=AT)
        with pytest.raises(NotAllowed):
            personal_data.lift_hold(hold=hold, by=staff, at=AT)
        with pytest.raises(NotAllowed):
            personal_data.holds(actor=staff, at=AT)
    ines = Actor(ActorKind.STAFF, "2", Channel.WEB, frozenset({Grant("hold.place")}))
    assert personal_data.lift_hold(hold=hold, by=ines, at=AT).lifted_by == "2"
    with pytest.raises(NotFound):
        personal_data.lift_hold(hold=uuid7(), by=ines, at=AT)


def test_holds_are_listed_in_pages() -> None:
    for _ in range(53):
        personal_data.place_hold(party=uuid7(), reason=HoldReason.COURT, by=BY, at=AT)
    first = personal_data.holds(actor=BY, at=AT)
    second = personal_data.holds(actor=BY, at=AT, after=first.after)
    assert (len(first.rows), len(second.rows), first.count, second.after) == (50, 3, 53, "")
    assert not {one.id for one in first.rows} & {one.id for one in second.rows}
    assert personal_data.holds(actor=BY, at=AT, after="nonsense").rows == first.rows


def test_a_hold_that_came_back_with_a_backup_does_not_keep_somebody_erased_since() -> None:
    party = amina()
    personal_data.place_hold(party=party, reason=HoldReason.COURT, by=BY, at=AT)
    again = personal_data.reapply_erasures(erased=[party], erase_file=lambda file: None, by=BY, at=AT)
    assert again == 1
    assert not personal_data.holds_on(party)
    assert personal_data.erased_since() == (party,)


def test_holds_placed_since_a_backup_are_taken_over_once() -> None:
    party = amina()
    personal_data.place_hold(party=party, reason=HoldReason.COURT, by=BY, at=AT)
    lost = personal_data.place_hold(party=party, reason=HoldReason.INQUIRY, reference="7", by=BY, at=AT)
    here = personal_data.holds_on(party)
    LegalHold.objects.filter(id=lost).delete()  # as if a database without it had been brought back
    assert personal_data.take_over_holds(holds=here, by=BY, at=AT) == 1
    assert personal_data.take_over_holds(holds=here, by=BY, at=AT) == 0
    assert {one.reason for one in personal_data.holds_on(party)} == {HoldReason.COURT, HoldReason.INQUIRY}


def test_holds_taken_over_are_who_when_and_which_they_were_and_the_audit_says_by_whom() -> None:
    party, day = amina(), timedelta(days=1)
    first = personal_data.place_hold(party=party, reason=HoldReason.COURT, reference="7", by=system("ines"), at=AT)
    personal_data.lift_hold(hold=first, by=system("ines"), at=AT + day)
    second = personal_data.place_hold(party=party, reason=HoldReason.COURT, reference="7", by=BY, at=AT + 2 * day)
    here = personal_data.every_hold()
    LegalHold.objects.filter(id=second).delete()
    LegalHold.objects.filter(id=first).update(lifted_at=None, lifted_by="")  # as the backup knew it
    assert personal_data.take_over_holds(holds=reversed(here), by=system("restore"), at=AT + 5 * day) == 2
    assert personal_data.every_hold() == here
    LegalHold.objects.all().delete()  # a backup from before either
    assert personal_data.take_over_holds(holds=here, by=system("restore"), at=AT + 5 * day) == 2
    assert personal_data.every_hold() == here
    assert personal_data.take_over_holds(holds=here, by=system("restore"), at=AT + 5 * day) == 0
    audit.seal(at=AT + 5 * day)
    assert audit.verify().intact


def test_an_erased_person_is_gone_from_the_export_and_the_audit_still_holds() -> None:
    party = amina()
    before = personal_data.export(party=party, by=BY, at=AT)
    assert "amina@example.com" in str(before.tables)
    personal_data.erase(party=party, erase_file=lambda file: None, by=BY, at=AT)
    after = personal_data.export(party=party, by=BY, at=AT)
    assert "amina" not in str(after.tables).lower()
    assert personal_data.erased_since() == (party,)
    audit.seal(at=AT)
    assert audit.verify().intact


def test_a_person_in_use_is_kept_and_one_out_of_use_goes_with_how_they_were_reached() -> None:
    from portreeve.modules.people.models import ContactPoint, Party

    old, used, contact = amina(), amina(), uuid7()
    later = AT + timedelta(days=5 * 365)
    contacts.open_contact(contact=contact, channel=Channel.PHONE, party=used, by=BY, at=later)
    dispose(AT + timedelta(days=6 * 365 + 10))
    assert Party.objects.get(id=old).name == "(erased)"
    assert not ContactPoint.objects.filter(party_id=old).exists()
    assert Party.objects.get(id=used).name == "Amina Yusuf"
    assert ContactPoint.objects.filter(party_id=used).exists()


def test_an_organisation_that_holds_records_is_never_disposed_of() -> None:
    from portreeve.modules.people.models import Party

    people.set_holder(
        code="library",
        name="Libraries",
        mailbox="l@haverstock.example",
        promise="5 working days",
        team="t",
        by=BY,
        at=AT,
    )
    dispose(AT + timedelta(days=20 * 365))
    assert Party.objects.get().name == "Libraries"

"""Contacts follow what people do, by the spell in which they do it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.events import CaseChased, CaseOpened
from portreeve.modules.contacts import api as contacts
from portreeve.modules.contacts import jobs
from portreeve.modules.contacts.models import Contact
from portreeve.modules.contacts.types import Avoidable, ContactAlreadyEnded, Ending
from portreeve.modules.journeys.events import (
    JourneyStarted,
    JourneyStepped,
    JourneyStopped,
    JourneySubmitted,
    SubmissionHeld,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SAM = Actor(kind=ActorKind.STAFF, id=str(uuid7()), channel=Channel.PHONE, grants=frozenset({Grant("contact.handle")}))
pytestmark = pytest.mark.django_db


def happened(
    event: Event, *, minutes: int = 0, spell: UUID | None, channel: str = "web", kind: str = "resident"
) -> None:
    jobs.follow(Recorded(uuid7(), event, NOON + timedelta(minutes=minutes), kind, "", channel, None, "", spell))


def started(journey: UUID) -> JourneyStarted:
    return JourneyStarted(subject=journey, service="missed-bin", service_version="v", medium="web")


def stepped(journey: UUID) -> JourneyStepped:
    return JourneyStepped(subject=journey, service="missed-bin", question="where", revision=1)


def opened(case: UUID) -> CaseOpened:
    return CaseOpened(subject=case, service="missed-bin", team="waste", channel="web", reporter=uuid7())


def test_a_contact_opens_at_the_first_step_and_ends_when_nothing_happens() -> None:
    spell, journey, case = uuid7(), uuid7(), uuid7()
    happened(started(journey), spell=spell)
    happened(stepped(journey), minutes=2, spell=spell)
    happened(opened(case), minutes=5, spell=spell)
    assert jobs.end_idle(at=NOON + timedelta(minutes=34)) == 0
    assert jobs.end_idle(at=NOON + timedelta(minutes=35)) == 1
    row = Contact.objects.get()
    assert (row.id, row.ending, row.ended_at) == (spell, Ending.RESOLVED, NOON + timedelta(minutes=5))


def test_more_idle_contacts_than_one_batch_holds_are_ended_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_BATCH", 2)
    for _ in range(5):
        happened(started(uuid7()), spell=uuid7())
    assert jobs.end_idle(at=NOON + timedelta(hours=1)) == 5
    assert not Contact.objects.filter(ended_at=None).exists()


def test_handling_an_event_again_changes_nothing() -> None:
    spell, journey = uuid7(), uuid7()
    event = Recorded(uuid7(), started(journey), NOON, "resident", "", "web", None, "", spell)
    jobs.follow(event)
    jobs.follow(event)
    assert [len(c.links) for c in contacts.contacts_about(journey, actor=SAM)] == [1]


def test_an_adviser_typing_in_an_open_journey_is_a_phone_contact_beside_the_web_one() -> None:
    journey, web, phone = uuid7(), uuid7(), uuid7()
    happened(started(journey), spell=web)
    happened(stepped(journey), minutes=3, spell=phone, channel="phone", kind="staff")
    about = contacts.contacts_about(journey, actor=SAM)
    assert {(c.id, c.channel) for c in about} == {(web, Channel.WEB), (phone, Channel.PHONE)}


def test_a_spell_that_is_over_goes_on_as_a_new_contact() -> None:
    spell, journey = uuid7(), uuid7()
    happened(started(journey), spell=spell)
    happened(stepped(journey), minutes=45, spell=spell)
    assert Contact.objects.count() == 2


def test_chasing_is_avoidable_and_shows_that_the_first_contact_did_not_settle_it() -> None:
    first, again, case = uuid7(), uuid7(), uuid7()
    happened(opened(case), spell=first)
    jobs.end_idle(at=NOON + timedelta(hours=1))
    chase = CaseChased(subject=case, service="missed-bin", team="waste", cause="late", channel="phone")
    happened(chase, minutes=3 * 24 * 60, spell=again, channel="phone")
    assert Contact.objects.get(id=again).avoidable == Avoidable.CHASING
    assert Contact.objects.get(id=first).again_within == 3


def test_being_told_what_to_do_instead_is_an_ending_of_its_own() -> None:
    spell, journey = uuid7(), uuid7()
    happened(started(journey), spell=spell)
    happened(JourneyStopped(subject=journey, service="missed-bin", stop="too-early", reason="tell"), spell=spell)
    jobs.end_idle(at=NOON + timedelta(hours=1))
    assert Contact.objects.get().ending == Ending.TOLD


def test_what_happens_outside_any_spell_is_no_contact() -> None:
    happened(opened(uuid7()), spell=None, channel="system", kind="system")
    assert not Contact.objects.exists()


def test_an_adviser_wraps_up_and_nobody_can_do_it_again() -> None:
    contact = uuid7()
    contacts.open_contact(contact=contact, channel=Channel.PHONE, by=SAM, at=NOON)
    done = {"contact": contact, "reason": "bins", "by": SAM, "at": NOON + timedelta(minutes=4)}
    contacts.wrap_up(ending=Ending.RESOLVED, avoidable=Avoidable.SIGNPOSTING, **done)
    row = Contact.objects.get()
    assert (row.ending, row.avoidable, row.staff) == (Ending.RESOLVED, Avoidable.SIGNPOSTING, SAM.id)
    with pytest.raises(ContactAlreadyEnded):
        contacts.wrap_up(ending=Ending.RESOLVED, **done)


def test_many_things_in_one_contact() -> None:
    contact, cases = uuid7(), [uuid7(), uuid7()]
    contacts.open_contact(contact=contact, channel=Channel.COUNTER, by=SAM, at=NOON)
    for case in cases:
        happened(opened(case), spell=contact, channel="counter", kind="staff")
    assert {link.subject for link in contacts.contacts_about(cases[0], actor=SAM)[0].links} == set(cases)


def test_a_change_of_address_that_was_sent_is_not_a_contact_given_up() -> None:
    spell, journey = uuid7(), uuid7()
    happened(started(journey), spell=spell)
    happened(JourneySubmitted(subject=journey, service="change-of-address", submission=uuid7()), spell=spell)
    jobs.end_idle(at=NOON + timedelta(hours=1))
    assert Contact.objects.get().ending == Ending.RESOLVED


def test_a_report_that_is_held_until_five_is_not_a_contact_given_up() -> None:
    spell, journey = uuid7(), uuid7()
    happened(started(journey), spell=spell)
    held = SubmissionHeld(subject=journey, service="missed-bin", submission=uuid7(), stop="crew-out")
    happened(held, spell=spell)
    jobs.end_idle(at=NOON + timedelta(hours=1))
    assert Contact.objects.get().ending == Ending.RESOLVED

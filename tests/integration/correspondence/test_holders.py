"""One change told once: each holder hears by its own link, answers, and is chased when it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from integration.correspondence.carriers import MAIL
from integration.correspondence.conftest import BY
from overdue import see_to_overdue
from portreeve.foundation.clock import api as clock
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure import reference
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs, models
from portreeve.modules.correspondence.types import LinkPurpose
from portreeve.modules.people import api as people
from portreeve.modules.people.events import ChangeRegistered, HolderAcknowledged, HolderLate, HolderRefused
from portreeve.modules.people.types import HolderStatus, NewRegistration, Registered

Maker = Callable[[str], UUID]
SAM = Actor(ActorKind.STAFF, str(uuid4()), Channel.PHONE, frozenset({Grant("correspondence.work")}))
HANDLERS = (
    outbox.Handler("correspondence.tell_holders", (ChangeRegistered,), jobs.tell_holders),
    outbox.Handler("correspondence.tell_of_holder", (HolderAcknowledged, HolderRefused), jobs.tell_of_holder),
    outbox.Handler("correspondence.chase_holder", (HolderLate,), jobs.chase_holder),
)


@pytest.fixture
def registered(party: Maker) -> Registered:
    for code, name in (("council-tax", "Council Tax"), ("elections", "Electoral Services")):
        people.set_holder(
            code=code,
            name=name,
            mailbox=f"{code}@haverstock.example",
            promise="5 working days",
            team="revenues",
            by=BY,
            at=clock.now(),
        )
    amina = party("amina")
    change = NewRegistration(
        service="change-of-address",
        version="v1",
        holders=("council-tax", "elections"),
        subject=amina,
        told=amina,
        details={"Old address": "4 Quay Street", "New address": "9 Mill Lane"},
        key="k-1",
    )
    first = people.register_change(change=change, by=BY, at=clock.now())
    assert people.register_change(change=change, by=BY, at=clock.now()) == first
    return first


def settle() -> None:
    """Let everything happen afterwards that is to happen."""
    outbox.drain(HANDLERS)
    see_to_overdue()


def token_in(text: str) -> str:
    return text.partition("/holder/")[2].split()[0]


def test_each_holder_gets_its_own_link_and_the_email_says_nothing_of_the_change(registered: Registered) -> None:
    settle()
    by_to = {p.to: p for p in MAIL.taken}
    assert set(by_to) == {"council-tax@haverstock.example", "elections@haverstock.example", "amina@example.com"}
    told = by_to["council-tax@haverstock.example"]
    assert "Mill Lane" not in told.text
    opened = correspondence.open_link(token=token_in(told.text), purpose=LinkPurpose.HOLDER, at=clock.now())
    found = people.registration_of_notice(notice=opened.subject, actor=BY, at=clock.now())
    assert found.id == registered.id
    assert found.details == {"Old address": "4 Quay Street", "New address": "9 Mill Lane"}
    assert {n.status for n in found.holders} == {HolderStatus.TOLD}
    receipt = by_to["amina@example.com"].text
    assert reference.grouped(registered.reference) in receipt
    assert "Council Tax, Electoral Services" in receipt


def test_each_answer_is_told_until_none_is_left(registered: Registered) -> None:
    settle()
    MAIL.taken.clear()
    one, two = people.registration(registered.id).holders
    people.acknowledge(notice=one.id, by=BY, at=clock.now())
    people.acknowledge(notice=one.id, by=BY, at=clock.now())
    settle()
    assert "We are still waiting for: Electoral Services" in MAIL.taken[0].text
    people.refuse(notice=two.id, why="We have no record of them.", by=BY, at=clock.now())
    settle()
    assert "We have no record of them." in MAIL.taken[1].text
    assert "still waiting" not in MAIL.taken[1].text
    assert people.registration(registered.id).settled
    with pytest.raises(people.AlreadySettled):
        people.acknowledge(notice=two.id, by=BY, at=clock.now())
    [call] = correspondence.calls_owed(actor=SAM, at=clock.now()).rows
    assert call.team == "revenues", "a refusal is a person's to sort out"


def test_a_silent_holder_becomes_a_task_of_its_team_once(registered: Registered) -> None:
    settle()
    clock.set_for_demo(clock.now() + timedelta(days=10))
    for _ in range(2):
        jobs.look_after(clock.now())
        settle()
    calls = correspondence.calls_owed(actor=SAM, at=clock.now(), team="revenues").rows
    assert len(calls) == 2
    script = correspondence.call_owed(call=calls[0].id, actor=SAM, at=clock.now()).script
    assert reference.grouped(registered.reference) in script


def test_tracking_needs_the_reference_and_ones_own_detail_and_shows_no_content(registered: Registered) -> None:
    shown = people.track_registration(reference=registered.reference, detail="AMINA@example.com")
    assert shown.details == {}
    assert len(shown.holders) == 2
    for wrong in ((registered.reference, "gwen@example.com"), ("00000000000", "amina@example.com")):
        with pytest.raises(NotFound):
            people.track_registration(reference=wrong[0], detail=wrong[1])


def test_an_unknown_holder_is_refused_and_nothing_is_kept(registered: Registered) -> None:
    change = NewRegistration(
        service="change-of-address",
        version="v1",
        holders=("council-tax", "nobody"),
        subject=None,
        told=None,
        details={},
        key="k-2",
    )
    with pytest.raises(people.HolderUnknown):
        people.register_change(change=change, by=BY, at=clock.now())
    assert models.Dispatch.objects.count() == 0

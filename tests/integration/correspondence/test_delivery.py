"""What becomes of attempts: sent, tried again, gone another way, uncertain; and nothing lost in a crash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from integration.correspondence.carriers import MAIL, NOTIFY, down, gone, unsure
from integration.correspondence.conftest import BY, MORNING, notice
from overdue import see_to_overdue
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs, models
from portreeve.modules.correspondence.operations import delivery
from portreeve.modules.correspondence.ports import CarrierFailed
from portreeve.modules.correspondence.types import DispatchStatus, ReceiptOutcome, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import ContactKind, SafeContact

Maker = Callable[[str], UUID]
SAM = Actor(ActorKind.STAFF, str(uuid4()), Channel.PHONE, frozenset({Grant("correspondence.work")}))


def send(one: object) -> models.Dispatch:
    made = correspondence.send(notice=one, by=BY, at=clock.now())  # type: ignore[arg-type]
    return models.Dispatch.objects.get(id=made)


def later(**by: int) -> None:
    clock.set_for_demo(clock.now() + timedelta(**by))


def status(row: models.Dispatch) -> str:
    row.refresh_from_db()
    return row.status


def test_a_refused_address_is_marked_and_the_next_way_is_gone(party: Maker) -> None:
    amina = party("amina")
    MAIL.failures.append(gone())
    row = send(notice(amina))
    jobs.carry(row.id)
    assert status(row) == DispatchStatus.FAILED
    usable = {p.kind: p.usable for p in people.party(amina).contact_points}
    assert usable == {ContactKind.EMAIL: False, ContactKind.MOBILE: True}
    next_one = models.Dispatch.objects.get(replaces=row)
    assert next_one.way == Way.SMS
    jobs.carry(next_one.id)
    assert NOTIFY.taken[0].to == "+447700900111"


def test_when_every_way_fails_a_call_is_owed(party: Maker) -> None:
    amina = party("amina")
    MAIL.failures.append(gone())
    NOTIFY.failures.append(gone())
    row = send(notice(amina))
    jobs.carry(row.id)
    jobs.carry(models.Dispatch.objects.get(replaces=row).id)
    [call] = correspondence.calls_owed(actor=SAM, at=clock.now()).rows
    assert call.to == amina
    chain = correspondence.dispatches_about(row.about)
    assert [d.way for d in chain] == [Way.EMAIL, Way.SMS, Way.CALL]
    assert chain[0].replaced_by == chain[1].id


def test_a_dead_server_loses_nothing_and_is_tried_again_later_and_later(party: Maker) -> None:
    MAIL.failures += [down() for _ in range(4)]
    row = send(notice(party("amina")))
    waits = []
    for _ in range(4):
        jobs.carry(row.id)
        row.refresh_from_db()
        assert row.status == DispatchStatus.QUEUED
        waits.append(row.due_at - clock.now())
        clock.set_for_demo(row.due_at)
    assert waits == sorted(waits)
    assert jobs.carry(row.id)
    assert (status(row), len(MAIL.taken)) == (DispatchStatus.SENT, 1)


def test_a_server_that_stays_dead_for_days_is_given_up_for_the_next_way(party: Maker) -> None:
    row = send(notice(party("amina")))
    MAIL.failures += [down(), down()]
    jobs.carry(row.id)
    later(days=4)
    jobs.carry(row.id)
    assert status(row) == DispatchStatus.FAILED
    assert models.Dispatch.objects.get(replaces=row).way == Way.SMS
    assert all(p.usable for p in people.party(row.party_id).contact_points), "the address is not to blame"


def test_an_attempt_is_written_down_before_the_carrier_is_called(party: Maker) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.extend(models.Attempt.objects.values_list("outcome", flat=True))
        seen.append(models.Dispatch.objects.get().status)

    MAIL.watch = look
    jobs.carry(send(notice(party("amina"))).id)
    assert seen == ["", DispatchStatus.ATTEMPTED]


def test_wiring_that_cannot_be_made_harms_nothing(party: Maker, settings: object) -> None:
    row = send(notice(party("amina")))
    settings.CARRIERS = "integration.correspondence.carriers.there_is_none"  # type: ignore[attr-defined]
    with pytest.raises(ImportError):
        jobs.carry(row.id)
    assert status(row) == DispatchStatus.QUEUED


class TestAfterACrash:
    """The process dies between the two commits: the attempt stays open until somebody sees to it."""

    def cut_off(self, row: models.Dispatch, *, taken: bool) -> None:
        parcel = delivery.begin_attempt(dispatch=row.id, by=BY, at=clock.now())
        assert parcel is not None
        if taken:
            (MAIL if parcel.way is Way.EMAIL else NOTIFY).taken.append(parcel)
        later(minutes=3)

    def test_notify_is_asked_and_what_it_took_is_not_sent_again(self, party: Maker) -> None:
        row = send(notice(party("ruth")))
        self.cut_off(row, taken=True)
        see_to_overdue()
        assert (status(row), len(NOTIFY.taken)) == (DispatchStatus.SENT, 1)

    def test_notify_is_asked_and_what_it_never_got_is_sent_again(self, party: Maker) -> None:
        row = send(notice(party("ruth")))
        self.cut_off(row, taken=False)
        see_to_overdue()
        see_to_overdue()
        assert (status(row), len(NOTIFY.taken), row.tries) == (DispatchStatus.SENT, 1, 2)

    @pytest.mark.parametrize("arrived", [True, False])
    def test_an_email_is_shown_to_a_person_to_decide(self, party: Maker, arrived: bool) -> None:
        row = send(notice(party("amina")))
        self.cut_off(row, taken=arrived)
        for _ in range(3):
            see_to_overdue()
            later(minutes=5)
        assert status(row) == DispatchStatus.UNCERTAIN, "no machine decides"
        assert [d.id for d in correspondence.in_trouble(actor=SAM)] == [row.id]
        with pytest.raises(NotAllowed):
            correspondence.resolve_uncertain(
                dispatch=row.id, arrived=True, by=Actor(ActorKind.STAFF, "x", Channel.WEB), at=clock.now()
            )
        correspondence.resolve_uncertain(dispatch=row.id, arrived=arrived, by=SAM, at=clock.now())
        see_to_overdue()
        assert (status(row), len(MAIL.taken)) == (DispatchStatus.SENT, 1)

    def test_only_those_who_may_see_it_decide(self, party: Maker) -> None:
        row = send(notice(party("amina"), team="safety", private=True))
        self.cut_off(row, taken=True)
        see_to_overdue()
        grants = (Grant("correspondence.work"), Grant("correspondence.work", team="waste", private=True))
        for grant in (*grants, Grant("correspondence.work", ward="quayside", private=True)):
            nosy = Actor(ActorKind.STAFF, str(uuid4()), Channel.WEB, frozenset({grant}))
            with pytest.raises(NotFound):
                correspondence.resolve_uncertain(dispatch=row.id, arrived=True, by=nosy, at=clock.now())
        assert status(row) == DispatchStatus.UNCERTAIN
        hers = Grant("correspondence.work", team="safety", private=True)
        jo = Actor(ActorKind.STAFF, str(uuid4()), Channel.WEB, frozenset({hers}))
        correspondence.resolve_uncertain(dispatch=row.id, arrived=True, by=jo, at=clock.now())
        assert status(row) == DispatchStatus.SENT

    def test_a_running_attempt_is_left_alone(self, party: Maker) -> None:
        row = send(notice(party("ruth")))
        delivery.begin_attempt(dispatch=row.id, by=BY, at=clock.now())
        assert see_to_overdue() == 0
        assert not jobs.carry(row.id)

    def test_a_lost_job_is_seen_to(self, party: Maker) -> None:
        send(notice(party("amina")))
        assert see_to_overdue() == 1
        assert len(MAIL.taken) == 1


def test_the_timer_carries_nothing_itself_and_makes_one_job_of_each(party: Maker) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    row = send(notice(party("amina")))
    ours = ProcrastinateJob.objects.filter(task_name="correspondence.see_to")
    for _ in range(3):
        jobs.look_after(clock.now())
    assert not MAIL.taken, "a server that never answers would hold up every other timer"
    assert [job.args for job in ours] == [{"dispatch": str(row.id)}]
    jobs.see_to(**ours.get().args)
    jobs.see_to(**ours.get().args)
    assert (status(row), len(MAIL.taken)) == (DispatchStatus.SENT, 1)


def test_a_carrier_that_falls_silent_leaves_it_uncertain_and_is_asked(party: Maker) -> None:
    NOTIFY.failures.append(unsure())
    row = send(notice(party("ruth")))
    jobs.carry(row.id)
    assert status(row) == DispatchStatus.UNCERTAIN
    later(minutes=2)
    see_to_overdue()
    assert (status(row), len(NOTIFY.taken)) == (DispatchStatus.SENT, 1)


def test_an_adapter_that_breaks_is_uncertain_not_lost(party: Maker) -> None:
    MAIL.failures.append(ZeroDivisionError())
    row = send(notice(party("amina")))
    jobs.carry(row.id)
    assert status(row) == DispatchStatus.UNCERTAIN


class TestReceipts:
    def sent(self, party: Maker) -> tuple[models.Dispatch, UUID]:
        row = send(notice(party("ruth")))
        jobs.carry(row.id)
        return row, NOTIFY.taken[-1].reference

    def receipt(self, reference: UUID, outcome: ReceiptOutcome) -> None:
        correspondence.receipt(reference=reference, outcome=outcome, by=BY, at=clock.now())

    def test_delivered_is_the_end(self, party: Maker) -> None:
        row, reference = self.sent(party)
        self.receipt(reference, ReceiptOutcome.DELIVERED)
        self.receipt(reference, ReceiptOutcome.NO_SUCH_ADDRESS)
        assert status(row) == DispatchStatus.DELIVERED

    def test_no_such_number_marks_it_and_owes_a_call(self, party: Maker) -> None:
        row, reference = self.sent(party)
        self.receipt(reference, ReceiptOutcome.NO_SUCH_ADDRESS)
        self.receipt(reference, ReceiptOutcome.NO_SUCH_ADDRESS)
        assert status(row) == DispatchStatus.FAILED
        assert not people.party(row.party_id).contact_points[0].usable
        assert correspondence.calls_owed(actor=SAM, at=clock.now()).count == 1

    def test_not_reached_goes_another_way_and_keeps_the_number(self, party: Maker) -> None:
        row, reference = self.sent(party)
        self.receipt(reference, ReceiptOutcome.NOT_REACHED)
        assert people.party(row.party_id).contact_points[0].usable
        assert models.Dispatch.objects.get(replaces=row).way == Way.CALL

    def test_a_carriers_own_fault_is_tried_again(self, party: Maker) -> None:
        row, reference = self.sent(party)
        self.receipt(reference, ReceiptOutcome.CARRIER_FAULT)
        assert status(row) == DispatchStatus.QUEUED

    def test_one_that_overtakes_the_answer_is_not_undone_by_it(self, party: Maker) -> None:
        row = send(notice(party("ruth")))
        parcel = delivery.begin_attempt(dispatch=row.id, by=BY, at=clock.now())
        assert parcel is not None
        self.receipt(parcel.reference, ReceiptOutcome.DELIVERED)
        delivery.end_attempt(reference=parcel.reference, carriers_id="n-1", failure=None, by=BY, at=clock.now())
        assert status(row) == DispatchStatus.DELIVERED

    def test_one_for_nothing_of_ours_is_not_found(self, post: None) -> None:
        with pytest.raises(NotFound):
            self.receipt(uuid4(), ReceiptOutcome.DELIVERED)


def test_rules_that_changed_meanwhile_hold(party: Maker) -> None:
    ruth = party("ruth")
    row = send(notice(ruth))
    people.set_safe_contact(party=ruth, safe=SafeContact(never=(ContactKind.MOBILE,)), by=BY, at=clock.now())
    jobs.carry(row.id)
    assert NOTIFY.taken == []
    replaced = models.Dispatch.objects.get(replaces=row)
    assert (replaced.way, replaced.point) == (Way.CALL, None), "somebody must find a way that is allowed"


def test_the_code_of_a_failure_is_all_that_is_kept_of_it(party: Maker) -> None:
    MAIL.failures.append(CarrierFailed("not-now"))
    row = send(notice(party("amina")))
    jobs.carry(row.id)
    assert models.Attempt.objects.get(dispatch=row).code == "not-now"
    assert clock.now() == MORNING


def test_what_is_ill_is_said_and_names_nobody(party: Maker) -> None:
    assert correspondence.trouble(at=clock.now()) == ""
    row = send(notice(party("amina")))
    later(hours=1)
    assert "waited" in correspondence.trouble(at=clock.now())
    MAIL.failures.append(unsure())
    jobs.carry(row.id)
    assert correspondence.trouble(at=clock.now()) == ""
    later(hours=1)
    assert "1 messages may or may not" in correspondence.trouble(at=clock.now())
    models.TemplateVersion.objects.update(current=False)
    assert "templates publish" in correspondence.trouble(at=clock.now())

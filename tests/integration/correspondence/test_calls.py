"""Calls owed: who sees them, how they are tried, and that none is dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from integration.correspondence.carriers import NOTIFY
from integration.correspondence.conftest import BY, notice
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs, models
from portreeve.modules.correspondence.types import CallListing, CallOutcome, DispatchStatus, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewParty, SafeContact

Maker = Callable[[str], UUID]


def staff(*grants: Grant) -> Actor:
    return Actor(ActorKind.STAFF, str(uuid4()), Channel.PHONE, frozenset(grants))


PRIYA = staff(Grant("correspondence.work", team="waste"))
JO = staff(Grant("correspondence.work", team="safety", private=True))
SAM = staff(Grant("correspondence.work"))


def owed(who: UUID, **more: object) -> CallListing:
    made = correspondence.send(notice=notice(who, team="waste", **more), by=BY, at=clock.now())
    call = models.Call.objects.get(dispatch=made)
    return next(r for r in correspondence.calls_owed(actor=BY, at=clock.now()).rows if r.id == call.id)


def tried(call: CallListing, outcome: CallOutcome, note: str = "", by: Actor = PRIYA) -> None:
    correspondence.call_made(call=call.id, outcome=outcome, note=note, by=by, at=clock.now())


def left(actor: Actor = SAM) -> list[UUID]:
    return [row.id for row in correspondence.calls_owed(actor=actor, at=clock.now()).rows]


def test_each_team_sees_its_own_and_private_ones_only_where_granted(party: Maker) -> None:
    dorothy = party("dorothy")
    plain, private = owed(dorothy), owed(dorothy, private=True)
    assert set(left(SAM)) == {plain.id}
    assert set(left(PRIYA)) == {plain.id}
    assert left(JO) == []
    correspondence.hand_call_to(call=private.id, team="safety", by=BY, at=clock.now())
    assert left(JO) == [private.id]
    for nosy in (PRIYA, SAM):
        with pytest.raises(NotFound):
            correspondence.call_owed(call=private.id, actor=nosy, at=clock.now())
    with pytest.raises(NotAllowed):
        correspondence.calls_owed(actor=staff(), at=clock.now())


@pytest.mark.parametrize(
    "grant", [{"ward": "quayside"}, {"service": "missed-bin"}, {"team": "waste", "ward": "castle"}]
)
def test_a_grant_that_cannot_be_judged_here_reaches_nothing(party: Maker, grant: dict[str, str]) -> None:
    owed(party("dorothy"))
    assert left(staff(Grant("correspondence.work", **grant))) == []


@pytest.mark.parametrize("after", ["x", "x/y", "2026-11-20T09:30:00+00:00/y", "2026-11-20/", "/", "\x00"])
def test_a_page_key_of_nobodys_begins_the_list_anew(party: Maker, after: str) -> None:
    call = owed(party("dorothy"))
    page = correspondence.calls_owed(actor=SAM, at=clock.now(), after=after, limit=0)
    assert [row.id for row in page.rows] == [call.id]


def test_reading_a_call_is_audited(party: Maker) -> None:
    dorothy = party("dorothy")
    correspondence.call_owed(call=owed(dorothy).id, actor=PRIYA, at=clock.now())
    assert AuditEntry.objects.filter(act="person.seen", subject=dorothy, actor=PRIYA.id).count() == 1


def test_a_call_that_was_made_is_settled(party: Maker) -> None:
    call = owed(party("dorothy"))
    tried(call, CallOutcome.SPOKE)
    assert left() == []
    assert models.Call.objects.get(id=call.id).dispatch.status == DispatchStatus.CALLED
    with pytest.raises(correspondence.AlreadyCalled):
        tried(call, CallOutcome.SPOKE)


def test_no_answer_is_tried_again_and_again_within_her_hours(party: Maker) -> None:
    call = owed(party("dorothy"))
    for _ in range(7):
        tried(call, CallOutcome.NO_ANSWER)
        row = models.Call.objects.get(id=call.id)
        assert clock.local(row.call_from).hour >= 12
        assert left() == [call.id], "nobody may forget it"
        clock.set_for_demo(row.call_from)


def test_after_five_attempts_a_letter_goes_to_who_has_an_address(party: Maker) -> None:
    dorothy = people.add_party(
        new=NewParty(name="Dorothy Marsh", landline="01632 960222", post="2 Quay Street, Haverstock, HV1 2AB"),
        by=BY,
        at=clock.now(),
    )
    made = correspondence.owe_call(notice=notice(dorothy, team="waste"), by=BY, at=clock.now())
    [call] = correspondence.calls_owed(actor=PRIYA, at=clock.now()).rows
    for _ in range(5):
        tried(call, CallOutcome.NO_ANSWER)
        clock.set_for_demo(clock.now() + timedelta(hours=4))
    letter = models.Dispatch.objects.get(replaces=made)
    assert letter.way == Way.LETTER
    jobs.carry(letter.id)
    assert NOTIFY.taken[0].to.startswith("Dorothy Marsh\n")
    assert left() == []


def test_a_wrong_number_is_not_rung_again_but_somebody_still_owes_it(party: Maker) -> None:
    dorothy = party("dorothy")
    call = owed(dorothy)
    tried(call, CallOutcome.WRONG_NUMBER)
    assert not people.party(dorothy).contact_points[0].usable
    assert correspondence.call_owed(call=call.id, actor=PRIYA, at=clock.now()).numbers == ()
    assert left() == [call.id]


def test_no_message_is_left_where_none_may_be(party: Maker) -> None:
    hidden = people.add_party(
        new=NewParty(name="Ruth Marsh", mobile="07700 900333", safe=SafeContact(say_nothing=True)),
        by=BY,
        at=clock.now(),
    )
    call = owed(hidden)
    with pytest.raises(correspondence.NoMessageAllowed):
        tried(call, CallOutcome.LEFT_MESSAGE)
    tried(call, CallOutcome.NO_ANSWER)
    assert left() == [call.id]


def test_giving_up_needs_a_reason(party: Maker) -> None:
    call = owed(party("dorothy"))
    with pytest.raises(correspondence.ReasonNeeded):
        tried(call, CallOutcome.GAVE_UP)
    tried(call, CallOutcome.GAVE_UP, note="She told us at the counter that she has moved away.")
    assert models.Call.objects.get(id=call.id).dispatch.status == DispatchStatus.CANCELLED


def test_the_list_is_read_a_page_at_a_time(party: Maker) -> None:
    dorothy = party("dorothy")
    made = {owed(dorothy).id for _ in range(5)}
    seen: list[UUID] = []
    after = ""
    while True:
        page = correspondence.calls_owed(actor=SAM, at=clock.now(), after=after, limit=2)
        seen += [row.id for row in page.rows]
        after = page.after
        if not after:
            break
    assert set(seen) == made
    assert len(seen) == 5


def test_somebody_nobody_can_reach_is_still_somebodys_task(post: None) -> None:
    nobody = people.add_party(new=NewParty(name="Gwen Pritchard"), by=BY, at=clock.now())
    call = owed(nobody)
    assert call.because == "unreachable"
    assert correspondence.call_owed(call=call.id, actor=PRIYA, at=clock.now()).numbers == ()

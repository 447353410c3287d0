"""What teams do: assign, schedule, tell, finish, close, reopen; and who may."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from integration.cases.scene import AT, Cast, Open
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, StatusChange, Update
from portreeve.modules.cases.types import Audience, CaseStatus, ClosingReason, ReopeningReason

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


def status(case: UUID) -> CaseStatus:
    return CaseStatus(Case.objects.get(pk=case).status)


def last(case: UUID, kind: str) -> dict[str, object]:
    row = OutboxEvent.objects.filter(subject=case, kind=kind).order_by("id").last()
    assert row is not None
    return dict(row.data)


def test_taking_a_case_makes_it_the_teams(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.assign(case=made.case, owner=UUID(cast.tom.id), by=cast.tom, at=LATER)
    assert status(made.case) is CaseStatus.WITH_TEAM
    assert last(made.case, "case.assigned")["owner"] == cast.tom.id


def test_only_managers_give_cases_to_others(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    officer = cast.tom
    plain = type(officer)(
        officer.kind,
        officer.id,
        officer.channel,
        frozenset(g for g in officer.grants if g.act in {"case.view", "case.work"}),
    )
    with pytest.raises(NotAllowed):
        cases.assign(case=made.case, owner=UUID(cast.helen.id), by=plain, at=LATER)
    cases.assign(case=made.case, owner=UUID(cast.tom.id), by=plain, at=LATER)
    cases.assign(case=made.case, owner=None, by=cast.helen, at=LATER)
    assert Case.objects.get(pk=made.case).owner_id is None


def test_another_teams_case_is_not_found_and_one_that_may_be_seen_is_not_allowed(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    with pytest.raises(NotFound):
        cases.note(case=made.case, text="mine?", by=cast.priya, at=LATER)
    with pytest.raises(NotAllowed):
        cases.note(case=made.case, text="mine?", by=cast.sam, at=LATER)
    with pytest.raises(NotFound):
        cases.note(case=uuid4(), text="x", by=cast.tom, at=LATER)


def test_sending_to_another_team_keeps_the_promise_and_frees_the_owner(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.assign(case=made.case, owner=UUID(cast.tom.id), by=cast.tom, at=LATER)
    cases.send_to_team(case=made.case, team="waste", by=cast.tom, at=LATER)
    case = Case.objects.get(pk=made.case)
    assert (case.team, case.owner_id, case.done_by) == ("waste", None, made.promise.done_by)
    assert last(made.case, "case.routed")["from_team"] == "street-scene"
    with pytest.raises(NotFound):
        cases.note(case=made.case, text="still mine?", by=cast.tom, at=LATER)


def test_a_day_for_the_work_is_an_answer_and_must_lie_ahead(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    for wrong in (date(2026, 11, 22), date(2030, 1, 1)):
        with pytest.raises(cases.DateNotPossible):
            cases.schedule(case=made.case, on=wrong, by=cast.tom, at=LATER)
    cases.schedule(case=made.case, on=date(2026, 11, 24), text="With the small lorry.", by=cast.tom, at=LATER)
    case = Case.objects.get(pk=made.case)
    assert (case.status, case.scheduled_for, case.answered_at) == (CaseStatus.SCHEDULED, date(2026, 11, 24), LATER)
    assert case.due_at == case.done_by


def test_a_day_taken_back_is_said_with_its_reason(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.schedule(case=made.case, on=date(2026, 11, 24), by=cast.tom, at=LATER)
    with pytest.raises(cases.ReasonNeeded):
        cases.unschedule(case=made.case, text=" ", by=cast.tom, at=LATER)
    cases.unschedule(case=made.case, text="The lorry is off the road.", by=cast.tom, at=LATER)
    assert status(made.case) is CaseStatus.WITH_TEAM


def test_the_first_update_to_the_reporters_meets_the_promise_of_an_answer_a_note_does_not(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.amina)
    cases.note(case=made.case, text="Looks like builders.", by=cast.tom, at=LATER)
    assert Case.objects.get(pk=made.case).answered_at is None
    cases.update(case=made.case, text="We have seen it.", by=cast.tom, at=LATER)
    assert Case.objects.get(pk=made.case).answered_at == LATER
    assert last(made.case, "case.updated")["answers"] is True
    cases.update(case=made.case, text="Tomorrow.", audience=Audience.PUBLIC, by=cast.tom, at=LATER)
    assert last(made.case, "case.updated")["answers"] is False


def test_nothing_of_a_private_case_or_a_home_is_ever_public(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina, service="anti-social-behaviour", answers={})
    cases.update(case=made.case, text="x", audience=Audience.PUBLIC, by=cast.jo, at=LATER)
    assert Update.objects.get(case=made.case).audience == Audience.REPORTERS


def test_done_is_within_the_promise_or_not(cast: Cast, open_one: Open) -> None:
    made, late = open_one(cast.amina), open_one(cast.amina)
    cases.done(case=made.case, text="Cleared.", by=cast.tom, at=LATER)
    event = last(made.case, "case.done")
    assert (event["kept"], event["working_seconds"]) == (True, 2 * 3600)
    cases.done(case=late.case, by=cast.tom, at=AT + timedelta(days=30))
    assert last(late.case, "case.done")["kept"] is False
    with pytest.raises(cases.ChangeNotAllowed):
        cases.done(case=made.case, by=cast.tom, at=LATER)


@pytest.mark.parametrize("reason", [ClosingReason.NO_ACTION, ClosingReason.NOT_ALLOWED, ClosingReason.NOT_OURS])
def test_a_reason_that_tells_nobody_anything_needs_words(cast: Cast, open_one: Open, reason: ClosingReason) -> None:
    made = open_one(cast.amina)
    with pytest.raises(cases.ReasonNeeded):
        cases.close(case=made.case, reason=reason, by=cast.tom, at=LATER)
    cases.close(case=made.case, reason=reason, text="It is the owner's.", by=cast.tom, at=LATER)
    case = Case.objects.get(pk=made.case)
    assert (case.status, case.closing_reason, case.ended_at) == (CaseStatus.CLOSED, reason, LATER)


def test_the_database_itself_refuses_a_close_without_reason_and_an_end_without_time(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    for wrong in ({"status": "closed without being done", "ended_at": LATER}, {"status": "done"}, {"status": "gone"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Case.objects.filter(pk=made.case).update(**wrong)


def test_it_is_still_there_reopened_without_a_reference_and_counted_as_closed_too_soon(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.amina)
    cases.done(case=made.case, by=cast.tom, at=LATER)
    soon, next_month = LATER + timedelta(days=3), LATER + timedelta(days=40)
    assert cases.reopen(case=made.case, reason=ReopeningReason.STILL_THERE, by=cast.sam, at=soon) is True
    case = Case.objects.get(pk=made.case)
    assert (case.status, case.reopened, case.closed_too_soon) == (CaseStatus.REOPENED, 1, 1)
    assert case.answered_at is None
    assert case.done_by is not None
    assert case.done_by > soon
    assert case.promised_done_by == made.promise.done_by
    assert cases.track(reference=made.reference, detail="amina@example.com").status is CaseStatus.REOPENED
    cases.done(case=made.case, by=cast.tom, at=soon)
    assert cases.reopen(case=made.case, reason=ReopeningReason.CAME_BACK, by=cast.sam, at=next_month) is False
    assert Case.objects.get(pk=made.case).closed_too_soon == 1


def test_a_stale_write_is_refused_and_says_what_changed(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    read = cases.case(case=made.case, actor=cast.tom, at=AT).listing.revision
    cases.note(case=made.case, text="Secret words", by=cast.helen, at=LATER)
    with pytest.raises(cases.CaseChanged) as refused:
        cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=LATER, revision=read)
    assert refused.value.data == {
        "revision": read + 1,
        "status": "received",
        "what": "note",
        "by": cast.helen.id,
    }
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=LATER, revision=read + 1)


def test_history_and_updates_cannot_be_changed_even_by_hand(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.update(case=made.case, text="We have seen it.", by=cast.tom, at=LATER)
    history, updates = StatusChange.objects.filter(case=made.case), Update.objects.filter(case=made.case)
    attempts = (
        lambda: history.update(reason="x"),
        history.delete,
        updates.delete,
        lambda: updates.update(text="We never said that."),
        lambda: updates.update(audience="staff"),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    updates.update(text="(erased)")
    assert updates.get().text == "(erased)"


def test_every_case_of_a_bulk_act_has_its_own_outcome(cast: Cast, open_one: Open) -> None:
    from portreeve.foundation.audit.models import AuditEntry
    from portreeve.modules.cases.types import BulkAct, BulkDetails

    one, two, ended = open_one(cast.amina), open_one(cast.gwen), open_one(cast.amina)
    cases.close(case=ended.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    ids = [one.case, two.case, ended.case, uuid4()]
    outcomes = cases.bulk(
        act=BulkAct.SCHEDULE, cases=ids, details=BulkDetails(day=date(2026, 11, 25)), by=cast.tom, at=LATER
    )
    found = {outcome.case: outcome.problem for outcome in outcomes}
    assert [found[case] for case in ids] == ["", "", "case-change-not-allowed", "not-found"]
    assert AuditEntry.objects.filter(act="case.scheduled").count() == 2
    with pytest.raises(cases.TooManyAtOnce):
        cases.bulk(act=BulkAct.UPDATE, cases=[uuid4() for _ in range(501)], details=BulkDetails(), by=cast.tom, at=AT)
    with pytest.raises(NotAllowed):
        cases.bulk(act=BulkAct.UPDATE, cases=ids, details=BulkDetails(text="x"), by=cast.sam, at=AT)


def test_parts_go_to_other_teams_and_the_whole_ends_after_them(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    (part,) = cases.split(case=made.case, teams=("waste",), by=cast.tom, at=LATER)
    with pytest.raises(cases.PartsOpen):
        cases.done(case=made.case, by=cast.tom, at=LATER)
    view = cases.case(case=part, actor=cast.helen, at=LATER)
    assert [r.relation for r in view.related] == ["parent"]
    assert view.promise == cases.case(case=made.case, actor=cast.helen, at=LATER).promise or view.answered_at
    assert not OutboxEvent.objects.filter(subject=part, kind="case.opened").exists()
    cases.done(case=part, by=cast.priya, at=LATER)
    assert last(part, "case.done")["part"] is True
    cases.done(case=made.case, by=cast.tom, at=LATER)


def test_one_thing_reported_twice_is_joined_by_an_officer_and_taken_apart_again(cast: Cast, open_one: Open) -> None:
    first, copy = open_one(cast.amina), open_one(cast.gwen)
    cases.link_duplicate(case=copy.case, original=first.case, by=cast.tom, at=LATER)
    assert Case.objects.get(pk=copy.case).closing_reason == ClosingReason.DUPLICATE
    assert Case.objects.get(pk=first.case).reporters == 2
    assert cases.track(reference=copy.reference, detail="gwen@example.com").case == first.case
    assert last(first.case, "case.joined")["by_officer"] is True
    with pytest.raises(cases.ChangeNotAllowed):
        cases.link_duplicate(case=first.case, original=copy.case, by=cast.tom, at=LATER)
    cases.unlink_duplicate(case=copy.case, text="Another sofa.", by=cast.tom, at=LATER)
    assert cases.track(reference=copy.reference, detail="gwen@example.com").case == copy.case
    assert Case.objects.get(pk=first.case).reporters == 1
    assert status(copy.case) is CaseStatus.REOPENED


def test_passed_on_is_followed_and_never_reads_as_done(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.pass_on(case=made.case, body="Highways", their_reference="H-1", text="Ring 0300.", by=cast.tom, at=LATER)
    case = Case.objects.get(pk=made.case)
    assert (case.status, case.ended_at) == (CaseStatus.PASSED_ON, None)
    seen = cases.track(reference=made.reference, detail="amina@example.com")
    assert (seen.status, seen.passed_to) == (CaseStatus.PASSED_ON, "Highways")
    assert case.due_at == case.expected_by
    back = datetime(2026, 11, 25, 10, tzinfo=UTC)
    cases.end_referral(case=made.case, outcome=cases.ReferralOutcome.RETURNED, by=cast.tom, at=back)
    case = Case.objects.get(pk=made.case)
    assert case.status == CaseStatus.WITH_TEAM
    assert case.done_by is not None
    assert made.promise.done_by is not None
    assert case.done_by > made.promise.done_by
    cases.pass_on(case=made.case, body="Highways", by=cast.tom, at=back)
    cases.end_referral(case=made.case, outcome=cases.ReferralOutcome.DONE, by=cast.tom, at=back)
    assert status(made.case) is CaseStatus.DONE

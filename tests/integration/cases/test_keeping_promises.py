"""The timer: warned before, told when broken, a failure opened, and nothing done twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from at_once import at_once
from integration.cases.scene import AT, Cast, Open
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases import jobs
from portreeve.modules.cases.models import Case, Failure, Update
from portreeve.modules.cases.types import FailureCause, UpdateKind

pytestmark = pytest.mark.django_db
TIMER = system("test.timer")
ANSWER_BY = datetime(2026, 11, 24, 17, tzinfo=UTC)


def kinds(case: UUID) -> list[str]:
    return list(
        OutboxEvent.objects.filter(subject=case, kind__contains="promise").order_by("id").values_list("kind", flat=True)
    )


def test_the_team_is_warned_when_three_quarters_are_gone_and_only_once(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    # 10:00 to 17:00 and 09:00 to 17:00: fifteen hours, of which three quarters end on Tuesday at 13:15.
    assert Case.objects.get().watch_at == datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
    assert cases.check_promises(by=TIMER, at=datetime(2026, 11, 24, 13, 14, tzinfo=UTC)) == 0
    for _ in range(3):
        jobs.keep_promises(datetime(2026, 11, 24, 13, 15, tzinfo=UTC))
    assert kinds(made.case) == ["case.promise_nearing"]
    assert [a.kind for a in cases.alerts(actor=cast.tom)] == ["promise nearing"]
    assert not Case.objects.get().broken


def test_a_broken_promise_is_said_with_a_new_date_and_opens_a_failure(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    for _ in range(2):
        jobs.keep_promises(ANSWER_BY)
    assert kinds(made.case) == ["case.promise_broken"]
    case = Case.objects.get()
    assert (case.broken, case.due_at) == (True, ANSWER_BY)
    # It broke as work ended on the 24th: a working day from then is the 26th.
    assert case.expected_by == datetime(2026, 11, 26, 17, tzinfo=UTC)
    said = Update.objects.get(kind=UpdateKind.DELAY)
    assert (said.text, said.date, said.code) == ("", date(2026, 11, 26), "answer")
    (failure,) = cases.failures(actor=cast.tom)
    assert (failure.promise, failure.cause, failure.due_at) == ("answer", FailureCause.NOT_SAID, ANSWER_BY)
    assert case.watch_at < datetime(2026, 11, 26, 17, tzinfo=UTC)


def test_both_promises_can_break_and_each_has_its_failure(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    jobs.keep_promises(AT + timedelta(days=30))
    assert kinds(made.case) == ["case.promise_broken"] * 2
    assert Failure.objects.count() == 2
    assert jobs.keep_promises(AT + timedelta(days=30)) == 0


def test_when_the_new_date_goes_by_too_a_further_one_is_said_and_no_second_failure(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    for days in (30, 35, 60):
        jobs.keep_promises(AT + timedelta(days=days))
    said = list(Update.objects.filter(kind=UpdateKind.DELAY).order_by("id").values_list("date", flat=True))
    assert len(said) == 4
    assert said == sorted(said)
    assert Failure.objects.count() == 2
    assert OutboxEvent.objects.filter(kind="case.delay_explained").count() == 2
    cases.done(case=made.case, by=cast.tom, at=AT + timedelta(days=61))
    assert jobs.keep_promises(AT + timedelta(days=200)) == 0


def test_one_case_that_cannot_be_looked_at_holds_up_no_other(cast: Cast, open_one: Open) -> None:
    broken, fine = open_one(cast.amina), open_one(cast.gwen)
    Case.objects.filter(pk=broken.case).update(version="gone")
    for _ in range(2):
        jobs.keep_promises(ANSWER_BY)
    assert kinds(broken.case) == []
    assert kinds(fine.case) == ["case.promise_broken"]
    assert Case.objects.get(pk=broken.case).watch_at == ANSWER_BY + timedelta(hours=1)


def test_what_is_answered_and_done_breaks_nothing(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.done(case=made.case, by=cast.tom, at=AT)
    assert jobs.keep_promises(AT + timedelta(days=30)) == 0


def test_an_officers_own_reason_and_date_are_used_when_the_promise_breaks(cast: Cast, open_one: Open) -> None:
    open_one(cast.amina)
    new = date(2026, 12, 1)
    cases.explain_delay(
        case=Case.objects.get().id,
        new_date=new,
        text="The lorry is being mended.",
        cause=FailureCause.EQUIPMENT,
        by=cast.tom,
        at=AT,
    )
    assert not OutboxEvent.objects.filter(kind="case.delay_explained").exists()
    jobs.keep_promises(ANSWER_BY)
    said = Update.objects.get(kind=UpdateKind.DELAY)
    assert (said.text, said.date) == ("The lorry is being mended.", new)


def test_a_reason_after_the_break_is_told_at_once_and_fills_the_failure(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    jobs.keep_promises(ANSWER_BY)
    cases.explain_delay(
        case=made.case,
        new_date=date(2026, 12, 1),
        text="Snow.",
        cause=FailureCause.WEATHER,
        by=cast.tom,
        at=ANSWER_BY + timedelta(hours=1),
    )
    assert OutboxEvent.objects.get(kind="case.delay_explained").data["cause"] == "weather"
    assert Failure.objects.get().cause == FailureCause.WEATHER


def test_a_failure_closes_with_cause_fix_and_owner_and_not_before(cast: Cast, open_one: Open) -> None:
    open_one(cast.amina)
    jobs.keep_promises(ANSWER_BY)
    (failure,) = cases.failures(actor=cast.tom)
    for missing in ("cause", "fix", "owner"):
        with pytest.raises(cases.ReasonNeeded) as refused:
            cases.close_failure(failure=failure.id, by=cast.tom, at=ANSWER_BY)
        assert refused.value.data["field"] == missing
        cases.fill_failure(
            failure=failure.id,
            cause=FailureCause.STAFFING,
            fix="" if missing == "cause" else "A second crew.",
            owner=UUID(cast.tom.id) if missing == "owner" else None,
            by=cast.tom,
            at=ANSWER_BY,
        )
    with pytest.raises(NotFound):
        cases.close_failure(failure=failure.id, by=cast.priya, at=ANSWER_BY)
    for _ in range(2):
        cases.close_failure(failure=failure.id, by=cast.tom, at=ANSWER_BY)
    assert OutboxEvent.objects.filter(kind="case.failure_closed").count() == 1
    assert cases.failures(actor=cast.tom) == ()
    assert len(cases.failures(actor=cast.tom, closed=True)) == 1


def test_the_team_hears_of_a_silent_reporter_and_of_a_body_that_is_late(cast: Cast, open_one: Open) -> None:
    asked, passed = open_one(cast.amina), open_one(cast.gwen)
    cases.ask_reporter(case=asked.case, reporter=asked.reporter, text="Which side?", by=cast.tom, at=AT)
    cases.pass_on(case=passed.case, body="Highways", expected_by=date(2026, 11, 27), by=cast.tom, at=AT)
    for _ in range(2):
        jobs.keep_promises(AT + timedelta(days=20))
    assert sorted(a.kind for a in cases.alerts(actor=cast.tom)) == ["no answer yet", "other body late"]
    assert not Case.objects.filter(broken=True).exists()
    assert OutboxEvent.objects.filter(kind="case.unanswered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_timers_at_once_share_the_work_and_double_none(cast: Cast, open_one: Open) -> None:
    made = [open_one(cast.amina) for _ in range(12)]
    late = ANSWER_BY + timedelta(minutes=1)

    def run() -> None:
        while cases.check_promises(by=TIMER, at=late, limit=3):
            pass

    came = at_once(3, run)
    jobs.keep_promises(late)
    assert came == [None] * 3
    assert Failure.objects.count() == len(made)
    assert OutboxEvent.objects.filter(kind="case.promise_broken").count() == len(made)

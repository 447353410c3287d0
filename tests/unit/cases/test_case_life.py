"""The one table of how a case may change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.cases.rules import life
from portreeve.modules.cases.rules.life import CHANGES, ENDED, OPEN, Act
from portreeve.modules.cases.types import CaseStatus, ClosingReason

S = CaseStatus
statuses = st.sampled_from(CaseStatus)


def reached_from(status: CaseStatus) -> set[CaseStatus]:
    seen, edge = {status}, [status]
    while edge:
        for after in CHANGES[edge.pop()] - seen:
            seen.add(after)
            edge.append(after)
    return seen


def test_the_table_knows_every_status() -> None:
    assert set(CHANGES) == set(CaseStatus)


@given(statuses)
def test_every_status_has_a_way_on(status: CaseStatus) -> None:
    assert CHANGES[status] - {status}


@given(statuses)
def test_every_status_can_still_end_as_done_and_as_closed(status: CaseStatus) -> None:
    assert {S.DONE, S.CLOSED} <= reached_from(status)


@given(statuses)
def test_nothing_goes_back_to_received_which_would_hide_that_we_had_it(status: CaseStatus) -> None:
    assert S.RECEIVED not in CHANGES[status]


def test_what_has_ended_comes_back_only_as_reopened() -> None:
    assert all(CHANGES[status] == {S.REOPENED} for status in ENDED)


def test_passed_on_is_not_an_end() -> None:
    assert not life.ended(S.PASSED_ON)
    assert S.PASSED_ON in OPEN


def test_waiting_and_passed_on_come_back_to_the_team() -> None:
    assert S.WITH_TEAM in CHANGES[S.WAITING]
    assert S.WITH_TEAM in CHANGES[S.PASSED_ON]


@given(statuses)
def test_staying_is_always_allowed(status: CaseStatus) -> None:
    assert life.may_change(status, status)


@given(statuses, statuses)
def test_a_change_is_allowed_exactly_if_the_table_says_so(before: CaseStatus, after: CaseStatus) -> None:
    assert life.may_change(before, after) == (before is after or after in CHANGES[before])


@given(statuses)
def test_an_act_that_is_offered_leads_to_a_status_that_is_allowed(status: CaseStatus) -> None:
    leads_to = {
        Act.SCHEDULE: S.SCHEDULED,
        Act.ASK_REPORTER: S.WAITING,
        Act.DONE: S.DONE,
        Act.CLOSE: S.CLOSED,
        Act.REOPEN: S.REOPENED,
        Act.PASS_ON: S.PASSED_ON,
        Act.END_REFERRAL: S.WITH_TEAM,
        Act.UNSCHEDULE: S.WITH_TEAM,
    }
    for act in life.acts_in(status) & set(leads_to):
        assert life.may_change(status, leads_to[act]), (status, act)


@given(statuses)
def test_anybody_can_be_noted_told_and_chased_in_any_status(status: CaseStatus) -> None:
    assert {Act.NOTE, Act.UPDATE, Act.CHASE, Act.ANSWER} <= life.acts_in(status)


@given(st.lists(statuses, min_size=1, max_size=12))
def test_a_walk_along_the_table_ends_only_through_done_or_closed(walk: list[CaseStatus]) -> None:
    here = S.RECEIVED
    for after in walk:
        if life.may_change(here, after):
            if life.ended(here) and after is not here:
                assert after is S.REOPENED
            here = after
    assert CHANGES[here]


def test_after_a_wait_a_case_is_scheduled_if_a_day_is_set_else_with_the_team() -> None:
    assert life.working_status(date(2026, 11, 24)) is S.SCHEDULED
    assert life.working_status(None) is S.WITH_TEAM


@given(st.integers(min_value=0, max_value=60), st.integers(min_value=1, max_value=30))
def test_coming_back_within_the_days_counts_as_closed_too_soon(hours_late: int, days: int) -> None:
    ended = datetime(2026, 11, 2, 10, tzinfo=UTC)
    back = ended + timedelta(days=days, hours=hours_late)
    assert life.closed_too_soon(ended, back, days) == (hours_late == 0)
    assert life.closed_too_soon(ended, ended, days)


def test_the_codes_are_those_that_were_stored() -> None:
    assert [s.value for s in CaseStatus] == [
        "received",
        "with team",
        "scheduled",
        "waiting for you",
        "passed on",
        "done",
        "closed without being done",
        "reopened",
    ]
    assert len(ClosingReason) == 7

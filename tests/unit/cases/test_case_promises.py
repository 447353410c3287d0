"""Promises: when due, when warned of, when broken, and how a wait moves them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.cases.rules import promises
from portreeve.modules.cases.rules.promises import NEVER, Finding, Term, Terms
from portreeve.modules.cases.types import PromiseKind

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
A, D = PromiseKind.ANSWER, PromiseKind.DONE


def hour_before(due: datetime) -> datetime:
    return due - timedelta(hours=1)


moments = st.integers(min_value=0, max_value=500).map(lambda n: NOON + timedelta(hours=n))
maybe = st.none() | moments
terms = st.builds(
    Terms,
    answer=st.builds(Term, st.just(A), maybe, maybe, st.booleans(), st.booleans()),
    done=st.builds(Term, st.just(D), maybe, maybe, st.booleans(), st.booleans()),
    stopped=st.booleans(),
)


def test_without_promises_nothing_is_ever_due() -> None:
    none = Terms(Term(A, None), Term(D, None))
    assert promises.due_next(none) == NEVER
    assert promises.watch_next(none, hour_before) == NEVER
    assert promises.findings(none, NOON, hour_before) == ()


def test_the_answer_is_due_first_and_then_the_work() -> None:
    both = Terms(Term(A, NOON), Term(D, NOON + timedelta(days=1)))
    assert promises.due_next(both) == NOON
    assert promises.due_next(promises.met(both, A, NOON)) == NOON + timedelta(days=1)


def test_a_warning_comes_before_the_break_and_each_comes_once() -> None:
    one = Terms(Term(A, None), Term(D, NOON))
    early = NOON - timedelta(minutes=30)
    assert [f for f, _ in promises.findings(one, early, hour_before)] == [Finding.WARN]
    warned = Terms(Term(A, None), Term(D, NOON, warned=True))
    assert promises.findings(warned, early, hour_before) == ()
    assert promises.watch_next(warned, hour_before) == NOON
    assert [f for f, _ in promises.findings(warned, NOON, hour_before)] == [Finding.BREAK]
    broken = Terms(Term(A, None), Term(D, NOON, warned=True, broken=True))
    assert promises.findings(broken, NOON, hour_before) == ()
    assert promises.watch_next(broken, hour_before) == NEVER


def test_a_broken_promise_keeps_its_place_in_the_list_until_it_is_met() -> None:
    broken = Terms(Term(A, None), Term(D, NOON, broken=True))
    assert promises.due_next(broken) == NOON


def test_what_is_done_is_also_answered_and_the_first_time_counts() -> None:
    done = promises.met(Terms(Term(A, NOON), Term(D, NOON)), D, NOON)
    assert done.answer.met_at == done.done.met_at == NOON
    again = promises.met(done, D, NOON + timedelta(days=1))
    assert again == done


@given(terms, moments)
def test_while_the_clock_stands_still_nothing_is_due_warned_or_broken(one: Terms, at: datetime) -> None:
    still = Terms(one.answer, one.done, stopped=True)
    assert promises.due_next(still) == NEVER
    assert promises.watch_next(still, hour_before) == NEVER
    assert promises.findings(still, at, hour_before) == ()


@given(terms, moments)
def test_the_timer_never_sleeps_through_what_there_is_to_do(one: Terms, at: datetime) -> None:
    if promises.findings(one, at, hour_before):
        assert promises.watch_next(one, hour_before) <= at


@given(terms, moments)
def test_if_nothing_is_found_there_is_nothing_to_watch_before_now(one: Terms, at: datetime) -> None:
    if not promises.findings(one, at, hour_before):
        assert promises.watch_next(one, hour_before) > at


@given(terms, st.integers(min_value=0, max_value=100))
def test_a_wait_moves_what_is_pending_and_nothing_else(one: Terms, hours: int) -> None:
    moved = promises.after_wait(one, lambda due: due + timedelta(hours=hours))
    assert not moved.stopped
    for before, after in zip(one.each(), moved.each(), strict=True):
        if before.pending and before.due is not None:
            assert after.due == before.due + timedelta(hours=hours)
        else:
            assert after == before


def test_kept_means_met_in_time_and_never_after_it_was_said_to_be_broken() -> None:
    assert promises.kept(Term(D, NOON, met_at=NOON)) is True
    assert promises.kept(Term(D, NOON, met_at=NOON + timedelta(seconds=1))) is False
    assert promises.kept(Term(D, NOON, met_at=NOON, broken=True)) is False
    assert promises.kept(Term(D, None, met_at=NOON)) is None
    assert promises.kept(Term(D, NOON)) is None

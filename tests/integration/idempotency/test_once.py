"""The same write sent twice is done once and answered twice, also at the same moment and after a crash."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from portreeve.foundation.clock import api as clock
from portreeve.foundation.idempotency import api as idempotency
from portreeve.foundation.idempotency.models import Answered
from portreeve.foundation.pure.actor import resident, system
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.refusals import NotAllowed

ME = resident(uuid7())
DAY = timedelta(days=1)


class Counting:
    """A write that counts how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Any:
        self.times += 1
        return {"reference": f"number {self.times}"}


def ask(do: Any, *, actor: Any = ME, key: str = "k", body: object = None) -> Any:
    return idempotency.once(actor=actor, key=key, body=body or {"a": 1, "b": [True, None]}, ttl=DAY, do=do)


@pytest.mark.django_db
def test_asked_twice_it_is_done_once_and_answered_twice() -> None:
    do = Counting()
    assert ask(do) == ask(do, body={"b": [True, None], "a": 1}) == {"reference": "number 1"}
    assert do.times == 1


@pytest.mark.django_db
def test_the_same_key_with_something_else_is_refused() -> None:
    do = Counting()
    ask(do)
    with pytest.raises(idempotency.KeyReused):
        ask(do, body={"a": 2})
    assert do.times == 1


@pytest.mark.django_db
def test_the_same_key_of_somebody_else_is_another() -> None:
    do = Counting()
    ask(do)
    assert ask(do, actor=resident(uuid7())) == {"reference": "number 2"}


@pytest.mark.django_db
def test_a_refusal_is_not_kept() -> None:
    def refuse() -> Any:
        raise NotAllowed

    with pytest.raises(NotAllowed):
        ask(refuse)
    assert ask(Counting()) == {"reference": "number 1"}


@pytest.mark.django_db
def test_an_answer_expires_and_is_tidied_away() -> None:
    do = Counting()
    start = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    try:
        clock.set_for_demo(start)
        ask(do)
        clock.set_for_demo(start + DAY)
        assert ask(do) == {"reference": "number 2"}
        assert idempotency.tidy(at=start + DAY) == 0
        assert idempotency.tidy(at=start + 2 * DAY) == 1
    finally:
        clock.set_for_demo(None)


@pytest.mark.django_db
def test_a_very_long_key_is_as_good_as_a_short_one() -> None:
    do = Counting()
    assert ask(do, key="k" * 5000) == ask(do, key="k" * 5000)
    ask(do, key="k" * 5001)
    assert do.times == 2


@pytest.mark.parametrize("first_fails", [False, True])
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_waits_for_the_first(first_fails: bool) -> None:
    begun, may_end = threading.Event(), threading.Event()
    answers: list[Any] = []

    def slow() -> Any:
        begun.set()
        may_end.wait(10)
        if first_fails:
            raise NotAllowed
        return "first"

    def run(do: Any) -> None:
        try:
            answers.append(ask(do, actor=system("x")))
        except NotAllowed:
            answers.append("refused")
        finally:
            connections.close_all()

    one = threading.Thread(target=run, args=(slow,))
    one.start()
    begun.wait(10)
    two = threading.Thread(target=run, args=(lambda: "second",))
    two.start()
    _until_somebody_waits()
    assert answers == []
    may_end.set()
    one.join()
    two.join()
    # Whose answer is noted first is not promised: the second goes on as soon as the first was undone.
    assert sorted(answers) == (["refused", "second"] if first_fails else ["first", "first"])
    assert Answered.objects.count() == 1


def _until_somebody_waits() -> None:
    """Wait until the second is held up by the first, as the database sees it."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.01)
    pytest.fail("Nobody waited.")

"""The relay: in commit order, once, each handler and subject for itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction

from integration.outbox.outbox_trial import AT, BY, Rang, handler, in_thread, numbers, ring, subjects, write_effect
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.outbox.models import Cursor, Letter
from portreeve.foundation.pure.events import Recorded

pytestmark = pytest.mark.usefixtures("effects")


def test_events_are_handed_on_in_order_and_once() -> None:
    (subject,) = subjects(1)
    for number in range(20):
        ring(subject, number)
    assert outbox.drain([handler()]) == 20
    assert outbox.drain([handler()]) == 0
    assert numbers() == list(range(20))


def test_the_events_of_one_transaction_keep_the_order_they_were_written_in() -> None:
    (subject,) = subjects(1)
    with transaction.atomic():
        for number in range(300):
            outbox.emit(Rang(subject=subject, number=number), by=BY, at=AT)
    outbox.drain([handler()])
    assert numbers() == list(range(300))


def test_an_event_of_a_transaction_that_was_undone_does_not_exist() -> None:
    (subject,) = subjects(1)
    with transaction.atomic():
        outbox.emit(Rang(subject=subject), by=BY, at=AT)
        transaction.set_rollback(True)
    assert outbox.drain([handler()]) == 0


def test_an_event_cannot_be_emitted_outside_a_transaction() -> None:
    with pytest.raises(outbox.NotInTransaction):
        outbox.emit(Rang(subject=subjects(1)[0]), by=BY, at=AT)


def test_a_transaction_that_began_first_and_commits_last_is_not_passed_over() -> None:
    slow, quick = subjects(2)
    began, may_end = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            outbox.emit(Rang(subject=slow, number=1), by=BY, at=AT)
            began.set()
            may_end.wait(10)

    thread = in_thread(slowly)
    began.wait(10)
    ring(quick, 2)
    relay = outbox.Relay([handler()])
    relay.run_once()
    assert numbers() == [], "The later one is committed, but an older transaction is still open."
    may_end.set()
    thread.join()
    outbox.drain([handler()])
    assert numbers() == [1, 2]


def test_each_handler_goes_at_its_own_pace() -> None:
    (subject,) = subjects(1)
    ring(subject, 1)
    outbox.drain([handler("a")])
    ring(subject, 2)
    outbox.drain([handler("a"), handler("b")])
    assert numbers("a") == numbers("b") == [1, 2]


def test_a_handler_that_begins_now_is_not_given_the_past() -> None:
    (subject,) = subjects(1)
    ring(subject, 1)
    late = handler("late", begins=outbox.Begins.NOW)
    outbox.drain([late])
    ring(subject, 2)
    outbox.drain([late])
    assert numbers("late") == [2]


def test_a_handler_is_given_only_its_kinds_and_its_place_moves_past_the_others() -> None:
    (subject,) = subjects(1)
    for _ in range(600):
        ring(subject)
    other = outbox.Handler("other", ("trial.answered",), write_effect("other"))
    outbox.drain([other])
    assert numbers("other") == []
    assert Cursor.objects.get(handler="other").transaction > 0


def test_the_effect_and_the_place_are_kept_together_or_not_at_all() -> None:
    first, second = subjects(2)
    ring(first, 1)
    ring(second, 2)

    def dies_at_the_second(recorded: Recorded[Rang]) -> None:
        write_effect("a")(recorded)
        if recorded.event.number == 2:
            raise KeyboardInterrupt  # as if the process were told to stop in the middle of a batch

    with pytest.raises(KeyboardInterrupt):
        outbox.Relay([handler(handle=dies_at_the_second)]).run_once()
    assert numbers() == []
    outbox.drain([handler()])
    assert numbers() == [1, 2]


def test_what_a_batch_asks_for_is_asked_for_once_and_event_by_event_where_one_fails() -> None:
    first, second = subjects(2)
    said: list[str] = []

    @contextmanager
    def around() -> Iterator[None]:
        assert connection.in_atomic_block
        said.append("begun")
        yield
        said.append("ended")

    def handle(recorded: Recorded[Rang]) -> None:
        said.append(str(recorded.event.number))
        if recorded.event.number == 4:
            raise RuntimeError

    relay = outbox.Relay([outbox.Handler(name="a", kinds=(Rang,), handle=handle, around=around)])
    ring(first, 1)
    ring(second, 2)
    relay.run_once()
    assert said == ["begun", "1", "2", "ended"]
    said.clear()
    ring(first, 3)
    ring(second, 4)
    relay.run_once()
    assert said == ["begun", "3", "4", "3", "4"]


def test_several_relays_at_once_hand_each_event_on_once_and_in_order() -> None:
    many = subjects(20)
    for number in range(400):
        ring(many[number % 20], number)
    failures: list[Exception] = []

    def relay() -> None:
        own = outbox.Relay([handler("a"), handler("b")], batch=17)
        try:
            for _ in range(60):
                own.run_once()
        except Exception as error:  # noqa: BLE001 - shown by the test itself
            failures.append(error)

    for thread in [in_thread(relay) for _ in range(4)]:
        thread.join()
    assert failures == []
    for name in ("a", "b"):
        assert sorted(numbers(name)) == list(range(400))
        assert all(numbers(name, subject) == sorted(numbers(name, subject)) for subject in many)


def test_while_one_relay_holds_a_handler_another_serves_the_rest() -> None:
    (subject,) = subjects(1)
    ring(subject, 1)
    outbox.drain([handler("a"), handler("b")])
    ring(subject, 2)
    held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Cursor.objects.select_for_update().get(handler="a")
            held.set()
            may_end.wait(10)

    thread = in_thread(hold)
    held.wait(10)
    outbox.Relay([handler("a"), handler("b")]).run_once()
    assert (numbers("a"), numbers("b")) == ([1], [1, 2])
    may_end.set()
    thread.join()
    outbox.drain([handler("a"), handler("b")])
    assert numbers("a") == [1, 2]


def test_a_broken_key_found_only_at_commit_costs_its_own_event_alone() -> None:
    good, bad = subjects(2)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE trial_child (id bigserial PRIMARY KEY, parent varchar(80)"
            " REFERENCES outbox_cursor (handler) DEFERRABLE INITIALLY DEFERRED)"
        )
    try:
        ring(good, 1)
        ring(bad, 2)
        ring(good, 3)

        def handle(recorded: Recorded[Rang]) -> None:
            write_effect("a")(recorded)
            with connection.cursor() as cursor:
                parent = "nobody" if recorded.event.subject == bad else "a"
                cursor.execute("INSERT INTO trial_child (parent) VALUES (%s)", [parent])

        outbox.drain([handler(handle=handle)], strict=False)
        assert numbers() == [1, 3]
        assert Letter.objects.get().subject == bad
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE trial_child")


def test_what_a_handler_emits_names_its_cause_and_its_trace() -> None:
    (subject,) = subjects(1)
    with transaction.atomic():
        first = outbox.emit(Rang(subject=subject), by=type(BY)(BY.kind, BY.id, BY.channel, trace="f" * 32), at=AT)

    def handle(recorded: Recorded[Rang]) -> None:
        if recorded.event.number == 0:
            outbox.emit(Rang(subject=subject, number=1), by=BY, at=AT)

    outbox.drain([handler(handle=handle)])
    caused = outbox.events_about(subject)[1]
    assert (caused.cause, caused.trace) == (first, "f" * 32)


def test_listeners_are_told_by_the_relay_only_and_by_id_only(settings) -> None:
    (subject,) = subjects(1)
    s = connection.settings_dict
    with psycopg.connect(
        host=s["HOST"],
        port=s["PORT"] or None,
        dbname=s["NAME"],
        user=s["USER"],
        password=s["PASSWORD"],
        autocommit=True,
    ) as listener:
        listener.execute(f"LISTEN {outbox.LIVE_CHANNEL}")
        ring(subject)
        ring(subject)
        assert list(listener.notifies(timeout=0.1)) == []
        outbox.drain([handler()])
        told = [note.payload for note in listener.notifies(timeout=1, stop_after=1)]
    assert told == [f'{{"kind": "trial.rang", "subject": "{subject}"}}']


def test_inside_a_test_of_one_transaction_its_own_events_are_drained() -> None:
    (subject,) = subjects(1)
    with transaction.atomic():
        ring(subject, 1)
        assert outbox.drain([handler()]) == 1
        assert outbox.drain([handler()]) == 0
        ring(subject, 2)
        assert outbox.drain([handler()]) == 1
    assert numbers() == [1, 2]


def test_draining_says_which_handler_failed_at_what() -> None:
    ring(subjects(1)[0])

    def broken(recorded: Recorded[Rang]) -> None:
        raise LookupError("no such thing")

    with pytest.raises(outbox.HandlerFailed, match=r"a could not take trial\.rang") as failed:
        outbox.drain([handler(handle=broken)])
    assert isinstance(failed.value.__cause__, LookupError)


def test_two_handlers_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="names of their own"):
        outbox.Relay([handler("a"), handler("a")])


def test_a_kind_that_no_class_declares_any_more_is_left_for_a_person_at_once() -> None:
    (subject,) = subjects(1)
    event = ring(subject, 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outbox_event SET kind = 'trial.forgotten' WHERE id = %s", [event])
    everything = outbox.Handler("all", (outbox.EVERY_KIND,), write_effect("all"))
    outbox.drain([everything], strict=False)
    (dead,) = outbox.dead_letters()
    assert (dead.event, dead.error.split(" ")[0]) == (event, "UnknownEvent")
    assert isinstance(dead.subject, UUID)

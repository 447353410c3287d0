"""What a handler cannot take is tried again in order, then left for a person, and blocks nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from integration.outbox.outbox_trial import AT, BY, Rang, handler, numbers, ring, subjects, write_effect
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.outbox import rules
from portreeve.foundation.outbox.models import Letter
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.events import Recorded
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.refusals import NotAllowed, NotFound

pytestmark = pytest.mark.usefixtures("effects")


class Poisoned:
    """A handler that fails for one subject until it is mended."""

    def __init__(self, subject: UUID) -> None:
        self.subject = subject
        self.mended = False
        self.attempts: list[int] = []

    def __call__(self, recorded: Recorded[Rang]) -> None:
        write_effect("a")(recorded)
        if recorded.event.subject == self.subject and not self.mended:
            self.attempts.append(recorded.event.number)
            raise ValueError("Amina Yusuf, 07700 900111")


def the_time_of_retries_comes() -> None:
    Letter.objects.filter(state=outbox.LetterState.WAITING).update(next_at=datetime.now(UTC) - timedelta(seconds=1))


def retry_until_dead(relay: outbox.Relay) -> None:
    for _ in range(rules.ATTEMPTS):
        the_time_of_retries_comes()
        relay.run_once()


def dead_then_mended() -> tuple[UUID, outbox.Relay]:
    """A subject whose first of three letters is dead, its fault mended since, and the relay that tried it."""
    (bad,) = subjects(1)
    poisoned = Poisoned(bad)
    relay = outbox.Relay([handler("a", poisoned)])
    for number in range(3):
        ring(bad, number)
    retry_until_dead(relay)
    poisoned.mended = True
    return bad, relay


def test_a_poisoned_subject_waits_while_others_and_other_handlers_go_on() -> None:
    bad, good = subjects(2)
    poisoned = Poisoned(bad)
    for number in range(3):
        ring(bad, number)
        ring(good, number)
    outbox.drain([handler("a", poisoned), handler("b")], strict=False)
    assert (numbers("a", good), numbers("a", bad)) == ([0, 1, 2], [])
    assert numbers("b", bad) == [0, 1, 2]
    assert set(poisoned.attempts) == {0}, "Those behind the first are not even tried."
    assert outbox.dead_letters() == ()


def test_a_failure_is_tried_again_after_a_wait_and_those_behind_follow_in_order() -> None:
    (bad,) = subjects(1)
    poisoned = Poisoned(bad)
    relay = outbox.Relay([handler("a", poisoned)])
    for number in range(5):
        ring(bad, number)
    relay.run_once()
    relay.run_once()
    first = len(poisoned.attempts)
    relay.run_once()
    assert len(poisoned.attempts) == first, "The second attempt is not due yet."
    assert set(poisoned.attempts) == {0}
    poisoned.mended = True
    the_time_of_retries_comes()
    relay.run_once()
    assert numbers("a", bad) == [0, 1, 2, 3, 4]
    assert not Letter.objects.exists()


def test_what_arrives_while_a_letter_waits_is_parked_behind_it() -> None:
    (bad,) = subjects(1)
    poisoned = Poisoned(bad)
    relay = outbox.Relay([handler("a", poisoned)])
    ring(bad, 0)
    relay.run_once()
    poisoned.mended = True
    ring(bad, 1)
    relay.run_once()
    assert numbers("a") == []
    the_time_of_retries_comes()
    relay.run_once()
    assert numbers("a") == [0, 1]


def test_after_its_last_attempt_a_letter_is_dead_and_seen_with_what_waits_behind_it() -> None:
    bad, good = subjects(2)
    relay = outbox.Relay([handler("a", Poisoned(bad))])
    for number in range(3):
        ring(bad, number)
    retry_until_dead(relay)
    (dead,) = outbox.dead_letters()
    assert (dead.handler, dead.kind, dead.subject, dead.attempts, dead.behind) == ("a", "trial.rang", bad, 8, 2)
    ring(good, 9)
    relay.run_once()
    assert numbers("a", good) == [9]


def test_a_letter_never_holds_the_text_of_an_error() -> None:
    (bad,) = subjects(1)
    ring(bad)
    outbox.drain([handler("a", Poisoned(bad))], strict=False)
    error = Letter.objects.get().error
    assert error.startswith("ValueError at ")
    assert "Amina" not in error
    assert "07700" not in error


def test_staff_retry_a_dead_letter_once_its_fault_is_mended() -> None:
    bad, relay = dead_then_mended()
    (dead,) = outbox.dead_letters()
    outbox.retry(dead_letter=dead.id, by=BY, at=AT)
    relay.run_once()
    assert numbers("a") == [0, 1, 2]
    assert outbox.dead_letters() == ()
    assert AuditEntry.objects.get(act="letter.retried").subject == bad


def test_all_dead_letters_of_a_handler_are_retried_together() -> None:
    many = subjects(5)
    broken = {"is": True}

    def handle(recorded: Recorded[Rang]) -> None:
        write_effect("a")(recorded)
        if broken["is"]:
            raise RuntimeError

    relay = outbox.Relay([handler("a", handle)])
    for subject in many:
        ring(subject, 1)
    retry_until_dead(relay)
    broken["is"] = False
    assert outbox.retry_all(handler="a", by=BY, at=AT) == 5
    outbox.drain([handler("a", handle)])
    assert numbers("a") == [1] * 5


def test_a_dead_letter_can_be_let_go_and_those_behind_it_follow() -> None:
    _, relay = dead_then_mended()
    outbox.let_go(dead_letter=outbox.dead_letters()[0].id, by=BY, at=AT)
    relay.run_once()
    assert numbers("a") == [1, 2]


def test_only_those_who_may_can_retry_and_only_what_is_dead() -> None:
    with pytest.raises(NotAllowed):
        outbox.retry(dead_letter=uuid7(), by=resident(None), at=AT)
    with pytest.raises(NotFound):
        outbox.retry(dead_letter=uuid7(), by=BY, at=AT)


def test_how_each_handler_stands_is_counted() -> None:
    bad, good = subjects(2)
    ring(bad, 0)
    ring(bad, 1)
    outbox.drain([handler("a", Poisoned(bad)), handler("b")], strict=False)
    ring(good, 2)
    a, b = outbox.standings([handler("a"), handler("b")])
    assert (a.waiting, a.retrying, a.parked, a.dead, a.oldest) == (1, 1, 1, 0, AT)
    assert (b.waiting, b.retrying, b.parked, b.dead) == (1, 0, 0, 0)


def test_what_was_brought_in_from_elsewhere_waits_only_for_who_counts_it_again() -> None:
    from django.db import transaction

    facts = Facts()
    with transaction.atomic():
        outbox.keep_past([outbox.PastEvent(uuid7(), Rang(subject=uuid7()), AT, Channel.PHONE)], by=BY)
    outbox.drain([facts.handler])
    assert [one.waiting for one in outbox.standings([facts.handler, handler("b")])] == [0, 0]
    outbox.replay(handler=facts.handler, clear=facts.clear, by=BY, at=AT)
    assert [one.waiting for one in outbox.standings([facts.handler, handler("b")])] == [1, 0]


class Facts:
    """A handler whose effects can be rebuilt, and their clearing."""

    def __init__(self) -> None:
        self.handler = handler("facts", replayable=True)

    def clear(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM trial_effect WHERE handler = 'facts'")


def test_facts_are_rebuilt_from_the_kept_events_to_the_digit() -> None:
    facts = Facts()
    for number, subject in enumerate(subjects(50)):
        ring(subject, number)
    outbox.drain([facts.handler])
    before = numbers("facts")
    outbox.replay(handler=facts.handler, by=BY, at=AT, clear=facts.clear)
    assert numbers("facts") == []
    outbox.drain([facts.handler])
    assert numbers("facts") == before == list(range(50))


def test_a_replay_takes_what_had_failed_once_and_not_twice() -> None:
    facts = Facts()
    (bad,) = subjects(1)
    poisoned = Poisoned(bad)
    ring(bad, 1)
    outbox.drain([handler("facts", poisoned, replayable=True)], strict=False)
    outbox.replay(handler=facts.handler, by=BY, at=AT, clear=facts.clear)
    outbox.drain([facts.handler])
    assert numbers("facts") == [1]
    assert not Letter.objects.exists()


def test_a_handler_that_sends_cannot_be_replayed() -> None:
    with pytest.raises(outbox.NotReplayable):
        outbox.replay(handler=handler("a"), by=BY, at=AT)

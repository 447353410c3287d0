"""What a round of the relay asks of the database, and handlers that take a batch at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integration.outbox.outbox_trial import AT, BY, Answered, Rang, handler, numbers, ring, subjects, write_effect
from portreeve.foundation.journal.api import operation
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.outbox.models import Cursor, Letter
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.events import Recorded
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.refusals import NotFound

pytestmark = pytest.mark.usefixtures("effects")
Sizes = list[int]


def asked(act: Callable[[], object]) -> int:
    """Return how many statements were made, without those that begin and end transactions."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return sum(one["sql"] not in {"BEGIN", "COMMIT"} for one in queries.captured_queries)


def together(sizes: Sizes, bad: UUID | None = None) -> outbox.Handler:
    def one(recorded: Recorded[Any]) -> None:
        write_effect("a")(recorded)
        if recorded.event.subject == bad:
            raise ValueError("no")

    def many(batch: Sequence[Recorded[Any]]) -> None:
        sizes.append(len(batch))
        for recorded in batch:
            one(recorded)

    return handler(handle=one, together=many)


def elsewhere(count: int) -> list[outbox.Handler]:
    return [outbox.Handler(f"other{number}", (Answered,), write_effect("other")) for number in range(count)]


def test_handlers_whom_nothing_concerns_cost_no_statement_each() -> None:
    relay = outbox.Relay([handler(), *elsewhere(20)])
    ring(subjects(1)[0])
    relay.run_once()
    ring(subjects(1)[0], 1)
    # Head, places, letters and kinds for all; lock, events, effect and place for the one; the same for listeners.
    assert asked(relay.run_once) == 4 + 4 + 4
    assert asked(relay.run_once) == 3, "Nothing came, so nobody is asked."
    assert numbers() == [0, 1]


def test_whoever_is_passed_over_hears_of_what_comes_later() -> None:
    (subject,) = subjects(1)
    rings, never = handler("a"), elsewhere(1)
    relay = outbox.Relay([rings, *never])
    for number in range(4):
        ring(subject, number)
        relay.run_once()
        assert relay.has_seen_all()
    late = outbox.Handler("other0", (Answered, Rang), write_effect("other0"))
    outbox.drain([late])
    assert numbers("other0") == [1, 2, 3], "Only its very first place was moved: nothing was for it until now."


def test_a_handler_set_back_to_the_beginning_begins_again() -> None:
    ring(subjects(1)[0], 7)
    relay = outbox.Relay([handler(), *elsewhere(1)])
    relay.run_once()
    Cursor.objects.filter(handler="a").update(era=0, transaction=0, event=UUID(int=0))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM trial_effect")
    relay.run_once()
    assert numbers() == [7]


def test_a_place_is_moved_on_although_nothing_came_for_it_for_long() -> None:
    (other,) = elsewhere(1)
    relay = outbox.Relay([handler(), other], batch=1000)
    relay.run_once()
    before = Cursor.objects.get(handler="other0").transaction
    for _ in range(520):
        ring(uuid7())
    relay.run_once()
    assert Cursor.objects.get(handler="other0").transaction > before + 500


def test_a_batch_is_taken_at_once_and_in_order() -> None:
    sizes: Sizes = []
    (subject,) = subjects(1)
    for number in range(5):
        ring(subject, number)
    assert outbox.drain([together(sizes)]) == 5
    assert (numbers(), sizes) == ([0, 1, 2, 3, 4], [5])


def test_of_a_batch_that_fails_only_the_event_at_fault_and_those_behind_it_are_kept() -> None:
    sizes: Sizes = []
    bad, good = subjects(2)
    for number in range(3):
        ring(bad, number)
        ring(good, number)
    outbox.drain([together(sizes, bad)], strict=False)
    assert (numbers("a", good), numbers("a", bad)) == ([0, 1, 2], [])
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["parked", "parked", "waiting"]
    ring(bad, 3)
    ring(good, 3)
    outbox.drain([together(sizes)], strict=False)
    assert (numbers("a", good)[-1], numbers("a", bad)) == (3, [])
    assert sizes == [6, 1], "What waits behind a letter is not part of the batch."
    assert Letter.objects.filter(subject=bad).count() == 4


@operation
def refused_or_not(*, recorded: Recorded[Any], no: bool, by: Actor, at: datetime) -> None:
    """Write an effect, and refuse it after all where wanted."""
    write_effect("part")(recorded)
    if no:
        raise NotFound


def acts(recorded: Recorded[Any]) -> None:
    """Try something that is refused with odd numbers, and go on whether or not it is."""
    with suppress(NotFound):
        refused_or_not(recorded=recorded, no=recorded.event.number % 2 == 1, by=BY, at=AT)
    write_effect("a")(recorded)


def test_what_a_handler_does_costs_no_savepoint_while_nothing_fails() -> None:
    ring(subjects(1)[0], 2)
    with CaptureQueriesContext(connection) as queries:
        outbox.Relay([handler(handle=acts)]).run_once()
    assert (numbers("part"), numbers("a")) == ([2], [2])
    assert not any("SAVEPOINT" in one["sql"] for one in queries.captured_queries)


def test_a_refusal_that_a_handler_lives_with_undoes_its_own_part_and_no_more() -> None:
    (subject,) = subjects(1)
    for number in range(4):
        ring(subject, number)
    outbox.drain([handler(handle=acts)])
    assert (numbers("part"), numbers("a")) == ([0, 2], [0, 1, 2, 3])
    assert not Letter.objects.exists()

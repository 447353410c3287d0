"""The shape of a write: one transaction, a known actor, a given time, counted, and recorded inside only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar

import pytest

from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.journal.api import WrongOperation, operation, record
from portreeve.foundation.observe import api as observe
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure.actor import Actor, system
from portreeve.foundation.pure.events import Event
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.refusals import NotAllowed

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY = system("tests")


@dataclass(frozen=True, kw_only=True)
class Planted(Event):
    kind: ClassVar[str] = "trial.planted"
    species: str


@operation
def plant(*, species: str, by: Actor, at: datetime, then: Any = None) -> str:
    """Plant something."""
    record(Planted(subject=uuid7(), species=species), by=by, at=at, details={"species": species})
    if then:
        then()
    return species


def refuse() -> None:
    raise NotAllowed


def counted(outcome: str) -> float:
    return observe.OPERATIONS.labels("journal.plant", outcome)._value.get()


@pytest.mark.django_db
def test_a_write_leaves_one_audit_entry_and_one_event() -> None:
    assert plant(species="oak", by=BY, at=AT) == "oak"
    event, entry = OutboxEvent.objects.get(), AuditEntry.objects.get()
    assert (event.kind, event.data, event.at, event.actor) == ("trial.planted", {"species": "oak"}, AT, "tests")
    assert (entry.act, entry.subject_type, entry.subject) == ("trial.planted", "trial", event.subject)
    assert entry.details == {"species": "oak"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [NotAllowed, ZeroDivisionError])
def test_a_write_that_fails_leaves_nothing(error: type[Exception]) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(error):
        plant(species="oak", by=BY, at=AT, then=fail)
    assert not OutboxEvent.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(WrongOperation, match="outside a transaction"):
        record(Planted(subject=uuid7(), species="oak"), by=BY, at=AT)


@pytest.mark.django_db
def test_writes_are_counted_by_how_they_ended() -> None:
    before = {outcome: counted(outcome) for outcome in ("done", "refused", "failed")}
    plant(species="oak", by=BY, at=AT)
    with pytest.raises(NotAllowed):
        plant(species="oak", by=BY, at=AT, then=refuse)
    with pytest.raises(ZeroDivisionError):
        plant(species="oak", by=BY, at=AT, then=lambda: 1 / 0)
    assert {o: counted(o) - n for o, n in before.items()} == {"done": 1, "refused": 1, "failed": 1}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"by": "Sam", "at": AT}, "must be an Actor"),
        ({"at": AT}, "must be an Actor"),
        ({"by": BY}, "aware time in UTC"),
        ({"by": BY, "at": AT.replace(tzinfo=None)}, "aware time in UTC"),
        ({"by": BY, "at": AT.astimezone(timezone(timedelta(hours=1)))}, "aware time in UTC"),
    ],
)
def test_a_write_without_a_proper_actor_and_time_is_refused(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(WrongOperation, match=says):
        plant(species="oak", **arguments)


def test_a_function_that_is_not_written_as_an_operation_is_refused_when_it_is_defined() -> None:
    def positional(case: str, *, by: Actor, at: datetime) -> None: ...

    def timeless(*, by: Actor) -> None: ...

    for wrong in (positional, timeless):
        with pytest.raises(WrongOperation, match="keyword arguments only"):
            operation(wrong)


@pytest.mark.django_db
def test_the_trace_of_a_page_is_in_what_it_wrote() -> None:
    trace = observe.begin()
    try:
        plant(species="oak", by=BY, at=AT)
    finally:
        observe.follow("")
    assert OutboxEvent.objects.get().trace == AuditEntry.objects.get().trace == trace

"""A dump restored into another server brings transaction ids that it has not reached yet: nothing may be lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction

from portreeve.foundation.audit import api as audit
from portreeve.foundation.commit_order.api import begin_eras
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.foundation.pure.ids import uuid7

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY = system("tests")
AHEAD = 5_000_000


@dataclass(frozen=True, kw_only=True)
class Moved(Event):
    kind: ClassVar[str] = "trial.moved"
    number: int


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> Any:
    settings.INSTALLATION = replace(settings.INSTALLATION, home=tmp_path)
    yield
    with connection.cursor() as cursor:  # a change of the tables themselves, which no test's end undoes
        for table in ("outbox_event", "portreeve_audit_auditentry"):
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN era SET DEFAULT 1")


def emit(number: int) -> UUID:
    with transaction.atomic():
        audit.append(act="trial.moved", subject_type="trial", subject=None, by=BY, at=AT)
        return outbox.emit(Moved(subject=uuid7(), number=number), by=BY, at=AT)


def come_from_another_server(*, cursors: bool) -> None:
    """Make the rows look as if a server far ahead of this one had written them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portreeve_audit_auditentry DISABLE TRIGGER portreeve_audit_keep")
        tables = ["outbox_event", "portreeve_audit_auditentry", *(["outbox_cursor"] if cursors else [])]
        for table in tables:
            cursor.execute(
                f"UPDATE {table} SET transaction = (transaction::text::bigint + {AHEAD})::text::xid8"
                " WHERE transaction::text::bigint > 0"
            )
        cursor.execute("ALTER TABLE portreeve_audit_auditentry ENABLE TRIGGER portreeve_audit_keep")


def test_events_from_before_and_after_a_restore_are_handed_on_once_and_in_order() -> None:
    taken: list[int] = []

    def take(recorded: Recorded[Moved]) -> None:
        taken.append(recorded.event.number)

    handler = outbox.Handler("mover", (Moved,), take)
    emit(1)
    emit(2)
    outbox.drain([handler])
    emit(3)
    come_from_another_server(cursors=True)
    begin_eras()
    emit(4)
    outbox.drain([handler])
    emit(5)
    outbox.drain([handler])
    assert taken == [1, 2, 3, 4, 5]


def test_without_the_new_era_they_would_wait_for_ever() -> None:
    taken: list[int] = []
    handler = outbox.Handler("mover", (Moved,), lambda recorded: taken.append(recorded.event.number))
    emit(1)
    come_from_another_server(cursors=True)
    outbox.Relay([handler]).run_once()
    assert taken == [], "This shows that the test above tests something."


def test_entries_from_before_and_after_a_restore_are_sealed_and_verified() -> None:
    emit(1)
    come_from_another_server(cursors=False)
    begin_eras()
    emit(2)
    assert audit.seal(at=AT) == 2
    emit(3)
    assert audit.seal(at=AT) == 1
    verdict = audit.verify()
    assert verdict.intact
    assert (verdict.entries, verdict.unsealed) == (3, 0)


def test_on_the_same_server_no_era_ever_begins() -> None:
    emit(1)
    assert begin_eras() == ()
    emit(2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT era FROM outbox_event")
        assert cursor.fetchall() == [(1,)]

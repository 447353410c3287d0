"""Events and handlers of these tests only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import connection, connections, transaction

from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.foundation.pure.ids import uuid7

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY = system("tests")


@dataclass(frozen=True, kw_only=True)
class Rang(Event):
    kind: ClassVar[str] = "trial.rang"
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    kind: ClassVar[str] = "trial.answered"


def ring(subject: UUID, number: int = 0) -> UUID:
    with transaction.atomic():
        return outbox.emit(Rang(subject=subject, number=number), by=BY, at=AT)


TABLE = (
    "CREATE TABLE trial_effect (id bigserial PRIMARY KEY, handler text, event uuid, subject uuid, number int,"
    " UNIQUE (handler, event))"
)


def write_effect(handler: str) -> Callable[[Recorded[Rang]], None]:
    def handle(recorded: Recorded[Rang]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO trial_effect (handler, event, subject, number) VALUES (%s, %s, %s, %s)",
                [handler, recorded.id, recorded.event.subject, recorded.event.number],
            )

    return handle


def numbers(handler: str = "a", subject: UUID | None = None) -> list[int]:
    some = " AND subject = %s" if subject else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT number FROM trial_effect WHERE handler = %s{some} ORDER BY id",
            [handler, *([subject] if subject else [])],
        )
        return [number for (number,) in cursor.fetchall()]


def handler(name: str = "a", handle: Callable[[Recorded[Any]], None] | None = None, **more: Any) -> outbox.Handler:
    return outbox.Handler(name, (Rang,), handle or write_effect(name), **more)


def subjects(count: int) -> list[UUID]:
    return [uuid7() for _ in range(count)]


def in_thread(act: Callable[[], None]) -> threading.Thread:
    """Run something on a database connection of its own."""

    def run() -> None:
        try:
            act()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread

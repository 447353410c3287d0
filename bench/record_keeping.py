"""What record-keeping costs: the audit row and the event of a write, the relay, the sealer and the check of the audit.

.venv/bin/python -m bench record_keeping
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import django

django.setup()

from bench.database import durable  # noqa: E402
from bench.writing import table, write  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402 - the models want the settings first

from portreeve.foundation.audit import api as audit  # noqa: E402
from portreeve.foundation.clock import api as clock  # noqa: E402
from portreeve.foundation.journal.api import record  # noqa: E402
from portreeve.foundation.outbox import api as outbox  # noqa: E402
from portreeve.foundation.pure.actor import system  # noqa: E402
from portreeve.foundation.pure.events import Event, Recorded  # noqa: E402
from portreeve.foundation.pure.ids import uuid7  # noqa: E402

BY = system("bench")
WRITES = 2000
THREADS = 8


@dataclass(frozen=True, kw_only=True)
class Counted(Event):
    kind: ClassVar[str] = "bench.counted"
    service: str
    number: int


def execute(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))


def change(number: int) -> None:
    """The write itself: one small row."""
    execute("INSERT INTO bench_row (number) VALUES (%s)", number)


def only_change(number: int) -> None:
    with transaction.atomic():
        change(number)


def with_audit(number: int) -> None:
    with transaction.atomic():
        change(number)
        audit.append(act="bench.counted", subject_type="bench", subject=uuid7(), by=BY, at=clock.now())


def with_record(number: int) -> None:
    with transaction.atomic():
        change(number)
        record(Counted(subject=uuid7(), service="missed-bin", number=number), by=BY, at=clock.now())


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of this process's own CPU: the second hardly depends on what else the machine does."""

    clock: float
    cpu: float

    def each(self, count: int) -> list[str]:
        return [f"{count / self.clock:,.0f}", f"{1000 * self.cpu / count:.3f} ms"]


def timed(act: Callable[[], object]) -> Took:
    began, cpu = time.perf_counter(), time.process_time()
    act()
    return Took(time.perf_counter() - began, time.process_time() - cpu)


def one_after_another(act: Callable[[int], None]) -> list[str]:
    """Writes on one connection, without waiting for the disk: what the statements cost."""
    execute("SET synchronous_commit = off")
    for number in range(200):
        act(number)
    took = timed(lambda: [act(number) for number in range(WRITES)])
    execute("RESET synchronous_commit")
    return took.each(WRITES)


def together(act: Callable[[int], None]) -> list[str]:
    """Writes by eight threads at once, durable."""

    def run() -> None:
        for number in range(WRITES // THREADS):
            act(number)
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(THREADS)]

    def all_of_them() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return timed(all_of_them).each(WRITES)


def handler(name: str) -> outbox.Handler:
    def handle(recorded: Recorded[Counted]) -> None:
        execute("INSERT INTO bench_effect (handler, event) VALUES (%s, %s)", name, recorded.id)

    return outbox.Handler(name, (Counted,), handle)


def relayed(names: list[str]) -> list[str]:
    """Events through as many handlers, each of which writes one row an event."""
    execute("TRUNCATE outbox_letter, outbox_cursor, bench_effect")
    count = outbox_size()
    return timed(lambda: outbox.drain([handler(name) for name in names], seconds=600)).each(count)


def outbox_size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM outbox_event")
        return int(cursor.fetchone()[0])


WAYS = {"the change alone": only_change, "with its audit entry": with_audit, "with both": with_record}


def main() -> int:
    """Measure and write docs/measured/record-keeping.md; 1 if the audit does not say that all is as it was written."""
    execute("CREATE TABLE bench_row (id bigserial PRIMARY KEY, number int)")
    execute("CREATE TABLE bench_effect (handler text, event uuid, UNIQUE (handler, event))")
    rows = [
        [f"a write, {name}, one connection, not waiting for the disk", *one_after_another(act)]
        for name, act in WAYS.items()
    ]
    rows += [[f"writes, {name}, {THREADS} threads, durable", *together(act)] for name, act in WAYS.items()]
    rows += [
        [f"relay: events through {len(names)} handler(s) of one insert each", *relayed(list(names))]
        for names in ("a", "abcde")
    ]
    entries: list[int] = []
    took = timed(lambda: entries.append(audit.seal(at=clock.now())))
    rows.append([f"sealing {entries[0]:,} entries", *took.each(entries[0])])
    rows.append(["verifying them", *timed(audit.verify).each(entries[0])])
    head = ("what", "a second, by the clock", "own processor time each")
    promises = f"{durable(os.environ['DATABASE_URL'])}."
    write(
        "record-keeping.md", "What record-keeping costs", "python -m bench record_keeping", promises, table(head, rows)
    )
    return 0 if audit.verify().intact else 1


if __name__ == "__main__":
    sys.exit(main())

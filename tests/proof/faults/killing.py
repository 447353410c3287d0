"""Kills the parts of a running council with SIGKILL, one after another and at random moments, with work in flight."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from portreeve.foundation.database.server import dsn
from proof.faults.council import Council

PARTS = ("web", "worker", "database")
_BUSY = {
    # What is to be sent or is being sent; of the rest of the worker's life, events that wait for a handler.
    "worker": "SELECT (SELECT count(*) FROM portreeve_correspondence_dispatch WHERE status IN ('queued', 'attempted'))"
    " + (SELECT count(*) FROM outbox_event e, (SELECT * FROM outbox_cursor WHERE handler = 'cases.tell') c"
    " WHERE (e.era, e.transaction, e.id) > (c.era, c.transaction, c.event))",
    "database": "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
    " AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()",
}
"""How much is under way in a part."""
PATIENCE = 180.0
"""Seconds in which a part that was killed must be at work again."""


def victims(council: Council, part: str, dice: random.Random) -> list[int]:
    """Return the processes of a part: of the web mostly one that answers pages, at times the one above them."""
    if part == "database":
        servers = council.run.children("postgres -D")
        return servers[:1] if servers else []
    found = sorted(council.run.children("supervisor.web" if part == "web" else "command_line worker"))
    if part == "web" and len(found) > 1:
        return [dice.choice(found[1:]) if dice.random() < 0.7 else found[0]]
    return found[:1]


@dataclass
class Killer:
    """Kills as often as was asked, and counts what was under way each time."""

    council: Council
    log: Path
    wanted: Counter[str]
    dice: random.Random = field(default_factory=lambda: random.Random(5))
    killed: Counter[str] = field(default_factory=Counter)
    in_flight: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    """The longest time, in seconds, until residents' reports were taken again."""

    def run(self) -> None:
        """Kill in random order. Each time all must be at work first, so that something is under way."""
        order = list(self.wanted.elements())
        self.dice.shuffle(order)
        for part in order:
            self._until_at_work()
            self._kill(part)

    def _kill(self, part: str) -> None:
        """Kill one as soon as it is busy; one that has nothing to do for a while is killed too, and counted apart.

        One that is just being started again, or that ended before it was killed, is waited for.
        """
        self._until(lambda: self._killed_one(part), f"there was no {part} to kill")

    def _killed_one(self, part: str) -> bool:
        """Kill one, if there is one; says whether there was."""
        for pid in victims(self.council, part, self.dice):
            busy = self._until_busy(part)
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                return False
            self.killed[part] += 1
            self.in_flight[part] += busy
            return True
        return False

    def _until_at_work(self) -> None:
        """Wait until a report that was made after now is taken and a worker is there, then a random moment more."""
        began, taken = time.monotonic(), self._taken()
        self._until(lambda: self._taken() > taken, "no report was taken")
        self.slowest = max(self.slowest, time.monotonic() - began)
        self._until(lambda: bool(self.council.run.children("command_line worker")), "there was no worker")
        time.sleep(self.dice.uniform(0.05, 2.5))

    def _until_busy(self, part: str) -> bool:
        """Wait for work under way, at most a while; says whether there is some."""
        if part == "web":
            return self._begun() > self._taken()
        try:
            with psycopg.connect(dsn(self.council.home), connect_timeout=3, autocommit=True) as line:
                end = time.monotonic() + 15
                while time.monotonic() < end:
                    if line.execute(_BUSY[part]).fetchone() != (0,):
                        return True
                    time.sleep(0.002)
        except psycopg.Error:
            pass
        return False

    def _taken(self) -> int:
        return self._count('"what": "acknowledged"')

    def _begun(self) -> int:
        return self._count('"what": "started"')

    def _count(self, words: str) -> int:
        return self.log.read_text().count(words) if self.log.exists() else 0

    def _until(self, true: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, (
                f"{otherwise} within {PATIENCE:.0f} s after {dict(self.killed)}; it said:\n{self.council.run.said()}"
            )
            time.sleep(0.1)

"""The request that creates the record, ours against django-helpdesk's, with everything it leads to done.

    .venv/bin/python -m bench create [--records 200] [--at-once 4]

Both: granian with 2 processes, the same embedded PostgreSQL, durable (asserted), the same number of senders, forms
filled in beforehand and only the sending measured. Ours until every handler and job is done, with the email written
to the demo's mailbox; theirs with its mails rendered and thrown away. It is installed apart, under build/.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bench.council import ROOT, free_port
from bench.database import durable
from bench.serving import (
    Cpu,
    answers,
    database_seconds,
    processes_of,
    seconds,
    serving,
    stop,
    until,
)
from bench.visitor import Visitor, person, to_check
from bench.writing import table, write

from portreeve.foundation.database.server import dsn, start

RIVAL = ("django-helpdesk==2.6.1", "django==5.2.19", "psycopg[binary]==3.3.9", "granian==2.8.7", "setuptools==84.2.1")
PLACE = ROOT / "build" / "rival"
WARM = 100
"""Records sent before we look, by either: a server plans a kept statement anew five times on each connection."""


@dataclass(frozen=True)
class Took:
    """How long so many records took."""

    records: int
    sending: float
    """Seconds until the last was answered."""
    all_done: float
    cpu: Cpu
    promises: str

    def each(self, used: float) -> float:
        """Return milliseconds of processor time for one record."""
        return 1000 * used / self.records


Send = Callable[[], None]


def together(sends: Sequence[Send], at_once: int) -> float:
    """Send all, so many at a time; returns the seconds it took. Raises what went wrong with any of them."""
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as threads:
        for one in [threads.submit(send) for send in sends]:
            one.result()
    return time.perf_counter() - began


def ours(count: int, at_once: int) -> Took:
    """Measure sending a report of fly-tipping."""
    with serving() as where:
        ready = [_checked(where.port, number) for number in range(count + WARM)]
        together(ready[:WARM], at_once)
        where.until_at_rest()
        before, began = where.cpu(), time.perf_counter()
        sending = together(ready[WARM:], at_once)
        where.until_at_rest()
        return Took(count, sending, time.perf_counter() - began, where.cpu() - before, where.settings())


def _checked(port: int, number: int) -> Send:
    """Return the sending of one report that is filled in."""
    visitor = Visitor(port, f"127.20.{number // 200}.{1 + number % 200}")
    who = person(Random(number), "fly-tipping", wide=0.9)
    you = {"name": who.name, "contact": "email", "email": f"resident{number}@example.com"}
    to_check(visitor, replace(who, answers={**who.answers, "you": you}))
    path, form = visitor.at.replace("/q/~check", "/send"), visitor.hidden()
    visitor.close()  # the server hangs up on those who say nothing for a while
    return lambda: visitor.once(path, form)


@contextmanager
def rival() -> Iterator[tuple[int, Callable[[], Cpu], str]]:
    """Run django-helpdesk; yields its port, how to read its processor time, and what its database promises."""
    python = installed()
    home = Path(tempfile.mkdtemp(prefix="portreeve-bench-rival-"))
    database = start(home)
    where, port = dsn(home), free_port()
    environment = {**os.environ, "RIVAL_SOCKET": _socket(where), "PYTHONPATH": str(ROOT), "RIVAL_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    try:
        subprocess.run([python, "-m", "bench.rival.prepare"], env=environment, cwd=ROOT, check=True)
        server = [python, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--port", str(port), "--log-level"]
        terminal = home / "terminal"
        with terminal.open("wb") as said:
            process = subprocess.Popen(
                [*server, "warning", "bench.rival.wsgi:application"],
                env=environment,
                cwd=ROOT,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        try:
            until(lambda: answers(port, "/tickets/submit/"), process, terminal)
            yield port, lambda: _rivals(home), durable(where)
        finally:
            stop(process)
    finally:
        database.stop()
        shutil.rmtree(home, ignore_errors=True)


def _rivals(home: Path) -> Cpu:
    web = processes_of(home, "granian")
    return Cpu(web=seconds(web), database=database_seconds(home), ours=time.process_time())


def _socket(where: str) -> str:
    return next(part.partition("=")[2] for part in where.split() if part.startswith("host=")).strip("'")


def installed() -> str:
    """Return the Python of an environment with the rival in it, made if it is not there."""
    python = PLACE / "bin" / "python"
    if not (PLACE / "done").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *RIVAL], check=True)
        (PLACE / "done").touch()
    return str(python)


def theirs(count: int, at_once: int) -> Took:
    """Measure sending a public ticket."""
    with rival() as (port, cpu, promises):
        ready = [_filled_in(port, number) for number in range(count + WARM)]
        together(ready[:WARM], at_once)
        before = cpu()
        sending = together(ready[WARM:], at_once)
        return Took(count, sending, sending, cpu() - before, promises)


def _filled_in(port: int, number: int) -> Send:
    """Return the sending of one ticket that is filled in."""
    visitor = Visitor(port, f"127.20.{number // 200}.{1 + number % 200}")
    visitor.get("/tickets/submit/")
    body = "Bags of rubbish and furniture, as much as fits in the boot of a car, by the gate. Not blocking anything."
    ticket = {"title": "Rubbish dumped in Mill Lane", "body": body, "submitter_email": f"resident{number}@example.com"}
    form = {**visitor.hidden(), **ticket}
    visitor.close()
    return lambda: visitor.once("/tickets/submit/", form)


def main() -> None:
    """Measure and write docs/measured/create.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=4)
    chosen = parser.parse_args()
    we, they = (measure(chosen.records, chosen.at_once) for measure in (ours, theirs))
    rows = [
        ("records a second, answered", *_pair(we.records / we.sending, they.records / they.sending)),
        ("records a second, everything done", *_pair(we.records / we.all_done, they.records / they.all_done)),
        ("processor time a record, web", *_pair(we.each(we.cpu.web), they.each(they.cpu.web), "ms", less=True)),
        ("... worker, afterwards", f"{we.each(we.cpu.worker):.1f} ms", "none", ""),
        ("... database", *_pair(we.each(we.cpu.database), they.each(they.cpu.database), "ms", less=True)),
        ("... altogether", *_pair(we.each(we.cpu.served), they.each(they.cpu.served), "ms", less=True)),
        ("... who asks", *_pair(we.each(we.cpu.ours), they.each(they.cpu.ours), "ms", less=True)),
    ]
    command = f"python -m bench create --records {chosen.records} --at-once {chosen.at_once}"
    about = f"{chosen.records} records by {chosen.at_once} senders; {we.promises}; against {RIVAL[0]}. {_WHAT}"
    head = ("", "ours", "theirs", "ours is better by")
    assert we.promises == they.promises
    write("create.md", "The request that creates the record", command, about, table(head, rows))


_WHAT = (
    "Ours: the case with its routing, promise and reference, audit entry and events, then receipt by email (to the "
    "demo's mailbox), contact, facts and seal. Theirs: the ticket, its follow-up and its rendered mails."
)


def _pair(we: float, they: float, unit: str = "", *, less: bool = False) -> tuple[str, str, str]:
    ratio = they / we if less else we / they
    return f"{we:.1f} {unit}".strip(), f"{they:.1f} {unit}".strip(), f"{ratio:.2f}×"


if __name__ == "__main__":
    main()

"""A council that runs for a measurement: started as a person would start it, its processor time read from the kernel.

It has the demo's services, words and staff, without its addresses and its past; its clock says ten in the morning, for
no texts go out at night.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from bench.council import ROOT, free_port, small_council
from bench.database import durable

from portreeve.foundation.database.server import dsn

TICK = os.sysconf("SC_CLK_TCK")
_CLI = (sys.executable, "-m", "portreeve.config.command_line")
_OPEN = "SELECT count(*) FROM portreeve_correspondence_dispatch WHERE status IN ('waiting', 'queued', 'attempted')"
_BEHIND = """
SELECT count(*) FROM outbox_cursor c
WHERE c.handler = %s AND EXISTS (
  SELECT FROM outbox_event e WHERE e.kind = ANY(%s) AND (e.era, e.transaction, e.id) > (c.era, c.transaction, c.event)
)
"""
_KINDS = """
import django, json
django.setup()
from portreeve.config.wiring import handlers
print(json.dumps({handler.name: sorted(handler.codes()) for handler in handlers()}))
"""


@dataclass(frozen=True)
class Cpu:
    """Seconds of processor time."""

    web: float = 0.0
    worker: float = 0.0
    database: float = 0.0
    ours: float = 0.0
    """This process: whoever asks for the pages."""

    def __sub__(self, before: Cpu) -> Cpu:
        """Return what was used since."""
        return Cpu(
            self.web - before.web,
            self.worker - before.worker,
            self.database - before.database,
            self.ours - before.ours,
        )

    @property
    def served(self) -> float:
        """What the side that serves used altogether."""
        return self.web + self.worker + self.database


@dataclass
class Serving:
    """A running council."""

    home: Path
    port: int
    environment: dict[str, str]
    handlers: dict[str, list[str]]
    """Of each handler, the kinds of events that it takes."""

    def cpu(self) -> Cpu:
        """Return the processor time used so far. A web process that ended is not counted any more."""
        return Cpu(
            seconds(processes_of(self.home, "supervisor.web")),
            seconds(processes_of(self.home, "command_line worker")),
            database_seconds(self.home),
            time.process_time(),
        )

    def until_at_rest(self, patience: float = 600) -> None:
        """Wait until every event was handed on and nothing to be sent is open."""
        end = time.monotonic() + patience
        with psycopg.connect(dsn(self.home), autocommit=True) as line:
            while any(
                line.execute(sql, values).fetchone() != (0,)
                for sql, values in [(_OPEN, ()), *((_BEHIND, one) for one in self.handlers.items())]
            ):
                if time.monotonic() > end:
                    raise TimeoutError("The afterwards-work does not come to an end.")
                time.sleep(0.25)

    def settings(self) -> str:
        """Return what the database promises. Raises AssertionError if it is not durable."""
        return durable(dsn(self.home))


def processes_of(home: Path, words: str) -> list[int]:
    """Return the processes with these words in their command line that belong to a home folder."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
            if words.encode() not in command:
                continue
            if os.fsencode(home) in command + (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def seconds(pids: list[int], *, ended_children: bool = False) -> float:
    """Return the processor time of processes; of those that they waited for too, if wanted."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11 : 15 if ended_children else 13]))
    return total / TICK


def database_seconds(home: Path) -> float:
    """Return the processor time of a database: its server, what that runs now, and what of it has ended."""
    servers = processes_of(home, "postgres -D")
    running = [
        int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit() and _parent(folder) in servers
    ]
    return seconds(servers, ended_children=True) + seconds([pid for pid in running if pid not in servers])


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@contextmanager
def serving() -> Iterator[Serving]:
    """Run a council while the block lasts, or until we are told to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="portreeve-bench-"))
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL"}} | {
        "PORTREEVE_DEMO": "1",
        "PORTREEVE_HOME": str(folder / "home"),
        "PORTREEVE_COUNCIL": str(small_council(folder)),
        "PORT": str(port),
        "PORTREEVE_LOG_LEVEL": "WARNING",
    }
    with (folder / "terminal").open("wb") as terminal:
        process = subprocess.Popen(
            [*_CLI, "run"], env=environment, cwd=ROOT, stdout=terminal, stderr=terminal, start_new_session=True
        )
    try:
        said = folder / "terminal"
        until(lambda: "All is loaded" in said.read_text(), process, said)
        subprocess.run(
            [*_CLI, "clock", "set", "2026-11-10T10:00"],
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield Serving(folder / "home", port, environment, kinds_of_handlers(environment))
    finally:
        stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def kinds_of_handlers(environment: dict[str, str]) -> dict[str, list[str]]:
    """Ask the wiring who takes which events."""
    own = environment | {"DJANGO_SETTINGS_MODULE": "portreeve.config.settings.django"}
    done = subprocess.run([sys.executable, "-c", _KINDS], env=own, cwd=ROOT, check=True, capture_output=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def until(true: Callable[[], bool], process: subprocess.Popen[bytes], said: Path, patience: float = 240) -> None:
    """Wait for something of a process that is starting. Raises RuntimeError with what it said."""
    end = time.monotonic() + patience
    while not true():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"It did not start:\n{said.read_text()}")
        time.sleep(0.2)


def answers(port: int, path: str) -> bool:
    """Say whether a page is there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return int(answer.status) == 200
    except (OSError, urllib.error.URLError):
        return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop what we started, and no other."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

"""One process that the supervisor keeps alive."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from portreeve.config.supervisor.parent import SUPERVISOR

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
LARGEST_LOG = 20_000_000
SETTLED = 60.0
"""Seconds after which a process counts as well again, and its next restart is quick."""


@dataclass(slots=True)
class BackOff:
    """How long to wait before the next restart: doubled each time, until the process has stayed up for a while."""

    pause: float = FIRST_PAUSE

    def after(self, lived: float) -> float:
        """Return the seconds to wait after a process that lived so long."""
        if lived >= SETTLED:
            self.pause = FIRST_PAUSE
        now, self.pause = self.pause, min(self.pause * 2, LONGEST_PAUSE)
        return now


@dataclass(slots=True)
class Child:
    """A command that must always be running."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    """Where what it says is kept; without one it goes where ours goes."""
    process: subprocess.Popen[bytes] | None = None
    back_off: BackOff = field(default_factory=BackOff)
    started: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C is for the supervisor, which stops all in good order."""
        with log_to(self.log) as said:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                env={**os.environ, SUPERVISOR: str(os.getpid())},
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        self.started = time.monotonic()

    def tend(self) -> str:
        """Start it again when it has ended and its time has come. Returns what happened, for the person watching."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return ""
        code = self.process.poll()
        if code is None:
            return ""
        self.end(signal.SIGKILL)  # whatever it left behind in its session
        pause = self.back_off.after(time.monotonic() - self.started)
        self.process, self.due = None, time.monotonic() + pause
        where = f" What it said is in {self.log}." if self.log else ""
        return f"{self.name} {ending(code)}; starting it again in {pause:.3g} s.{where}"

    def ended(self) -> int | None:
        """Return the code it ended with, if it has."""
        return self.process.poll() if self.process else None

    def last_words(self) -> str:
        """Return the end of its log, or where to look."""
        if self.log is None or not self.log.exists():
            return f"What {self.name} said is above."
        lines = self.log.read_text(errors="replace").splitlines()[-3:]
        return "\n".join([f"The last lines of {self.log}:", *lines])

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal to the process, or with SIGKILL to all of its session."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            if how is signal.SIGKILL:
                os.killpg(self.process.pid, how)
            else:
                self.process.send_signal(how)

    def finish(self, until: float) -> None:
        """Wait for the end, at most until then; after that kill it."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, until - time.monotonic()))
        self.end(signal.SIGKILL)
        self.process.wait()


@contextmanager
def log_to(log: Path | None) -> Iterator[IO[bytes] | None]:
    """Open a log to add to; one that has grown large is kept once under another name and begun afresh."""
    if log is None:
        yield None
        return
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".old"))
    with log.open("ab") as said:
        yield said


def ending(code: int) -> str:
    """Say in words how a process ended."""
    if code >= 0:
        return f"ended with code {code}"
    return f"was ended by {signal.Signals(-code).name}"

"""Runs `portreeve run` as a person would, in a home and at a port of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PATIENCE = 60.0
_AS_A_TERMINAL = ("env", "--default-signal=INT")
"""Has Ctrl-C end what does not listen to it yet: what tests begin in the background would inherit ignoring it."""


def processes_of(home: Path) -> list[int]:
    """Return the processes whose environment or command line names a home folder."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if os.fsencode(home) in told and state != "Z":
                found.append(int(folder.name))
    return found


class Running:
    """One `portreeve run`."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.log = home.with_name(f"terminal-{time.monotonic_ns()}")
        environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PORTREEVE_SUPERVISOR"}}
        self.log.parent.mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*_AS_A_TERMINAL, sys.executable, "-m", "portreeve.config.command_line", "run"],
                env={**environment, "PORTREEVE_HOME": str(home), "PORTREEVE_DEMO": "1", "PORT": str(port)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text()

    def until_said(self, words: str, patience: float = PATIENCE) -> None:
        self.until(lambda: words in self.said(), f"did not say {words!r}", patience)

    def until(self, true, otherwise: str, patience: float = PATIENCE) -> None:
        end = time.monotonic() + patience
        while not true():
            assert time.monotonic() < end, f"{otherwise}; it said:\n{self.said()}"
            time.sleep(0.05)

    def page(self, path: str = "/readyz") -> int:
        """Ask for a page; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def children(self, words: str) -> list[int]:
        """Return the processes of this run whose command line has these words."""
        return [p for p in processes_of(self.home) if words.encode() in _command(p)]

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(120)  # to find what hangs, not what is slow on a busy machine
        except subprocess.TimeoutExpired:
            raise AssertionError(f"did not stop on {how.name}; it said:\n{self.said()}") from None


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return b""

"""A small council of its own for the proof: its home, its port, its database read from outside, and its commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from bench.council import free_port, small_council

from integration.supervisor.running import Running
from portreeve.foundation.database.server import dsn

ROOT = Path(__file__).parents[3]
ADDRESSES = 600


@dataclass
class Council:
    """Everything of one `portreeve run`, and the resident traffic beside it."""

    home: Path
    run: Running

    @property
    def environment(self) -> dict[str, str]:
        """Return what commands against this council are run with."""
        mine = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PORTREEVE_SUPERVISOR"}}
        paths = os.pathsep.join(str(ROOT / part) for part in ("src", "tests", "."))
        more = {"PORTREEVE_HOME": str(self.home), "PORTREEVE_DEMO": "1", "PORT": str(self.run.port)}
        return mine | more | {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "portreeve.config.settings.django"}

    def command(self, *words: str) -> tuple[int, Any]:
        """Run a command of `portreeve` with --json; returns its code and its answer."""
        done = self._python("-m", "portreeve.config.command_line", *words, "--json")
        assert done.stdout, f"{words} said nothing but:\n{done.stderr}"
        return done.returncode, json.loads(done.stdout)

    def act(self, *words: str) -> Any:
        """Do one of the acts of `proof.faults.acts` in a process of its own; returns its answer."""
        done = self._python("-m", "proof.faults.acts", *words)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the database from outside. Raises psycopg.Error while it is down."""
        with psycopg.connect(dsn(self.home), connect_timeout=3) as line:
            return line.execute(sql, values).fetchall()  # type: ignore[call-overload]

    def one(self, sql: str, *values: object) -> Any:
        """Read one value."""
        return self.rows(sql, *values)[0][0]

    def until(self, true: Any, otherwise: str, patience: float) -> None:
        """Wait for something. Raises AssertionError with what was said when it does not come."""
        end = time.monotonic() + patience
        while not true():
            assert time.monotonic() < end, f"{otherwise} within {patience:.0f} s; it said:\n{self.run.said()}"
            time.sleep(1)


@contextmanager
def traffic(council: Council, folder: Path, residents: int) -> Iterator[Path]:
    """Let residents report things while the block lasts, in a process that nothing here kills; yields its log."""
    log, end = folder / "traffic.jsonl", folder / "traffic.end"
    postcodes = folder / "postcodes"
    command = [sys.executable, "-m", "bench.traffic", "--port", str(council.run.port), "--log", str(log)]
    command += ["--until", str(end), "--postcodes", str(postcodes), "--residents", str(residents)]
    process = subprocess.Popen(command, env=council.environment, cwd=ROOT)
    try:
        yield log
        end.touch()
        process.wait(400)
    finally:
        process.kill()
        process.wait()


@contextmanager
def running_council(folder: Path) -> Iterator[Council]:
    """Start a council, make it ten in the morning there (at night no text would go out), and load some addresses."""
    before = os.environ.get("PORTREEVE_COUNCIL")
    os.environ["PORTREEVE_COUNCIL"] = str(small_council(folder))
    home = folder / "home"
    council = Council(home, Running(home, free_port()))
    try:
        council.run.until_said("All is loaded", 240)
        assert council.command("clock", "set", "2026-11-10T10:00")[0] == 0
        (folder / "postcodes").write_text("\n".join(council.act("load", str(ADDRESSES))))
        yield council
    finally:
        council.run.stop()
        os.environ.pop("PORTREEVE_COUNCIL")
        if before is not None:
            os.environ["PORTREEVE_COUNCIL"] = before

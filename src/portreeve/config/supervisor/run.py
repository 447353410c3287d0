"""The supervisor's life: start everything in order, watch it, stop it all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from portreeve.config.settings.read import Settings
from portreeve.config.supervisor.child import BackOff, Child, ending
from portreeve.config.supervisor.front_door import first_page, port_in_use
from portreeve.config.supervisor.parent import SUPERVISOR
from portreeve.foundation.database import api as database

Say = Callable[[str], None]
_STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_PATIENCE = 15.0
_FIRST_PAGE = 60.0
_OURSELVES = (sys.executable, "-m", "portreeve.config.command_line")


class CannotRun(Exception):
    """Portreeve cannot be started here; the text says why and what to do."""


class Supervisor:
    """Owns the children and the database of one `portreeve run`."""

    def __init__(self, settings: Settings, say: Say) -> None:
        """Take the settings and a way to tell the person at the terminal."""
        self.settings = settings
        self.say = say
        self.stopping = False
        self.database: database.Server | None = None
        self._database_back_off = BackOff()
        self._database_since = 0.0
        self.children = [
            Child("web", (sys.executable, "-m", "portreeve.config.supervisor.web"), self._log("web")),
            Child("worker", (*_OURSELVES, "worker"), self._log("worker")),
        ]

    def run(self, ready: Callable[[], None]) -> int:
        """Run until told to stop; `ready` is called once the first page answers. Raises CannotRun."""
        with _signals(self._stop):
            try:
                self._start()
                self._watch(ready)
            finally:
                self._end()
        return 0

    def _log(self, name: str) -> Path | None:
        """In the demo logs go to files, so that the terminal stays readable; elsewhere to whoever runs us."""
        return self.settings.home.absolute() / "log" / f"{name}.log" if self.settings.demo else None

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self) -> None:
        if port_in_use(self.settings.listen, self.settings.port):
            raise CannotRun(
                f"Port {self.settings.port} is in use by another program. Stop that one, or choose another port: "
                f"PORT={self.settings.port + 1} make demo"
            )
        if not self.settings.database_url:
            try:
                self._start_database()
            except database.DatabaseUnavailable as problem:
                raise CannotRun(str(problem)) from problem
        self._prepare()
        for child in self.children:
            if not self.stopping:
                child.start()

    def _start_database(self) -> None:
        self.database = database.start(self.settings.home, programs=self.settings.postgres_bin)
        self._database_since = time.monotonic()

    def _prepare(self) -> None:
        """Bring the tables up to date, in a process of its own: this one stays small."""
        environment = {**os.environ, SUPERVISOR: str(os.getpid())}
        preparing = subprocess.Popen(  # noqa: S603
            (*_OURSELVES, "migrate", "--prepare"), env=environment, start_new_session=True, stdin=subprocess.DEVNULL
        )
        while (code := preparing.poll()) is None:
            if self.stopping:
                preparing.terminate()
            time.sleep(0.05)
        if code and not self.stopping:
            raise CannotRun(f"The database could not be prepared (this {ending(code)}); what it said is above.")

    def _watch(self, ready: Callable[[], None]) -> None:
        begun, told = time.monotonic(), False
        while not self.stopping:
            for child in self.children:
                if news := child.tend():
                    self.say(news)
            self._tend_database()
            if not told and first_page(self.settings.listen, self.settings.port):
                told = True
                ready()
            if not told and time.monotonic() - begun > _FIRST_PAGE:
                told = True
                self.say(f"No page has answered for {_FIRST_PAGE:.0f} seconds; the log of web says why.")
            time.sleep(0.1 if told else 0.05)

    def _tend_database(self) -> None:
        """Start the embedded database again when it has died. The others wait for it."""
        if self.database is None or self.database.alive():
            return
        self.say("The database has died; starting it again.")
        self.database.stop()
        time.sleep(self._database_back_off.after(time.monotonic() - self._database_since))
        try:
            self._start_database()
        except database.DatabaseUnavailable as problem:
            self.say(str(problem))

    def _end(self) -> None:
        """Stop web and worker together, then the database they write to."""
        for child in self.children:
            child.end()
        until = time.monotonic() + _PATIENCE
        for child in self.children:
            child.finish(until)
        if self.database is not None:
            self.database.stop()


@contextmanager
def _signals(stop: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Have the stop signals say that it is time, instead of ending us mid-way."""
    before = {number: signal.signal(number, stop) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

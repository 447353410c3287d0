"""The supervisor's life: start everything in order, watch it, stop it all."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from portreeve.config.settings.read import Settings
from portreeve.config.supervisor import demo, notify_twin
from portreeve.config.supervisor.child import BackOff, Child, ending
from portreeve.config.supervisor.front_door import first_page, port_in_use
from portreeve.config.supervisor.web import NOT_PREPARED
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
        self.web = Child("web", (sys.executable, "-m", "portreeve.config.supervisor.web"), self._log("web"))
        self.worker = Child("worker", (*_OURSELVES, "worker"), self._log("worker"))
        self.helpers = [self.worker]
        if notify_twin.wanted(settings):
            command = (sys.executable, "-m", "portreeve.config.supervisor.notify_twin")
            self.helpers.append(Child("notify", command, self._log("notify")))
        self.children = [self.web]
        self.preparing: Child | None = None

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

    def _share_metrics(self) -> None:
        """Give all our processes one folder for their counts, begun anew: any of them can then tell them all."""
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            return
        folder = self.settings.home.absolute() / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)

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
        self._share_metrics()
        if not self.stopping:  # told to stop while the database was being made: then nothing else is begun
            self.web.start()

    def _start_database(self) -> None:
        self.database = database.start(self.settings.home, programs=self.settings.postgres_bin)
        self._database_since = time.monotonic()

    def _watch(self, ready: Callable[[], None]) -> None:
        self._wait_for_first_page()
        if not self.stopping:
            # They need the tables that web has made, and the processor web was using.
            for helper in self.helpers:
                self.children.append(helper)
                helper.start()
            ready()
            self._begin_to_prepare()
        while not self.stopping:
            self._tend()
            self._tend_preparing()
            time.sleep(0.1)

    def _begin_to_prepare(self) -> None:
        """Load the demo's borough and its past, while pages are served already."""
        if self.settings.demo and not demo.is_prepared(self.settings):
            self.say("The borough's addresses and its past two years are being loaded; pages work meanwhile.")
            self.preparing = Child("prepare", (*_OURSELVES, "prepare"), self._log("prepare"))
            self.preparing.start()

    def _tend_preparing(self) -> None:
        """Say when the loading has ended; it is not done again before the next start."""
        if self.preparing is None or (code := self.preparing.ended()) is None:
            return
        if code == 0:
            demo.mark_prepared(self.settings)
            self.say("All is loaded.")
        else:
            self.say(f"The loading {ending(code)}. {self.preparing.last_words()}")
        self.preparing = None

    def _wait_for_first_page(self) -> None:
        impatient = time.monotonic() + _FIRST_PAGE
        chosen = self.settings
        while not self.stopping and not first_page(chosen.listen, chosen.port, chosen.own_host):
            if self.web.ended() == NOT_PREPARED:
                raise CannotRun(f"The database could not be prepared.\n{self.web.last_words()}")
            self._tend()
            if time.monotonic() > impatient:
                impatient = time.monotonic() + _FIRST_PAGE
                self.say(f"Still no page after {_FIRST_PAGE:.0f} seconds. {self.web.last_words()}")
            time.sleep(0.05)

    def _tend(self) -> None:
        for child in self.children:
            if news := child.tend():
                self.say(news)
        self._tend_database()

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
        all_of_them = [*self.children, *([self.preparing] if self.preparing else [])]
        for child in all_of_them:
            child.end()
        until = time.monotonic() + _PATIENCE
        for child in all_of_them:
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

"""The process that does afterwards-work: the relay of events, jobs for the outside, and timers."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from portreeve.config import wiring
from portreeve.config.supervisor.timers import keep_time
from portreeve.foundation.outbox import api as outbox

if TYPE_CHECKING:
    from procrastinate import App

log = logging.getLogger("portreeve.worker")
JOBS_AT_ONCE = 4
JOBS_FINISH = 8
"""Seconds in which jobs under way may finish once we are told to stop."""
ALL_FINISH = 11
"""Seconds after which we leave whatever is still going on: without its database the job library waits for ever."""


def run() -> int:
    """Work until SIGTERM or SIGINT; returns the exit code. When any part fails all stop, and are started afresh."""
    stop, failed = threading.Event(), threading.Event()
    relay = outbox.Relay(wiring.handlers())
    threading.Thread(target=_leave_in_time, args=(stop,), name="leave", daemon=True).start()
    parts: list[tuple[str, Callable[[], None]]] = [
        ("relay", lambda: relay.run(stop)),
        ("timers", lambda: keep_time(wiring.timers(), stop)),
    ]
    threads = [threading.Thread(target=_guarded, args=(name, part, stop, failed), name=name) for name, part in parts]
    for thread in threads:
        thread.start()
    try:
        asyncio.run(_jobs(stop))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return 1 if failed.is_set() else 0


def _leave_in_time(stop: threading.Event) -> None:
    """Once told to stop, end the process in any case. What was not committed is done again by the next worker."""
    stop.wait()
    time.sleep(ALL_FINISH)
    log.warning("worker_left_before_all_was_finished")
    os._exit(1)


def _guarded(name: str, part: Callable[[], None], stop: threading.Event, failed: threading.Event) -> None:
    """Run one part; when it breaks, write why and stop all."""
    try:
        part()
    except Exception:
        failed.set()
        log.exception("worker_part_failed", extra={"job": name})
    finally:
        stop.set()


def jobs_app() -> App:
    """Return an app for running jobs, with every task of ours and a connection of its own.

    The one app of this process stays as it is, on Django's connection. The library's `replace_connector` would change
    it for the relay's thread too: jobs would then be made on a connection apart, and run before what they are about is
    committed, or although it never is.
    """
    from procrastinate import App
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from portreeve.channels.staff_desk import jobs  # noqa: F401 - the library looks into Django's apps; this is none

    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 - procrastinate's Django app always has it
    running = App(connector=connector.get_worker_connector(), worker_defaults=app.worker_defaults)
    running.tasks = app.tasks
    return running


async def _jobs(stop: threading.Event) -> None:
    """Run procrastinate's jobs until told to stop; those under way may finish."""
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with jobs_app().open_async() as app:
        work = asyncio.create_task(
            app.run_worker_async(
                concurrency=JOBS_AT_ONCE, install_signal_handlers=False, shutdown_graceful_timeout=JOBS_FINISH
            )
        )
        told = asyncio.create_task(asyncio.to_thread(stop.wait))
        await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        work.cancel()
        await asyncio.gather(work, told, return_exceptions=True)
        if work.done() and not work.cancelled() and (error := work.exception()):
            raise error

"""Things done every so often, by one worker at a time however many run."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import Error, close_old_connections, connection

from portreeve.foundation.clock import api as clock

log = logging.getLogger("portreeve.timers")


@dataclass(frozen=True, slots=True)
class Timer:
    """What is done, how often at most, and under which name. Doing it once more than needed must do no harm."""

    name: str
    seconds: float
    do: Callable[[datetime], object]
    """Is given the time, the council's demo clock included."""


def keep_time(timers: Sequence[Timer], stop: threading.Event) -> None:
    """Do each timer's work when it is due, until told to stop. One that fails is tried again at its next turn."""
    due = {timer.name: 0.0 for timer in timers}
    while not stop.is_set():
        for timer in timers:
            if time.monotonic() >= due[timer.name] and not stop.is_set():
                due[timer.name] = time.monotonic() + timer.seconds
                _turn(timer)
        close_old_connections()
        stop.wait(max(0.05, min(due.values(), default=0) - time.monotonic()) if due else 1)


def _turn(timer: Timer) -> None:
    try:
        if _only_one(timer.name):
            try:
                timer.do(clock.now())
            finally:
                _let_go(timer.name)
    except Exception as error:  # noqa: BLE001 - one timer that fails must not stop the others
        log.warning("timer_failed", extra={"job": timer.name, "error": type(error).__name__})
        if isinstance(error, Error):
            connection.close()


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"timer {name}".encode()).digest()[:8], signed=True)


def _only_one(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_key(name)])
        return bool(cursor.fetchone()[0])


def _let_go(name: str) -> None:
    """Give the lock back; a connection that broke has given it back already."""
    if connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_key(name)])

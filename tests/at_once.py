"""The same thing done by several threads at the same time, each with database connections of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction

_PATIENCE = 20.0


def at_once(count: int, act: Callable[[], Any]) -> list[Any]:
    """Do something in several threads that begin together; returns what each came to, refusals and errors too."""
    results: list[Any] = []
    ready = threading.Barrier(count)

    def run() -> None:
        ready.wait()
        try:
            results.append(act())
        except Exception as refused:  # noqa: BLE001 - the test looks at whatever came of it
            results.append(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def in_turn(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any, bool]:
    """Do two things on connections of their own, the second begun before what the first did is committed.

    The first commits once the second waits for a lock of the database, or is through without waiting. Returns what
    each came to, refusals and errors too, and whether the second waited.
    """
    results: dict[str, Any] = {}
    done, begun = threading.Event(), threading.Event()

    def keep(name: str, act: Callable[[], Any]) -> None:
        try:
            results[name] = act()
        except Exception as refused:  # noqa: BLE001 - the test looks at whatever came of it
            results[name] = refused

    def before() -> None:
        with transaction.atomic():
            keep("first", first)
            begun.set()
            _until(lambda: done.is_set() or _somebody_waits())
            results["waited"] = not done.is_set()
        connections.close_all()

    def after() -> None:
        begun.wait(_PATIENCE)
        keep("second", second)
        done.set()
        connections.close_all()

    threads = [threading.Thread(target=run) for run in (before, after)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results["first"], results["second"], results["waited"]


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.02)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])

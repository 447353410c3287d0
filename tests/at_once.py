"""The same thing done by several threads at the same time, each with database connections of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


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

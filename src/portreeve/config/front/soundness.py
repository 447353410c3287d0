"""Whether a page's database connection is still there: asked of the kernel while it is in use, of the server else."""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.signals import request_started
from django.db import connection

LATELY = 5.0
"""Seconds after its last answer in which a silent connection is taken to be sound without asking the server.

A page that asks nothing proves nothing: what lies idle for long may have been dropped on the way without a word.
"""


class _Used(threading.local):
    """When this thread, which has a connection of its own, last had an answer."""

    at = float("-inf")


_used = _Used()


def _note(execute: Callable[..., Any], *asked: Any) -> Any:
    """Note that the server has answered; Django calls it for each statement."""
    answer = execute(*asked)
    _used.at = time.monotonic()
    return answer


def _judge(**_kwargs: Any) -> None:
    """Spare the server its question where the answer is known: Django asks it with each page."""
    own: Any = connection
    if _note not in own.execute_wrappers:
        own.execute_wrappers.append(_note)
    if own.connection is not None and time.monotonic() - _used.at < LATELY and _silent(own.connection.fileno()):
        own.health_check_done = True


def _silent(socket: int) -> bool:
    """Say whether nothing has come since the last answer: a server that ends says so, and its kernel does if it dies.

    Whatever else comes unasked is for the server's own check to sort out.
    """
    look = select.poll()
    look.register(socket, select.POLLIN)
    return not look.poll(0)


def watch() -> None:
    """Begin to judge, after Django has put its own question off to a page's first query."""
    request_started.connect(_judge, dispatch_uid="portreeve.soundness")

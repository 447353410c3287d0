"""The page that is shown when something broke: what every channel's own has in common."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable

from django.db import Error as DatabaseTrouble
from django.http import HttpResponse


def fault_page(make: Callable[[bool], HttpResponse]) -> HttpResponse:
    """Return the page that `make` makes of the fault that is being handled, told whether a disk is full.

    A disk that is full is a fault of its own: what was kept is still there, and the same may be sent again soon. What
    `make` does must not need the database. If it breaks too, people still get an answer.
    """
    full = _is_full(sys.exc_info()[1])
    try:
        made = make(full)
    except Exception:  # noqa: BLE001 - whatever broke the page may break its words too
        made = HttpResponse(_LAST)
    made.status_code = 503 if full else 500
    made["Cache-Control"] = "no-store"
    if full:
        made["Retry-After"] = "300"
    return made


def _is_full(error: BaseException | None) -> bool:
    """Say whether a disk was full: ours, or the database's, which says so by its code."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(error, DatabaseTrouble) and getattr(error.__cause__, "sqlstate", "") == "53100"


_LAST = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Sorry, there is a problem with the service</title></head>
<body><main><h1>Sorry, there is a problem with the service</h1>
<p>Try again later. Nothing that you sent before is lost.</p></main></body></html>
"""

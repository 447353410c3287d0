"""A hold and what would take records away at the same instant: one of them waits for the other.

One lock for everybody, not one a person: a row may be several people's, and a hold on any of them keeps it. Erasures
and disposals share it, so they never wait for each other; a hold waits for those that are under way (one transaction
of disposal at most), and what comes after it sees it. It is let go when the transaction ends.
"""

from __future__ import annotations

from django.db import connection

_KEY = 0x706F_7274_686F_6C64
"""Key of the advisory lock: "port" and "hold" in ASCII."""


def before_holding() -> None:
    """Wait for everything that is taking records away now, and keep the next from beginning until we have committed."""
    _wait("pg_advisory_xact_lock")


def before_taking() -> None:
    """Wait for a hold that is being placed now, and keep the next from being placed until we have committed.

    To be called before holds are looked at, in the transaction that takes the records away.
    """
    _wait("pg_advisory_xact_lock_shared")


def _wait(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_KEY])

"""The parts that can be ill, put together in one list."""

from __future__ import annotations

import shutil

from portreeve.config.settings.read import settings
from portreeve.foundation.audit import api as audit
from portreeve.foundation.observe import api as observe
from portreeve.foundation.observe.types import Check
from portreeve.foundation.outbox import api as outbox

SPACE = 500_000_000
"""Bytes below which we ask for more room: a day of uploads and the database's own log."""


def checks() -> tuple[Check, ...]:
    """Return every check, the needed ones first."""
    return (
        Check("database", observe.database_answers, needed=True),
        Check("migrations", observe.migrations_are_applied, needed=True),
        Check("disk", disk_has_room),
        Check("events", lambda: outbox.trouble(outbox.installed())),
        Check("audit", audit.trouble),
    )


def disk_has_room() -> str:
    """Say so when the disk that holds uploads is nearly full."""
    free = shutil.disk_usage(settings().home).free
    return "" if free > SPACE else f"Only {free // 1_000_000} MB are left on the disk. Make room, or uploads will fail."

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
        Check("correspondence", _correspondence),
    )


def _correspondence() -> str:
    """Say what is ill in what we send. Imported when asked: this table is read before the models are loaded."""
    from portreeve.foundation.clock import api as clock
    from portreeve.modules.correspondence import api as correspondence

    return correspondence.trouble(at=clock.now())


def disk_has_room() -> str:
    """Say so when the disk that holds uploads is nearly full."""
    free = shutil.disk_usage(settings().home).free
    return "" if free > SPACE else f"Only {free // 1_000_000} MB are left on the disk. Make room, or uploads will fail."

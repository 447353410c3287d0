"""When a failed event is tried again, and how an error is written down."""

from __future__ import annotations

import traceback
from datetime import timedelta

ATTEMPTS = 8
"""Then it is dead: an hour and a half after the first."""
_LONGEST = timedelta(hours=1)


def delay(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None once there have been enough."""
    return None if attempts >= ATTEMPTS else min(timedelta(seconds=4 ** (attempts - 1)), _LONGEST)


def described(error: BaseException) -> str:
    """Return the kind of an error and where in our code it arose. Its text is left out: it may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "portreeve" in frame.filename and "/outbox/" not in frame.filename] or frames
    where = f" at {ours[-1].filename.rpartition('portreeve/')[2]}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{where}"[:200]

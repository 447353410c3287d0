"""When to try again, and when to stop and go another way."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from portreeve.modules.correspondence.types import Way

_FIRST: Final = timedelta(seconds=20)
_LONGEST: Final = timedelta(hours=3)
_PATIENCE: Final = {Way.EMAIL: timedelta(days=3), Way.SMS: timedelta(days=1), Way.LETTER: timedelta(days=5)}
"""How long a carrier may be dead before the person is told another way; a text is stale soonest."""
CALL_PATIENCE: Final = 5
"""Attempts to ring before a letter goes instead, if one can."""
BETWEEN_CALLS: Final = timedelta(hours=3)
LOST_AFTER: Final = timedelta(minutes=2)
"""An attempt still open after this was cut off: every carrier answers or gives up well within it."""


def wait(tries: int, chance: Callable[[], float] = random.random) -> timedelta:
    """Return how long to wait after so many attempts: doubling, capped, and spread so that nobody comes all at once."""
    full = min(_LONGEST, _FIRST * (1 << min(tries - 1, 20)))
    return full / 2 + full / 2 * chance()


def has_patience(way: Way, *, since: datetime, at: datetime) -> bool:
    """Say whether another attempt is still worth it."""
    return at - since < _PATIENCE[way]

"""The table of limits: route by route, what is counted and how much is allowed (design §4.9)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime

from portreeve.foundation.limits.types import Limit

LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "track": (Limit("address", 30, 3600), Limit("subject", 10, 3600), Limit("all", 3000, 3600)),
    "resume": (Limit("address", 20, 3600), Limit("subject", 8, 3600), Limit("all", 1000, 3600)),
    "join": (Limit("account", 20, 600), Limit("all", 500, 600)),
    "link": (Limit("address", 60, 3600), Limit("all", 6000, 3600)),
    "sign-in": (Limit("address", 30, 60), Limit("all", 2000, 900)),
    "start": (Limit("address", 120, 3600), Limit("all", 60000, 3600)),
    "upload": (Limit("address", 60, 3600), Limit("all", 20000, 3600)),
    "submit": (Limit("address", 60, 3600), Limit("all", 60000, 3600)),
    "search": (Limit("address", 600, 3600), Limit("all", 200000, 3600)),
}
"""A library's or an office's people share one network address: per-address limits leave room for a queue of them."""


def hashed(secret: str, route: str, name: str, value: str) -> str:
    """Return a key that tells nobody whose it was: keyed, so that it cannot be tried out from a list."""
    return hmac.new(secret.encode(), f"{route}\0{name}\0{value}".encode(), hashlib.sha256).hexdigest()


def window(at: datetime, seconds: int) -> datetime:
    """Return the start of the fixed window that a moment falls in."""
    return datetime.fromtimestamp(at.timestamp() // seconds * seconds, tz=UTC)

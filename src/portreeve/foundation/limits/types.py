"""A limit as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `tries` in each window of `seconds`, for each value of the named key."""

    key: str
    """What is counted: `address` (of the network), `account`, `subject` (such as a reference) or `all`."""
    tries: int
    seconds: int

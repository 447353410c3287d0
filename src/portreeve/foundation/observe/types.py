"""The health of a part, as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: whether the part works, and what to do if it does not."""

    name: str
    well: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One part that can be ill. `needed`: without it no page can be served, so a load balancer must know."""

    name: str
    look: Callable[[], str]
    """Returns "" when all is well, else what is wrong and what to do; may raise."""
    needed: bool = False

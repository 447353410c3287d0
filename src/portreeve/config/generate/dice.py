"""Chance that falls the same way every time: from the seed and a name alone, on every machine and Python."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Random choices for one named thing. Uses only `random()`, whose sequence Python promises to keep.

    A text seed is hashed by SHA-512 inside `Random`, so that PYTHONHASHSEED has no part in it.
    """

    def __init__(self, *names: str | int) -> None:
        """Begin the sequence that belongs to these names."""
        self.roll = Random("/".join(map(str, names))).random  # noqa: S311 - made-up data, nothing secret

    def chance(self, share: float) -> bool:
        """Return True in this share of throws."""
        return self.roll() < share

    def between(self, low: float, high: float) -> float:
        """Return a number from low up to high."""
        return low + (high - low) * self.roll()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both possible."""
        return low + int((high - low + 1) * self.roll())

    def pick(self, things: Sequence[T]) -> T:
        """Return one of some things."""
        return things[int(len(things) * self.roll())]

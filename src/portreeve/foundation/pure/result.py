"""Pages of a list, read by key and not by offset, so that the thousandth page costs what the first did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list. `count` is exact up to `count_cap`; beyond it, show "1,000+" (design §7)."""

    rows: tuple[Row, ...]
    count: int
    count_cap: int = 1000
    after: str = ""
    """Opaque key of the next page; empty on the last."""
    before: str = ""

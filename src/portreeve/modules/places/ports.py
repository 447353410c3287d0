"""What places needs from outside: addresses of others, and when bins are collected."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from portreeve.modules.places.types import Address, Calendar


class SourceFailed(Exception):
    """An outside source could not answer. `permanent`: asking again will not help until somebody mends something."""

    def __init__(self, code: str, *, permanent: bool, source: str = "") -> None:
        """Keep a code (`wrong-key`, `too-many`, `timeout`…); never what was asked for, which may be personal."""
        super().__init__(f"{source}: {code}" if source else code)
        self.code = code
        self.permanent = permanent
        self.source = source


class AddressSource(Protocol):
    """Somewhere addresses are looked up. Every method returns quickly or raises SourceFailed."""

    name: str

    def by_postcode(self, postcode: str, *, limit: int) -> tuple[Address, ...]:
        """Return the addresses of a postcode in any case or spacing, in natural order; none if it is unknown."""
        ...

    def by_text(self, text: str, *, limit: int) -> tuple[Address, ...]:
        """Return the addresses that fit a text best, best first."""
        ...

    def by_uprn(self, uprn: str) -> Address | None:
        """Return one address whatever its status, or None if the source has never heard of it."""
        ...


class CollectionSource(Protocol):
    """Where the collection calendar and the crews' records come from."""

    name: str

    def calendar(self, uprn: str, *, since: date, until: date) -> Calendar | None:
        """Return a property's days and records within the dates, or None if nothing is known. Raises SourceFailed."""
        ...

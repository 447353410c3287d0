"""Carriers that keep what they are given and do as they are told, for tests of what follows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from portreeve.modules.correspondence.ports import Carrier, CarrierFailed, Found, Parcel
from portreeve.modules.correspondence.types import Way


class Told:
    """Takes parcels, unless told to fail; can be asked what it took."""

    def __init__(self, *, asks: bool = True) -> None:
        self.taken: list[Parcel] = []
        self.failures: list[Exception] = []
        self.asks = asks
        self.watch: Callable[[], None] | None = None
        """Called when a parcel is handed over, before anything else."""

    def carry(self, parcel: Parcel) -> str:
        if self.watch is not None:
            self.watch()
        if self.failures:
            failure = self.failures.pop(0)
            if getattr(failure, "uncertain", False) and failure.args == ("took it, then fell silent",):
                self.taken.append(parcel)
            raise failure
        self.taken.append(parcel)
        return f"carrier-{len(self.taken)}"

    def find(self, reference: UUID) -> Found:
        if not self.asks:
            return Found.CANNOT_TELL
        return Found.TAKEN if any(p.reference == reference for p in self.taken) else Found.NOT_TAKEN


MAIL, NOTIFY = Told(asks=False), Told()


def carriers() -> dict[Way, Carrier]:
    return {Way.EMAIL: MAIL, Way.SMS: NOTIFY, Way.LETTER: NOTIFY}


def fresh() -> None:
    for carrier in (MAIL, NOTIFY):
        carrier.taken.clear()
        carrier.failures.clear()
        carrier.watch = None


def gone(code: str = "no-such-address") -> CarrierFailed:
    return CarrierFailed(code, permanent=True, recipient=True)


def down() -> CarrierFailed:
    return CarrierFailed("down")


def unsure() -> CarrierFailed:
    return CarrierFailed("took it, then fell silent", uncertain=True)

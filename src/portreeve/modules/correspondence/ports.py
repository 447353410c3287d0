"""What correspondence needs from outside: carriers, which take what we send to where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from portreeve.modules.correspondence.types import Way
from portreeve.modules.people.types import Format


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to be carried, whole. It is personal data: never logged, never in a job."""

    dispatch: UUID
    reference: UUID
    """Ours, of this attempt: a carrier that can be asked what it has is asked by it."""
    way: Way
    to: str
    """An email address, an E.164 number, or a postal address on lines with the name first."""
    text: str
    subject: str = ""
    html: str = ""
    language: str = "en"
    format: Format = Format.STANDARD
    envelope: str = ""
    reply_token: str = ""
    """Where a reply by email may be told apart by its address; empty: replies go to the usual mailbox."""


class CarrierFailed(Exception):
    """A carrier did not take a parcel. Exactly one such error for every adapter (design §4.8)."""

    def __init__(self, code: str, *, permanent: bool = False, recipient: bool = False, uncertain: bool = False) -> None:
        """Say what happened by a code without personal data.

        `permanent`: trying again would change nothing. `recipient`: and it is the address's fault. `uncertain`: it
        may have been taken after all.
        """
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.recipient = recipient
        self.uncertain = uncertain


class Found(StrEnum):
    """What a carrier says when asked for a parcel by our reference."""

    TAKEN = "taken"
    NOT_TAKEN = "not taken"
    CANNOT_TELL = "cannot tell"


class Carrier(Protocol):
    """Takes parcels of one or more ways."""

    def carry(self, parcel: Parcel) -> str:
        """Hand over a parcel, within a time limit; return the carrier's own id for it. Raises CarrierFailed."""
        ...

    def find(self, reference: UUID) -> Found:
        """Say whether a parcel with our reference was taken, for an attempt whose end is not known.

        Raises CarrierFailed where the carrier cannot be asked now.
        """
        ...


Carriers = Mapping[Way, Carrier]
"""Every way but a call has its carrier."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that a demo carrier took, for the page that shows what was sent."""

    at: datetime
    way: Way
    to: str
    subject: str
    text: str
    format: str = ""
    status: str = ""
    language: str = ""
    html: str = ""


class ShowsPost(Protocol):
    """A demo carrier that shows what it took."""

    def shown(self, limit: int) -> tuple[Shown, ...]:
        """Return the latest first."""
        ...

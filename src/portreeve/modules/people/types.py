"""People as values. Whoever holds one holds personal data: keep it out of logs, events and addresses of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from uuid import UUID


class PartyKind(StrEnum):
    """What kind of party it is (PRN-16)."""

    PERSON = "person"
    ORGANISATION = "organisation"
    HOUSEHOLD = "household"


class ContactKind(StrEnum):
    """A way of reaching a party."""

    EMAIL = "email"
    MOBILE = "mobile"
    LANDLINE = "landline"
    POST = "post"


class Format(StrEnum):
    """How a party needs what we send (Accessible Information Standard, DAPB1605)."""

    STANDARD = "standard"
    LARGE_PRINT = "large print"
    BRAILLE = "braille"
    AUDIO = "audio"
    EASY_READ = "easy read"


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One way of reaching a party: E.164 for telephones, lower case for email, the address on lines for post."""

    id: UUID
    kind: ContactKind
    value: str
    usable: bool = True
    """False once it has failed for good."""
    verified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SafeContact:
    """When and how a party may be reached without harm. Times are council-local; None: no limit."""

    not_before: time | None = None
    not_after: time | None = None
    never: tuple[ContactKind, ...] = ()
    say_nothing: bool = False
    """Leave no message, and do not say who is calling (domestic abuse)."""


@dataclass(frozen=True, slots=True)
class Party:
    """One source record of a party. Matching links records; it never merges them away (design §4.5)."""

    id: UUID
    kind: PartyKind
    name: str
    language: str
    format: Format
    contact_points: tuple[ContactPoint, ...]
    safe: SafeContact
    needs: tuple[str, ...] = ()
    """Codes of needs, such as `hearing` or `interpreter`."""


@dataclass(frozen=True, slots=True)
class NewParty:
    """What is known of a party that asks or is asked about; everything but the name may be missing."""

    name: str = ""
    kind: PartyKind = PartyKind.PERSON
    language: str = "en"
    format: Format = Format.STANDARD
    email: str = ""
    mobile: str = ""
    landline: str = ""
    post: str = ""
    safe: SafeContact = SafeContact()
    needs: tuple[str, ...] = ()

"""People as values. Whoever holds one holds personal data: keep it out of logs, events and addresses of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


class Source(StrEnum):
    """Where a source record came from. The codes are stored: never rename one."""

    JOURNEY = "journey"
    """Said in a journey; `source_id` is the journey's or submission's id."""
    STAFF = "staff"
    IMPORT = "import"
    HOLDER = "holder"
    """A holder of records, told of changes; an organisation."""


class HolderStatus(StrEnum):
    """Where one holder stands with one change. The codes are stored: never rename one."""

    TO_TELL = "to tell"
    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


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
    """When and how a party may be reached without harm. Times are council-local; None: no limit.

    A `not_after` that is earlier than `not_before` means: past midnight.
    """

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
    wanted: ContactKind | None = None
    """The way they asked to be told by; None: they did not say."""
    source: str = ""
    """A `Source` code; empty where it is not known."""
    source_id: UUID | None = None
    erased: bool = False
    """Whether this is what an erasure left: there is nobody to tell, ask or ring any more."""


@dataclass(frozen=True, slots=True)
class NewParty:
    """What is known of a party that asks or is asked about; everything may be missing. Values as people gave them."""

    name: str = ""
    kind: PartyKind = PartyKind.PERSON
    language: str = "en"
    format: Format = Format.STANDARD
    email: str = ""
    mobile: str = ""
    """Any telephone number: its kind is told from the number itself."""
    landline: str = ""
    post: str = ""
    safe: SafeContact = SafeContact()
    needs: tuple[str, ...] = ()
    wanted: ContactKind | None = None
    source: str = ""
    source_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change of a party; None leaves a thing as it is, "" takes a contact detail away."""

    name: str | None = None
    language: str | None = None
    format: Format | None = None
    wanted: ContactKind | None = None
    email: str | None = None
    mobile: str | None = None
    landline: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class PartyListing:
    """A row of a search for people. Enough to tell two apart, no more."""

    id: UUID
    kind: PartyKind
    name: str
    reached_at: tuple[str, ...]
    """Current contact details as they are read, the usable ones first."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who keeps a record of people and must hear of changes, such as the electoral roll."""

    code: str
    """As services name it under `holders`."""
    party: UUID
    """The organisation as a party: its mailbox is a contact point like any other."""
    promise: str
    """Working time within which it is to acknowledge, such as "5 working days"."""
    team: str
    """Who chases it when it does not."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one detail of a change."""

    question: str = ""
    """The path of its question: an id, or a group's and one of its own."""
    keep: str = ""
    """How long it is kept once every holder has answered; empty: as long as the change."""
    people: bool = False
    """It names people, and whoever is told may be another than the one the change is about."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Details of a change that went because their time was over, by the paths of their questions."""

    registration: UUID
    submission: UUID | None
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewRegistration:
    """One change to be told to many holders (ACC-08)."""

    service: str
    version: str
    holders: tuple[str, ...]
    """Codes of those to be told."""
    subject: UUID | None
    """Whom the change is about."""
    told: UUID | None
    """Who hears how it goes."""
    details: Mapping[str, str]
    """What the holders are told, label to text, in the order it is read."""
    key: str
    """Idempotency key: the same twice is one registration."""
    language: str = "en"
    submission: UUID | None = None
    special: frozenset[str] = frozenset()
    """Labels of the details that are special: kept sealed, and opened for the holders only."""
    about: Mapping[str, About] = field(default_factory=dict)
    """What is known of details, by label."""


@dataclass(frozen=True, slots=True)
class HolderNotice:
    """One holder's part in a registration."""

    id: UUID
    holder: str
    status: HolderStatus
    due_at: datetime
    told_at: datetime | None = None
    settled_at: datetime | None = None
    """When it was acknowledged or refused."""
    why: str = ""
    """A refusing holder's reason, in its own words."""
    late: bool = False
    """It was not settled in time, and somebody was asked to chase it."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A change as registered, and how far its holders have got."""

    id: UUID
    reference: str
    service: str
    version: str
    registered_at: datetime
    subject: UUID | None
    told: UUID | None
    language: str
    holders: tuple[HolderNotice, ...]
    details: Mapping[str, str | None] = field(default_factory=dict)
    """What was told, label to text; None where it is sealed and its key is lost."""

    @property
    def settled(self) -> bool:
        """Whether every holder has answered."""
        return all(notice.settled_at for notice in self.holders)


@dataclass(frozen=True, slots=True)
class Registered:
    """The receipt of a registration."""

    id: UUID
    reference: str
    answer_by: datetime
    """When the last holder is due to have answered."""

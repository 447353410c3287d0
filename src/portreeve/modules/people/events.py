"""What happens to people's records: ids and codes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class PartyAdded(Event):
    """A new source record was made."""

    kind: ClassVar[str] = "party.added"
    party_kind: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class PartyChanged(Event):
    """Details of a party changed; `what` names the fields, not their values."""

    kind: ClassVar[str] = "party.changed"
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ContactPointUnusable(Event):
    """A contact point failed for good and is no longer used."""

    kind: ClassVar[str] = "party.contact_point_unusable"
    point: UUID
    point_kind: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SafeContactSet(Event):
    """The rules by which a party may be reached changed."""

    kind: ClassVar[str] = "party.safe_contact_set"


@dataclass(frozen=True, kw_only=True)
class NeedGiven(Event):
    """A need was recorded, or taken away again."""

    kind: ClassVar[str] = "party.need_given"
    need: str
    given: bool = True


@dataclass(frozen=True, kw_only=True)
class HolderSet(Event):
    """A holder of records was added, or its mailbox, promise or team changed; the subject is its party."""

    kind: ClassVar[str] = "holder.set"
    holder: str


@dataclass(frozen=True, kw_only=True)
class ChangeRegistered(Event):
    """A change was registered; its holders are to be told."""

    kind: ClassVar[str] = "registration.registered"
    service: str
    told: UUID | None = None
    holders: int


@dataclass(frozen=True, kw_only=True)
class HolderTold(Event):
    """A holder has been sent a change; the subject is the registration."""

    kind: ClassVar[str] = "registration.holder_told"
    notice: UUID
    holder: str


@dataclass(frozen=True, kw_only=True)
class HolderAcknowledged(Event):
    """A holder has put a change into its own records."""

    kind: ClassVar[str] = "registration.holder_acknowledged"
    notice: UUID
    holder: str
    told: UUID | None = None
    last: bool
    """No other holder is left to answer."""


@dataclass(frozen=True, kw_only=True)
class HolderRefused(Event):
    """A holder will not take a change over; a person must see to it."""

    kind: ClassVar[str] = "registration.holder_refused"
    notice: UUID
    holder: str
    told: UUID | None = None
    last: bool


@dataclass(frozen=True, kw_only=True)
class HolderLate(Event):
    """A holder has not answered in time; its team is to chase it."""

    kind: ClassVar[str] = "registration.holder_late"
    notice: UUID
    holder: str
    due_at: datetime

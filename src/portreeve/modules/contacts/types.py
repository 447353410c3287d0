"""Contacts as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import Refusal


class LinkKind(StrEnum):
    """What a contact can be about; many contacts may be about one, and one contact about many."""

    JOURNEY = "journey"
    CASE = "case"
    CALL_OWED = "call owed"


class LinkRole(StrEnum):
    """What the contact did to it."""

    BEGAN = "began"
    WENT_ON = "went on"
    MADE = "made"
    JOINED = "joined"
    CHASED = "chased"
    REOPENED = "reopened"
    ANSWERED = "answered"
    SENT = "sent"
    WITHDREW = "withdrew"
    ASKED = "asked about"


class Avoidable(StrEnum):
    """Why a contact need not have been (NI 14's five reasons; standards §11). Empty text: it was not avoidable."""

    CLARIFICATION = "unnecessary clarification"
    SIGNPOSTING = "poor signposting"
    REPEATED = "repeat notification"
    CHASING = "progress chasing"
    CLOSED_TOO_SOON = "premature closure"


class Ending(StrEnum):
    """How a contact ended."""

    RESOLVED = "resolved"
    """What the person came for was done or begun in this contact (CAS-11)."""
    HANDED_ON = "handed on"
    ABANDONED = "abandoned"
    TOLD = "told what to do instead"


@dataclass(frozen=True, slots=True)
class ContactLink:
    """One thing that a contact was about."""

    kind: LinkKind
    role: LinkRole
    subject: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactView:
    """One contact, for those who may see the person."""

    id: UUID
    channel: Channel
    party: UUID | None
    staff: str
    opened_at: datetime
    last_at: datetime
    ended_at: datetime | None
    ending: Ending | None
    reason: str
    avoidable: Avoidable | None
    again_within: int | None
    """Days after which the same party was in contact again about the same thing; None: not so far."""
    links: tuple[ContactLink, ...]


class ContactAlreadyEnded(Refusal):
    """The contact has ended; a new one begins."""

    code: ClassVar[str] = "contact-already-ended"


@dataclass(frozen=True, slots=True)
class PastContact:
    """One contact of the past, brought in from elsewhere or made up for the demo."""

    key: str
    """What the source calls it."""
    channel: Channel
    opened_at: datetime
    ended_at: datetime
    ending: Ending
    service: str = ""
    party: UUID | None = None
    reason: str = ""
    avoidable: Avoidable | None = None
    links: tuple[tuple[LinkKind, LinkRole, UUID], ...] = ()
    again_within: int | None = None

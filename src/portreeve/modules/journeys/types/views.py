"""A journey as others see it, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import Refusal
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.types.sending import Receipt
from portreeve.modules.journeys.types.steps import Step


class JourneyStatus(StrEnum):
    """Where a journey stands. The codes are stored: never rename one."""

    OPEN = "open"
    STOPPED = "stopped"
    """A stop ended it; changing an answer opens it again."""
    WITH_PERSON = "with a person"
    """Handed over, with everything captured; staff pick it up."""
    SENT = "sent"
    HELD = "held"
    DROPPED = "dropped"
    """A held one that came to nothing; the person was told why."""
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    """Its service was withdrawn."""


@dataclass(frozen=True, slots=True)
class View:
    """A journey as it stands, for a screen to show."""

    journey: UUID
    step: Step
    revision: int
    """To be sent back with the reply: a reply to an older one is a conflict."""
    service: Service
    language: str
    status: JourneyStatus
    assisted: bool = False
    """An adviser is with them: the person must be told so (design §4.2)."""
    expires_at: datetime | None = None
    receipt: Receipt | None = None
    """Once sent: what it became, the same however often it is asked for."""


@dataclass(frozen=True, slots=True)
class WithPerson:
    """A row of the list of journeys that wait for a member of staff."""

    journey: UUID
    service: str
    reason: str
    since: datetime
    language: str
    channel: Channel
    private: bool


class JourneyChanged(Refusal):
    """The journey has moved on since what was answered: another tab, or somebody helping. Nothing is lost."""

    code: ClassVar[str] = "journey-changed"


class NotReady(Refusal):
    """There is still something to answer; it was not sent."""

    code: ClassVar[str] = "journey-not-ready"


class StoppedAtLast(Refusal):
    """A stop was found true as it was sent; the journey now shows it."""

    code: ClassVar[str] = "journey-stopped"


class JourneyEnded(Refusal):
    """It was sent, given up or outlived its time: nothing can be answered any more."""

    code: ClassVar[str] = "journey-ended"


class CodeRefused(Refusal):
    """No such code, or not with this detail, or too old, or too many tries: these look the same on purpose."""

    code: ClassVar[str] = "code-refused"


class CodeOutOfReach(Refusal):
    """The code is right, but leads into a private service that no grant of theirs reaches; it is not used up.

    `team`: whose service it is, since the person must be handed on to them.
    """

    code: ClassVar[str] = "code-out-of-reach"

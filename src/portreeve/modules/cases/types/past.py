"""A case of the past, brought in from elsewhere or made up for the demo: what is known of it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases.types.codes import (
    Audience,
    CaseStatus,
    ChaseCause,
    ClosingReason,
    Face,
    ReopeningReason,
)
from portreeve.modules.places.types import Place


@dataclass(frozen=True, slots=True)
class PastNote:
    """Something that was written about it."""

    at: datetime
    text: str
    audience: Audience = Audience.STAFF


@dataclass(frozen=True, slots=True)
class PastReturn:
    """That it was ended once before, and came back."""

    ended_at: datetime
    at: datetime
    reason: ReopeningReason = ReopeningReason.STILL_THERE


@dataclass(frozen=True, slots=True)
class PastChase:
    """That somebody asked what was happening."""

    at: datetime
    cause: ChaseCause
    channel: Channel


@dataclass(frozen=True, slots=True)
class PastCase:
    """One case of the past. Whoever brings it in twice brings it in once, by its source and key."""

    key: str
    """What the source calls it."""
    service: str
    team: str
    channel: Channel
    opened_at: datetime
    status: CaseStatus
    ended_at: datetime | None = None
    closing_reason: ClosingReason | None = None
    place: Place = Place("")
    version: str = ""
    """The service's version, where it is one of ours."""
    tier: str = ""
    language: str = "en"
    asker: UUID | None = None
    """The party that asked; None: nobody we know."""
    owner: UUID | None = None
    done_by: datetime | None = None
    """The promise that was made, if any."""
    private: bool = False
    home: bool = False
    notes: tuple[PastNote, ...] = ()
    returns: tuple[PastReturn, ...] = ()
    chases: tuple[PastChase, ...] = ()
    face: Face | None = None
    face_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a batch."""

    made: int
    known: int
    """Those that had been brought in before."""

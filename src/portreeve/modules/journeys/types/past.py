"""A journey of the past: its draft is long gone, and what is left of it is what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.channel import Channel


@dataclass(frozen=True, slots=True)
class PastJourney:
    """One journey of the past, by its source's key."""

    key: str
    service: str
    version: str
    channel: Channel
    medium: str
    started_at: datetime
    ended_at: datetime
    questions: tuple[str, ...] = ()
    """Those answered, in order; where it was given up, the last of them says how far it came."""
    became: UUID | None = None
    """What it was sent as; None: it was given up."""

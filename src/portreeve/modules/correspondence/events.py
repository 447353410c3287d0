"""What happens to what we send: ids and codes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class OfDispatch:
    """What every event of a dispatch says of it. `subject` is the dispatch."""

    about: UUID
    template: str
    way: str


@dataclass(frozen=True, kw_only=True)
class DispatchMade(OfDispatch, Event):
    """Something is to be sent, by this way and for this reason."""

    kind: ClassVar[str] = "dispatch.made"
    because: str
    language: str
    format: str
    not_before: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DispatchSent(OfDispatch, Event):
    """A carrier took it."""

    kind: ClassVar[str] = "dispatch.sent"


@dataclass(frozen=True, kw_only=True)
class DispatchDelivered(OfDispatch, Event):
    """A carrier reports that it arrived."""

    kind: ClassVar[str] = "dispatch.delivered"


@dataclass(frozen=True, kw_only=True)
class DispatchFailed(OfDispatch, Event):
    """It will not arrive this way; `next` is the dispatch that took its place."""

    kind: ClassVar[str] = "dispatch.failed"
    code: str
    next: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DispatchUncertain(OfDispatch, Event):
    """An attempt began and nobody knows whether it arrived."""

    kind: ClassVar[str] = "dispatch.uncertain"


@dataclass(frozen=True, kw_only=True)
class DispatchResolved(OfDispatch, Event):
    """A person, or the carrier's own books, decided an uncertain one."""

    kind: ClassVar[str] = "dispatch.resolved"
    arrived: bool


@dataclass(frozen=True, kw_only=True)
class DispatchCancelled(OfDispatch, Event):
    """It is no longer to be sent."""

    kind: ClassVar[str] = "dispatch.cancelled"


@dataclass(frozen=True, kw_only=True)
class CallTried(OfDispatch, Event):
    """Somebody rang, with this outcome; `settled`: nothing more is owed."""

    kind: ClassVar[str] = "dispatch.call_tried"
    outcome: str
    team: str
    settled: bool


@dataclass(frozen=True, kw_only=True)
class LinkMade(Event):
    """A link was made for one party; the subject is what it is about."""

    kind: ClassVar[str] = "link.made"
    purpose: str
    party: UUID


@dataclass(frozen=True, kw_only=True)
class LinksWithdrawn(Event):
    """Links that were open are so no longer; the subject is what they were about."""

    kind: ClassVar[str] = "link.withdrawn"
    purpose: str
    count: int


@dataclass(frozen=True, kw_only=True)
class LinkUsed(Event):
    """A link did what it was good for; the subject is what it is about."""

    kind: ClassVar[str] = "link.used"
    purpose: str


@dataclass(frozen=True, kw_only=True)
class TemplatePublished(Event):
    """A template was published in one language; the subject is the version."""

    kind: ClassVar[str] = "template.published"
    template: str
    language: str
    version_hash: str

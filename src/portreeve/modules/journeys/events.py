"""What happens in journeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class JourneyStarted(Event):
    """A person took the first step of a service."""

    kind: ClassVar[str] = "journey.started"
    service: str
    service_version: str
    medium: str
    asker: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class JourneyStepped(Event):
    """A question was answered; abandoned steps are read from the last of these (design §4.2)."""

    kind: ClassVar[str] = "journey.stepped"
    service: str
    question: str
    """Path of the question answered; empty where another step was taken, such as reading a stop."""
    revision: int


@dataclass(frozen=True, kw_only=True)
class JourneyResumed(Event):
    """A journey was taken up again: by its owner with a resume code, or by staff who joined or picked it up."""

    kind: ClassVar[str] = "journey.resumed"
    service: str
    medium: str
    by_staff: bool


@dataclass(frozen=True, kw_only=True)
class JourneyAbandoned(Event):
    """A person gave a journey up, or its draft outlived its time; `question` is where they stopped."""

    kind: ClassVar[str] = "journey.abandoned"
    service: str
    question: str
    expired: bool


@dataclass(frozen=True, kw_only=True)
class JourneySubmitted(Event):
    """A journey was sent, and became what its receipt says; `became` is empty where the outcome is none."""

    kind: ClassVar[str] = "journey.submitted"
    service: str
    submission: UUID
    became: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class JourneyStopped(Event):
    """A stop ended the journey with something to do instead, or handed it to a person."""

    kind: ClassVar[str] = "journey.stopped"
    service: str
    stop: str
    """Its id, or `special` where that would tell a special answer; here and in the events below."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class SubmissionHeld(Event):
    """What was sent waits until a time of day, to be judged again then."""

    kind: ClassVar[str] = "journey.held"
    service: str
    submission: UUID
    stop: str


@dataclass(frozen=True, kw_only=True)
class SubmissionDropped(Event):
    """A held submission came to nothing, because a stop now says so; the person is told why."""

    kind: ClassVar[str] = "journey.dropped"
    service: str
    submission: UUID
    stop: str
    told: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class JourneyRated(Event):
    """A person said how it was to use the service: a face (`good`, `fair`, `poor`) and at most one reason."""

    kind: ClassVar[str] = "journey.rated"
    service: str
    face: str
    reason: str = ""

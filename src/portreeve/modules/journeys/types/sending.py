"""What is sent, and what it became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.journeys.types.known import Json, Learned, Roles


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as it was made: due times in UTC, None where none was made."""

    answer_by: datetime | None = None
    done_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A finished journey, handed to whatever fulfils it."""

    id: UUID
    journey: UUID
    service: str
    version: str
    answers: Mapping[str, Json]
    learned: Mapping[str, Learned]
    roles: Roles
    language: str
    channel: Channel
    duplicate: str
    at: datetime
    key: str
    """Idempotency key: the same twice is one submission."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Who typed what, and how a declaration was read out."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a submission became. While it is held, `reference` is empty and `held_until` says when it will be judged."""

    reference: str
    promise: Promised
    next: str
    """Key of the service's wording that says what happens next; the channel words it."""
    subject: UUID | None = None
    """The case or registration made, if any."""
    secret: str = ""
    """For an anonymous reporter: the code that lets them track, shown once."""
    held_until: datetime | None = None

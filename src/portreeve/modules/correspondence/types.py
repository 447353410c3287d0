"""What we send, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Way(StrEnum):
    """How something is sent. A call owed is a task for a person, with an owner and a deadline."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    CALL = "call"


class DispatchStatus(StrEnum):
    """Where a dispatch stands. `uncertain`: an attempt was begun and its end is not known (design §4.8)."""

    WAITING = "waiting"
    """Not before a time: a safe-contact rule, or quiet hours."""
    QUEUED = "queued"
    ATTEMPTED = "attempted"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    OWED = "owed"
    """A call that somebody must make."""
    CALLED = "called"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell a party. The template and the party decide its way, language and format."""

    template: str
    """Id of a template, such as `case-received`."""
    to: UUID
    """The party told."""
    about: UUID
    """The case, journey or registration it is about."""
    key: str
    """Idempotency key: the same notice is sent once."""
    data: Mapping[str, str] = field(default_factory=dict)
    """Values for the template's fields, already in the party's language where they are words."""
    language: str = ""
    """Overrides the party's own language, for the language they used this time."""
    private: bool = False
    """A private matter: subject lines, envelopes and texts say nothing of it."""

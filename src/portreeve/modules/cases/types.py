"""Cases as values: what the council owes, to whom it answers, and what may be seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.journeys.types import Promised, Roles
from portreeve.modules.places.types import Place


class CaseStatus(StrEnum):
    """Where a case stands. The codes are stored and published: never rename one. `passed on` is never shown as done."""

    RECEIVED = "received"
    WITH_TEAM = "with team"
    SCHEDULED = "scheduled"
    WAITING = "waiting for you"
    PASSED_ON = "passed on"
    DONE = "done"
    CLOSED = "closed without being done"
    REOPENED = "reopened"


class ClosingReason(StrEnum):
    """Why a case was closed without being done."""

    NOT_FOUND = "not found"
    NOT_OURS = "not ours"
    DUPLICATE = "duplicate"
    NO_ANSWER = "no answer"
    NOT_ALLOWED = "not allowed"
    WITHDRAWN = "withdrawn"
    NO_ACTION = "no action"


class Audience(StrEnum):
    """Who may see an update."""

    STAFF = "staff"
    REPORTERS = "reporters"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class CaseListing:
    """A row of a list of cases."""

    id: UUID
    public_id: str
    service: str
    status: CaseStatus
    team: str
    owner: str
    place: Place
    opened_at: datetime
    due_at: datetime | None
    broken: bool
    """A promise on it is broken."""
    private: bool
    reporters: int
    chased: int


@dataclass(frozen=True, slots=True)
class ReporterView:
    """One person's part in a case: their reference and roles. Names are read from people, if the actor may."""

    id: UUID
    reference: str
    roles: Roles
    language: str
    channel: Channel
    since: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class UpdateView:
    """One appended update."""

    id: UUID
    at: datetime
    status: CaseStatus | None
    text: str
    audience: Audience
    by: str
    files: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracking:
    """What tracking by reference and a contact detail shows: status, never content (design §4.3)."""

    reference: str
    service: str
    version: str
    status: CaseStatus
    closing_reason: ClosingReason | None
    opened_at: datetime
    promise: Promised
    updates: tuple[UpdateView, ...]

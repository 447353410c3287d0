"""What acts on cases take and give, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases.types.codes import Audience, ClosingReason
from portreeve.modules.journeys.types import Json, Promised, Roles
from portreeve.modules.places.types import Place


@dataclass(frozen=True, slots=True)
class BulkDetails:
    """What a bulk act gives to each case; each act reads its own parts."""

    owner: UUID | None = None
    team: str = ""
    day: date | None = None
    text: str = ""
    audience: Audience = Audience.REPORTERS
    reason: ClosingReason | None = None


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What came of one case in a bulk act; `problem` is a refusal's code, empty when it was done."""

    case: UUID
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is needed to open a case, whoever opens it: a journey, an import, or an officer."""

    service: str
    roles: Roles
    channel: Channel
    language: str = "en"
    version: str = ""
    """The service's version; empty: the published one."""
    answers: Mapping[str, Json] = field(default_factory=dict)
    submission: UUID | None = None
    """Makes opening idempotent: the same submission opens one case."""
    journey: UUID | None = None
    place: Place | None = None
    """None: found from the answers."""
    details: Mapping[str, Json] = field(default_factory=dict)
    parent: UUID | None = None
    facts: Mapping[str, Json] = field(default_factory=dict)
    """Facts learned during the journey, by their key, for routes that ask for them."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening or joining gave one reporter."""

    case: UUID
    reporter: UUID
    reference: str
    public_id: str
    promise: Promised
    joined: bool
    secret: str = ""

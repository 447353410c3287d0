"""Facts and figures as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class FactName(StrEnum):
    """What is counted. Each is explained in the dictionary; the codes are stored and exported: never rename one."""

    CONTACT = "contact"
    CONTACT_ENDED = "contact ended"
    AVOIDABLE = "avoidable contact"
    REPEATED = "contact repeated"
    STARTED = "journey started"
    STEP = "journey step"
    SUBMITTED = "journey submitted"
    STOPPED = "journey stopped"
    COMPLETED = "journey completed"
    ABANDONED = "journey abandoned"
    OPENED = "case opened"
    JOINED = "case joined"
    DONE = "case done"
    CLOSED = "case closed"
    REOPENED = "case reopened"
    CHASED = "case chased"
    BROKEN = "promise broken"
    MESSAGE = "message"
    SATISFACTION = "satisfaction"
    REALLY_DONE = "really done"


@dataclass(frozen=True, slots=True)
class NewFact:
    """One fact, as an event says it. Dimensions that do not apply are empty."""

    name: FactName
    subject: UUID
    service: str = ""
    channel: str = ""
    tier: str = ""
    team: str = ""
    ward: str = ""
    code: str = ""
    """The fact's own code: how it ended, which question, why, which face."""
    number: int = 0
    """The fact's own measure: seconds, or +1, 0, -1 for satisfaction."""
    count: int = 1
    """-1 takes one back: corrections are new rows."""
    private: bool = False


@dataclass(frozen=True, slots=True)
class FactMeaning:
    """One entry of the dictionary."""

    name: FactName
    grain: str
    """What one row is."""
    code: str = ""
    """What the code column holds; empty: nothing."""
    number: str = ""
    """What the number column holds, with its unit; empty: nothing."""
    events: tuple[str, ...] = ()
    """Kinds of the events it comes from."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often, and the sum of the numbers, for one set of dimensions."""

    count: int
    total: int


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """One service's figures over a span of days, as they may be published. None: too few to say (suppressed)."""

    service: str
    contacts: int | None
    """Submissions and cases over all channels."""
    digital_share: float | None
    """Of what was submitted, the share by web (GDS: digital take-up); 0 to 1."""
    completion: float | None
    """Of web journeys begun, the share sent or told what to do instead (GDS: completion rate); 0 to 1."""
    satisfaction: float | None
    """Mean of +1, 0 and -1 over all channels (net satisfaction, standards §12); -1 to 1."""
    kept: float | None
    """Of promises that ended, the share kept; 0 to 1."""
    reopened: float | None
    """Of cases done or closed, the share reopened."""
    avoidable: float | None
    """Of all contacts, the share that need not have been (NI 14)."""
    cost_low: float | None
    """Pounds per contact, by the lowest and highest benchmark of each channel (CST-01)."""
    cost_high: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a span of days: of everything, and of each service."""

    since: date
    until: date
    whole: ServiceFigures
    services: tuple[ServiceFigures, ...]
    by_channel: Mapping[str, int | None]
    by_month: tuple[tuple[str, Mapping[str, int]], ...]
    """Month as 2026-11, and submissions by channel: for the picture and its table."""

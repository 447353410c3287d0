"""What happens to cases: ids and codes only, enough for figures to be counted without reading our tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from portreeve.foundation.pure.events import Event
from portreeve.modules.cases.types import CaseStatus


@dataclass(frozen=True, kw_only=True)
class OfCase:
    """What every event of a case says of it. `subject` is always the case."""

    service: str
    team: str
    ward: str = ""
    tier: str = ""
    private: bool = False
    part: bool = False
    """A piece of another case, split off by an officer: not to be counted as a case of its own."""


@dataclass(frozen=True, kw_only=True)
class CaseOpened(OfCase, Event):
    """A case began. `channel` is the reporter's way in, which for an adviser's typing is not the actor's."""

    kind: ClassVar[str] = "case.opened"
    service_version: str = ""
    channel: str = ""
    reporter: UUID
    submission: UUID | None = None
    journey: UUID | None = None
    answer_by: datetime | None = None
    done_by: datetime | None = None
    anonymous: bool = False
    for_another: bool = False
    """The asker is not the one it is about (PRN-16)."""


@dataclass(frozen=True, kw_only=True)
class CaseRouted(OfCase, Event):
    """A team got the case, by a rule (`by_rule` is its number from 0, -1: the service's own team) or by hand (-2)."""

    kind: ClassVar[str] = "case.routed"
    by_rule: int = -1
    from_team: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseAssigned(OfCase, Event):
    """A member of staff owns the case now, or nobody does."""

    kind: ClassVar[str] = "case.assigned"
    owner: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CaseScheduled(OfCase, Event):
    """A day was set for the work."""

    kind: ClassVar[str] = "case.scheduled"
    on: date
    update: UUID


@dataclass(frozen=True, kw_only=True)
class ReporterAsked(OfCase, Event):
    """A question went to one reporter; the promise's clock stands still until it is answered."""

    kind: ClassVar[str] = "case.asked"
    reporter: UUID
    question: UUID


@dataclass(frozen=True, kw_only=True)
class ReporterAnswered(OfCase, Event):
    """The reporter answered; the clock runs again. `waited` is in seconds of working time."""

    kind: ClassVar[str] = "case.answered"
    reporter: UUID
    question: UUID
    waited: int = 0


@dataclass(frozen=True, kw_only=True)
class ReporterSilent(OfCase, Event):
    """The time for an answer went by without one; the team decides what now."""

    kind: ClassVar[str] = "case.unanswered"
    reporter: UUID
    question: UUID


@dataclass(frozen=True, kw_only=True)
class CaseNoted(OfCase, Event):
    """Staff wrote a note for themselves; nobody else is told."""

    kind: ClassVar[str] = "case.noted"
    update: UUID


@dataclass(frozen=True, kw_only=True)
class CaseUpdated(OfCase, Event):
    """Staff wrote an update for the reporters or for everybody. `answers` : it met the promise of an answer."""

    kind: ClassVar[str] = "case.updated"
    update: UUID
    audience: str
    answers: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseDone(OfCase, Event):
    """The work was done. `kept` : within the promise, as it stood."""

    kind: ClassVar[str] = "case.done"
    update: UUID
    opened_at: datetime
    kept: bool | None = None
    """None: no promise was made."""
    working_seconds: int = 0
    """Working time from opening to the end, less what was spent waiting for the reporter."""


@dataclass(frozen=True, kw_only=True)
class CaseClosed(OfCase, Event):
    """A case was closed without being done."""

    kind: ClassVar[str] = "case.closed"
    reason: str
    opened_at: datetime
    update: UUID | None = None
    kept: bool | None = None
    working_seconds: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseReopened(OfCase, Event):
    """A case came back. `closed_too_soon`: within the days that count as that (standards §25)."""

    kind: ClassVar[str] = "case.reopened"
    reason: str
    closed_too_soon: bool
    was: CaseStatus
    update: UUID
    reporter: UUID | None = None
    """Who said so, where it was a reporter."""
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseChased(OfCase, Event):
    """A person asked again: avoidable contact, by cause (CAS-09, NI 14). No new case."""

    kind: ClassVar[str] = "case.chased"
    cause: str
    channel: str = ""
    reporter: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ReporterJoined(OfCase, Event):
    """Another person reported the same thing and joined."""

    kind: ClassVar[str] = "case.joined"
    reporter: UUID
    channel: str = ""
    submission: UUID | None = None
    journey: UUID | None = None
    by_officer: bool = False
    """They came with a duplicate that an officer linked."""
    anonymous: bool = False


@dataclass(frozen=True, kw_only=True)
class ReporterWithdrew(OfCase, Event):
    """One reporter took back their part; `left` of them remain."""

    kind: ClassVar[str] = "case.withdrawn"
    reporter: UUID
    left: int


@dataclass(frozen=True, kw_only=True)
class CasePassedOn(OfCase, Event):
    """Another body has it now: never counted as done. Which one, its referral says."""

    kind: ClassVar[str] = "case.passed_on"
    referral: UUID
    update: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralEnded(OfCase, Event):
    """The other body reported back: `done`, `returned` or `refused`."""

    kind: ClassVar[str] = "case.referral_ended"
    referral: UUID
    outcome: str


@dataclass(frozen=True, kw_only=True)
class PromiseNearing(OfCase, Event):
    """A promise will break soon unless somebody acts; the team is warned."""

    kind: ClassVar[str] = "case.promise_nearing"
    promise: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(OfCase, Event):
    """A promise broke; the reporters are told the new date and the reason."""

    kind: ClassVar[str] = "case.promise_broken"
    promise: str
    due_at: datetime
    failure: UUID
    update: UUID


@dataclass(frozen=True, kw_only=True)
class DelayExplained(OfCase, Event):
    """An officer gave a new date and a reason after a promise had broken; the reporters are told."""

    kind: ClassVar[str] = "case.delay_explained"
    update: UUID
    cause: str


@dataclass(frozen=True, kw_only=True)
class FailureClosed(OfCase, Event):
    """A broken promise has its cause and fix recorded (CAS-08)."""

    kind: ClassVar[str] = "case.failure_closed"
    failure: UUID
    cause: str


@dataclass(frozen=True, kw_only=True)
class VerdictGiven(OfCase, Event):
    """A reporter said whether it is really done, and how they felt about it."""

    kind: ClassVar[str] = "case.verdict"
    reporter: UUID
    really_done: bool | None = None
    face: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseLinked(OfCase, Event):
    """An officer said that this case is the same thing as another, or a part of it. `relation`: duplicate or child."""

    kind: ClassVar[str] = "case.linked"
    other: UUID
    relation: str


@dataclass(frozen=True, kw_only=True)
class AccessOffered(OfCase, Event):
    """One-time access was asked for; the link goes to the reporter's own contact detail."""

    kind: ClassVar[str] = "case.access_offered"
    reporter: UUID

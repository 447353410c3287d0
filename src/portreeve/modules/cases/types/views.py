"""What may be seen of cases, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases.types.codes import (
    AccessPurpose,
    AlertKind,
    Audience,
    CaseStatus,
    ClosingReason,
    Face,
    FailureCause,
    Open,
    PromiseKind,
    Sort,
    UpdateKind,
)
from portreeve.modules.journeys.types import Json, Promised, Roles
from portreeve.modules.people.types import Party
from portreeve.modules.places.types import Place


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; every part left empty narrows nothing. Kept as JSON when saved."""

    open: Open = Open.OPEN
    sort: Sort = Sort.DUE
    team: str = ""
    service: str = ""
    ward: str = ""
    street: str = ""
    uprn: str = ""
    status: CaseStatus | None = None
    mine: bool = False
    unassigned: bool = False
    broken: bool = False
    chased: bool = False
    reopened: bool = False
    overdue: bool = False
    words: str = ""
    opened_from: date | None = None
    ended_from: date | None = None


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
    version: str = ""
    """The service's version, for its name in the reader's language."""
    closing_reason: ClosingReason | None = None
    scheduled_for: date | None = None
    reopened: int = 0
    revision: int = 0
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A list that a member of staff keeps under a name."""

    id: UUID
    name: str
    filter: Filter


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer as the case keeps it. A `special` value is as journeys sealed it: `journeys.answer_text` opens it."""

    question: str
    value: Json
    personal: str = "no"


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
    joined: bool = False
    """They joined a case that somebody else had opened."""
    anonymous: bool = False
    version: str = ""
    answers: tuple[KeptAnswer, ...] = ()
    asker: Party | None = None
    subject: Party | None = None
    told: Party | None = None
    face: Face | None = None

    @property
    def reachable(self) -> bool:
        """Whether they can be told and asked: they are named, have not taken it back and were not erased."""
        there = self.withdrawn_at is None and self.roles.told is not None
        return there and not (self.told is not None and self.told.erased)


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
    kind: UpdateKind = UpdateKind.UPDATE
    reporter: UUID | None = None
    """The one reporter it was written to or by; None: all of them."""
    date: date | None = None
    """The day it speaks of: of a visit, or the new date after a broken promise."""
    code: str = ""
    """Its reason as a code: a closing or reopening reason, a cause, the body it was passed to."""


@dataclass(frozen=True, slots=True)
class StatusChangeView:
    """One row of the history, which nothing can change."""

    at: datetime
    before: CaseStatus | None
    after: CaseStatus
    reason: str
    by: str
    closed_too_soon: bool = False


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question put to a reporter."""

    id: UUID
    reporter: UUID
    text: str
    asked_at: datetime
    answer_by: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class FailureView:
    """A broken promise, with its cause, its fix and who sees to that (CAS-08)."""

    id: UUID
    case: UUID
    promise: PromiseKind
    due_at: datetime
    broke_at: datetime
    cause: FailureCause
    fix: str
    owner: str
    closed_at: datetime | None
    service: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A case passed to another body, and what came of it (CAS-14)."""

    id: UUID
    body: str
    their_reference: str
    passed_at: datetime
    expected_by: datetime | None
    outcome: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody else who has the case open now."""

    account: UUID
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """A case that belongs to another: its parent, a child, or the same thing reported again."""

    id: UUID
    public_id: str
    service: str
    status: CaseStatus
    relation: str
    """`parent`, `child`, `duplicate of` or `duplicate`."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the desk's page of one case shows."""

    listing: CaseListing
    tier: str
    channel: Channel
    owner_name: str
    promise: Promised
    promised: Promised
    """As it was first made, before any stop of the clock."""
    answered_at: datetime | None
    expected_by: datetime | None
    """The new date the reporters were given after a promise broke."""
    reporters: tuple[ReporterView, ...]
    updates: tuple[UpdateView, ...]
    history: tuple[StatusChangeView, ...]
    questions: tuple[QuestionView, ...]
    failures: tuple[FailureView, ...]
    referrals: tuple[ReferralView, ...]
    related: tuple[RelatedCase, ...]
    here_now: tuple[Presence, ...]
    may: frozenset[str]
    """Names of the operations this actor may use on it now, such as `done` or `reopen`."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Staff names by account id, for `by` and `owner`."""
    home: bool = False
    may_open: bool = False
    """Whether this actor may read the special answers of this case, which are sealed until then."""
    knows_people: bool = False
    """Whether this actor may know who the people of this case are, and so how they were in touch."""


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
    """Public updates only; with one-time access, those to this reporter too."""
    expected_by: datetime | None = None
    scheduled_for: date | None = None
    passed_to: str = ""
    waiting: bool = False
    """A question is waiting for this reporter's answer."""
    withdrawn: bool = False
    may: frozenset[str] = frozenset()
    """What the person may do from here: `chase`, `withdraw`, `reopen`, `verdict`, `answer`."""
    case: UUID | None = None
    reporter: UUID | None = None
    questions: tuple[QuestionView, ...] = ()
    """Open questions to this reporter; empty unless read with one-time access."""


@dataclass(frozen=True, slots=True)
class Access:
    """One-time access to one reporter's part in a case: what a link is for, or the stay that it opened."""

    id: UUID
    case: UUID
    reporter: UUID
    reference: str
    purpose: AccessPurpose
    question: UUID | None
    until: datetime
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PublicCase:
    """A case as anybody, or a councillor, may see it: no names, no words of the person."""

    public_id: str
    service: str
    version: str
    status: CaseStatus
    closing_reason: ClosingReason | None
    street: str
    """The street's name; a case without a street shows its ward only."""
    ward: str
    lat: float | None
    long: float | None
    opened_at: datetime
    ended_at: datetime | None
    scheduled_for: date | None
    updates: tuple[UpdateView, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicCount:
    """How many cases of one service; None where the number is too small to be shown."""

    service: str
    open: int | None
    ended: int | None


@dataclass(frozen=True, slots=True)
class DuplicateCandidate:
    """A case that may be the same thing: nothing in it was written by another person."""

    public_id: str
    line: str
    opened_at: datetime
    status: CaseStatus
    metres: int | None = None
    reporters: int = 1


@dataclass(frozen=True, slots=True)
class AnswersReported:
    """What the open reports of one place say of what tells its jobs apart, such as which bins."""

    cases: int
    answers: Mapping[str, frozenset[str]]
    """By question; empty for a service whose rule is the place alone."""


@dataclass(frozen=True, slots=True)
class AlertView:
    """Something the desk tells a team or an owner."""

    id: UUID
    kind: AlertKind
    case: UUID
    public_id: str
    service: str
    at: datetime
    owner: str = ""

"""The codes of cases. All are stored and some are published: never rename one."""

from __future__ import annotations

from enum import StrEnum


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


class ReopeningReason(StrEnum):
    """Why a case came back."""

    STILL_THERE = "still there"
    CAME_BACK = "came back"
    NOT_DONE_RIGHT = "not done right"
    CLOSED_BY_MISTAKE = "closed by mistake"


class ChaseCause(StrEnum):
    """Why a person had to ask again: the avoidable-contact causes of NI 14 that a chase can have."""

    NO_NEWS = "no news"
    """Progress chasing: nothing was heard, and the promise still stands."""
    LATE = "late"
    """Progress chasing after a promise broke."""
    UNCLEAR = "unclear"
    """What we said needed explaining."""
    CLOSED_TOO_SOON = "closed too soon"
    """Premature closure."""


class Audience(StrEnum):
    """Who may see an update."""

    STAFF = "staff"
    REPORTERS = "reporters"
    PUBLIC = "public"


class UpdateKind(StrEnum):
    """What an update is, so that every view can word and place it."""

    NOTE = "note"
    UPDATE = "update"
    QUESTION = "question"
    ANSWER = "answer"
    SCHEDULED = "scheduled"
    DONE = "done"
    CLOSED = "closed"
    REOPENED = "reopened"
    PASSED_ON = "passed on"
    CHASED = "chased"
    DELAY = "delay"
    VERDICT = "verdict"


class PromiseKind(StrEnum):
    """Which of a service's two promises."""

    ANSWER = "answer"
    DONE = "done"


class FailureCause(StrEnum):
    """Why a promise was broken (CAS-08)."""

    NOT_SAID = "not said"
    STAFFING = "staffing"
    WEATHER = "weather"
    EQUIPMENT = "equipment"
    CONTRACTOR = "contractor"
    ACCESS = "access"
    VOLUME = "volume"
    OVERLOOKED = "overlooked"
    OTHER = "other"


class Face(StrEnum):
    """The three faces that a person can leave."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class FaceReason(StrEnum):
    """The one reason that may go with a face."""

    NONE = ""
    QUICK = "quick"
    SLOW = "slow"
    DONE_WELL = "done well"
    NOT_DONE = "not done"
    KEPT_INFORMED = "kept informed"
    NOT_INFORMED = "not informed"


class AlertKind(StrEnum):
    """What a team or owner is told on the desk."""

    NEARING = "promise nearing"
    BROKEN = "promise broken"
    CHASED = "chased"
    ANSWERED = "answered"
    SILENT = "no answer yet"
    REOPENED = "reopened"
    OVERDUE_ELSEWHERE = "other body late"


class AccessPurpose(StrEnum):
    """What a one-time link or code was given for."""

    SEE = "see"
    ANSWER = "answer"
    VERDICT = "verdict"


class Sort(StrEnum):
    """The orders a list can have; each has an index behind it."""

    DUE = "due"
    NEWEST = "newest"
    OLDEST = "oldest"
    CHASED = "chased"
    ENDED = "ended"
    SCHEDULED = "scheduled"


class Open(StrEnum):
    """Whether ended cases are in a list."""

    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


class BulkAct(StrEnum):
    """Acts that can be done to many cases at once."""

    ASSIGN = "assign"
    SCHEDULE = "schedule"
    UPDATE = "update"
    CLOSE = "close"

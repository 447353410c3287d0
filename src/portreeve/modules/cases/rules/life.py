"""The one table of how a case may change, and what each act needs. Nothing else decides it (design §4.3).

Every status has a way on; `passed on` is not an end; only `done` and `closed without being done` are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portreeve.modules.cases.types import CaseStatus, ReopeningReason

S = CaseStatus


class Act(StrEnum):
    """What can be done to a case. The names are those of the operations."""

    ASSIGN = "assign"
    ROUTE = "route"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    ASK_REPORTER = "ask_reporter"
    ANSWER = "answer"
    NOTE = "note"
    UPDATE = "update"
    CHASE = "chase"
    DONE = "done"
    CLOSE = "close"
    REOPEN = "reopen"
    PASS_ON = "pass_on"  # noqa: S105 - an act, not a password
    END_REFERRAL = "end_referral"
    EXPLAIN_DELAY = "explain_delay"
    JOIN = "join"
    WITHDRAW = "withdraw"
    LINK_DUPLICATE = "link_duplicate"
    UNLINK_DUPLICATE = "unlink_duplicate"
    SPLIT = "split"
    VERDICT = "verdict"


ENDED: Final = frozenset({S.DONE, S.CLOSED})
OPEN: Final = frozenset(S) - ENDED
AT_WORK: Final = frozenset({S.RECEIVED, S.WITH_TEAM, S.SCHEDULED, S.REOPENED})
"""Open, and it is the council's turn."""

CHANGES: Final[Mapping[CaseStatus, frozenset[CaseStatus]]] = MappingProxyType(
    {
        S.RECEIVED: frozenset({S.WITH_TEAM, S.SCHEDULED, S.WAITING, S.PASSED_ON, S.DONE, S.CLOSED}),
        S.WITH_TEAM: frozenset({S.SCHEDULED, S.WAITING, S.PASSED_ON, S.DONE, S.CLOSED}),
        S.SCHEDULED: frozenset({S.WITH_TEAM, S.WAITING, S.PASSED_ON, S.DONE, S.CLOSED}),
        S.WAITING: frozenset({S.WITH_TEAM, S.SCHEDULED, S.PASSED_ON, S.DONE, S.CLOSED}),
        S.PASSED_ON: frozenset({S.WITH_TEAM, S.DONE, S.CLOSED}),
        S.DONE: frozenset({S.REOPENED}),
        S.CLOSED: frozenset({S.REOPENED}),
        S.REOPENED: frozenset({S.WITH_TEAM, S.SCHEDULED, S.WAITING, S.PASSED_ON, S.DONE, S.CLOSED}),
    }
)
"""The table itself: from a status, to those it may become. A status may always stay as it is."""

_WHEN: Final[Mapping[Act, frozenset[CaseStatus]]] = MappingProxyType(
    {
        Act.ASSIGN: OPEN,
        Act.ROUTE: OPEN,
        Act.SCHEDULE: AT_WORK | {S.WAITING},
        Act.UNSCHEDULE: frozenset({S.SCHEDULED}),
        Act.ASK_REPORTER: AT_WORK | {S.WAITING},
        Act.ANSWER: frozenset(S),
        Act.NOTE: frozenset(S),
        Act.UPDATE: frozenset(S),
        Act.CHASE: frozenset(S),
        Act.DONE: OPEN,
        Act.CLOSE: OPEN,
        Act.REOPEN: ENDED,
        Act.PASS_ON: AT_WORK | {S.WAITING},
        Act.END_REFERRAL: frozenset({S.PASSED_ON}),
        Act.EXPLAIN_DELAY: OPEN,
        Act.JOIN: OPEN,
        Act.WITHDRAW: OPEN,
        Act.LINK_DUPLICATE: OPEN,
        Act.UNLINK_DUPLICATE: frozenset({S.CLOSED}),
        Act.SPLIT: OPEN,
        Act.VERDICT: frozenset({S.DONE}),
    }
)


def may_change(before: CaseStatus, after: CaseStatus) -> bool:
    """Say whether a case may go from one status to another, or stay."""
    return before is after or after in CHANGES[before]


def acts_in(status: CaseStatus) -> frozenset[Act]:
    """Return the acts that a case in this status allows, whoever asks."""
    return frozenset(act for act, statuses in _WHEN.items() if status in statuses)


def working_status(scheduled_for: date | None) -> CaseStatus:
    """Return the status of a case that is the council's turn again, after a wait or another body."""
    return S.WITH_TEAM if scheduled_for is None else S.SCHEDULED


def ended(status: CaseStatus) -> bool:
    """Say whether the case is at an end. `passed on` is not."""
    return status in ENDED


def closed_too_soon(ended_at: datetime, reopened_at: datetime, days: int, *, reason: str = "") -> bool:
    """Say whether a case that came back had been ended too soon: within `days` of its end (standards §25).

    One closed by mistake never was: nobody had thought the work done.
    """
    return reason != ReopeningReason.CLOSED_BY_MISTAKE and reopened_at - ended_at <= timedelta(days=days)

"""What a contact is, where it ends, and what its ending was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from portreeve.modules.contacts.types import Avoidable, Ending, LinkKind, LinkRole

IDLE = timedelta(minutes=30)
"""A spell ends after so long without a step (design §4.4)."""
AGAIN_DAYS = 14
"""Contact about the same thing within so many days counts against first-contact resolution."""

_DID = frozenset(LinkRole) - {LinkRole.BEGAN, LinkRole.WENT_ON, LinkRole.ASKED}
"""What a person came for was done or begun: anything but beginning a journey, going on with it, or asking."""


def has_gone_idle(last_at: datetime, now: datetime) -> bool:
    """Say whether a spell is over because nothing happened for half an hour."""
    return now - last_at >= IDLE


def ending_of(roles: Iterable[LinkRole], *, stopped: bool, handed_on: bool) -> Ending:
    """Return how a contact that nobody wrapped up ended, from what it did."""
    if any(role in _DID for role in roles):
        return Ending.RESOLVED
    if handed_on:
        return Ending.HANDED_ON
    return Ending.TOLD if stopped else Ending.ABANDONED


def cause_of(kind: LinkKind, role: LinkRole) -> Avoidable | None:
    """Return why a contact with this link was avoidable, where that follows from the link alone (CAS-09)."""
    if kind is not LinkKind.CASE:
        return None
    return {LinkRole.CHASED: Avoidable.CHASING, LinkRole.REOPENED: Avoidable.CLOSED_TOO_SOON}.get(role)


def days_between(earlier: datetime, later: datetime) -> int:
    """Return whole days from one contact to the next, 0 on the same day's run of 24 hours."""
    return max(0, (later - earlier).days)

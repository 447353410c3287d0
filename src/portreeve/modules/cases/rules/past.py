"""What the past of a case means: its history in order, whether its promise was kept, and the events it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.events import Event
from portreeve.modules.cases.events import (
    CaseChased,
    CaseClosed,
    CaseDone,
    CaseOpened,
    CaseReopened,
    PromiseBroken,
    VerdictGiven,
)
from portreeve.modules.cases.rules.life import closed_too_soon
from portreeve.modules.cases.types import CaseStatus, PromiseKind
from portreeve.modules.cases.types.past import PastCase

Worked = Callable[[datetime, datetime], int]
Happened = tuple[Event, datetime, Channel]


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether the work was done, and whether the promise of it was broken."""

    done: bool
    broken: bool
    kept: bool | None

    @staticmethod
    def of(one: PastCase) -> Kept:
        """Return it from when the case ended."""
        done = one.status is CaseStatus.DONE
        if one.done_by is None or one.ended_at is None:
            return Kept(done, broken=False, kept=None)
        late = one.ended_at > one.done_by
        return Kept(done, broken=late, kept=not late)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of status; `since`: for a return, when it had ended."""

    at: datetime
    before: str
    after: str
    reason: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """The history of a case in order."""

    changes: tuple[Change, ...]

    def too_soon(self, days: int) -> int:
        """Return how often it had been ended too soon."""
        return sum(
            1 for c in self.changes if c.since is not None and closed_too_soon(c.since, c.at, days, reason=c.reason)
        )


def moments_of(one: PastCase) -> Moments:
    """Return the history: received, ended and back for each return, then where it stands."""
    changes = [Change(one.opened_at, "", CaseStatus.RECEIVED)]
    at = CaseStatus.RECEIVED
    for r in one.returns:
        changes.append(Change(r.ended_at, at, CaseStatus.DONE))
        changes.append(Change(r.at, CaseStatus.DONE, CaseStatus.REOPENED, r.reason, since=r.ended_at))
        at = CaseStatus.REOPENED
    if one.status is not at:
        when = one.ended_at or (one.returns[-1].at if one.returns else one.opened_at)
        changes.append(Change(when, at, one.status, one.closing_reason.value if one.closing_reason else ""))
    return Moments(tuple(changes))


def events_of(pk: UUID, reporter: UUID, one: PastCase, *, worked: Worked, too_soon_days: int) -> Iterator[Happened]:
    """Yield the events that a past case stands for, with when and on which channel each happened."""
    of: Mapping[str, Any] = {
        "subject": pk,
        "service": one.service,
        "team": one.team,
        "ward": one.place.ward,
        "tier": one.tier,
        "private": one.private,
        "part": False,
    }
    update = uuid5(pk, "ending")
    yield (
        CaseOpened(
            **of,
            service_version=one.version,
            channel=one.channel,
            reporter=reporter,
            done_by=one.done_by,
            anonymous=one.asker is None,
        ),
        one.opened_at,
        one.channel,
    )
    for chase in one.chases:
        yield CaseChased(**of, cause=chase.cause, channel=chase.channel), chase.at, chase.channel
    for back in one.returns:
        seconds = worked(one.opened_at, back.ended_at)
        ended = CaseDone(**of, update=update, opened_at=one.opened_at, kept=None, working_seconds=seconds)
        yield ended, back.ended_at, Channel.SYSTEM
        too_soon = closed_too_soon(back.ended_at, back.at, too_soon_days, reason=back.reason)
        reopened = CaseReopened(
            **of, reason=back.reason, closed_too_soon=too_soon, was=CaseStatus.DONE, update=update, channel=one.channel
        )
        yield reopened, back.at, one.channel
    yield from _ending(one, of, update, reporter, worked)


def _ending(one: PastCase, of: Mapping[str, Any], update: UUID, reporter: UUID, worked: Worked) -> Iterator[Happened]:
    """Yield how it ended, whether that broke its promise, and how the person felt about it."""
    kept = Kept.of(one)
    if kept.broken and one.done_by:
        broken = PromiseBroken(**of, promise=PromiseKind.DONE, due_at=one.done_by, failure=update, update=update)
        yield broken, one.done_by, Channel.SYSTEM
    if one.ended_at is None:
        return
    seconds = worked(one.opened_at, one.ended_at)
    how: Mapping[str, Any] = {
        "opened_at": one.opened_at,
        "update": update,
        "kept": kept.kept,
        "working_seconds": seconds,
    }
    if kept.done:
        yield CaseDone(**of, **how), one.ended_at, Channel.SYSTEM
    else:
        reason = one.closing_reason.value if one.closing_reason else ""
        yield CaseClosed(**of, **how, reason=reason), one.ended_at, Channel.SYSTEM
    if one.face and one.face_at:
        yield VerdictGiven(**of, reporter=reporter, face=one.face), one.face_at, one.channel

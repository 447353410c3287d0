"""A list of cases as rows to be shown: names looked up once for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portreeve.channels.staff_desk import naming
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Words
from portreeve.modules.cases.types import CaseListing, CaseStatus

COLOURS = {
    CaseStatus.RECEIVED: "blue",
    CaseStatus.WITH_TEAM: "light-blue",
    CaseStatus.SCHEDULED: "turquoise",
    CaseStatus.WAITING: "yellow",
    CaseStatus.PASSED_ON: "purple",
    CaseStatus.DONE: "green",
    CaseStatus.CLOSED: "grey",
    CaseStatus.REOPENED: "orange",
}
"""Colours only repeat what the words of the tag say."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list, ready to be shown."""

    case: CaseListing
    service: str
    status: str
    colour: str
    owner: str
    team: str
    due: str
    late: bool
    opened: str


def when(w: Words, at: datetime | None) -> str:
    """Return a moment as people at the council read it: "Tue 24 Nov, 5pm"; empty for none."""
    if at is None:
        return ""
    local = clock.local(at)
    return f"{w.date(local.date(), year=local.year != clock.local(clock.now()).year)}, {w.time(local)}"


def rows(found: Iterable[CaseListing], w: Words, at: datetime) -> tuple[Row, ...]:
    """Return cases as rows: two queries for all their names."""
    cases = list(found)
    owners = accounts.names({UUID(c.owner) for c in cases if c.owner})
    teams = naming.teams()
    return tuple(
        Row(
            case=c,
            service=naming.service_name(c.service, c.version, w.language),
            status=naming.code(w, "status", c.status),
            colour=COLOURS[c.status],
            owner=owners.get(UUID(c.owner), "") if c.owner else "",
            team=teams.get(c.team, c.team),
            due=when(w, c.due_at),
            late=c.ended_at is None and c.due_at is not None and c.due_at < at,
            opened=when(w, c.opened_at),
        )
        for c in cases
    )

"""The desk's smaller reads: alerts, saved lists, failures, and finding cases by what people say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.result import Page
from portreeve.modules.cases.models import Alert, Case, Failure, Reporter, Saved
from portreeve.modules.cases.queries import rows
from portreeve.modules.cases.queries.lists import GATHERED, MOST_A_PAGE, ORDERS, inbox, page_of
from portreeve.modules.cases.queries.scope import reach
from portreeve.modules.cases.rules import public_id
from portreeve.modules.cases.types import (
    AlertKind,
    AlertView,
    CaseListing,
    CaseStatus,
    FailureView,
    Filter,
    Open,
    SavedFilter,
    Sort,
)

MOST_ALERTS = 100


def alerts(*, actor: Actor, team: str = "") -> tuple[AlertView, ...]:
    """Return what an actor's teams need to know and nobody has seen yet, newest first."""
    within = reach(actor, "case.work", path="case")
    found = Alert.objects.filter(within, seen_at__isnull=True).select_related("case").defer("case__words")
    found = found.filter(team=team) if team else found
    return tuple(
        AlertView(
            id=row.id,
            kind=AlertKind(row.kind),
            case=row.case_id,
            public_id=row.case.public_id,
            service=row.case.service,
            at=row.at,
            owner=str(row.case.owner_id or ""),
        )
        for row in found.order_by("-id")[:MOST_ALERTS]
    )


def saved_filters(*, actor: Actor) -> tuple[SavedFilter, ...]:
    """Return a member of staff's saved lists by name."""
    found = Saved.objects.filter(account_id=UUID(actor.id)).order_by("name")
    return tuple(SavedFilter(id=row.id, name=row.name, filter=read_filter(row.filter)) for row in found)


_READERS: Mapping[str, Callable[[str], object]] = {
    "open": Open,
    "sort": Sort,
    "status": CaseStatus,
    "opened_from": date.fromisoformat,
    "ended_from": date.fromisoformat,
}
"""How the texts of a filter are read that are not just texts."""
_FLAGS = frozenset(one.name for one in fields(Filter) if one.default is False)


def read_filter(said: Mapping[str, object]) -> Filter:
    """Return a filter from plain values, as saved or as in the address of a page; what makes no sense is left out."""
    found: dict[str, Any] = {}
    for name in (one.name for one in fields(Filter)):
        value = said.get(name)
        if name in _FLAGS:
            found[name] = value is True
        elif isinstance(value, str) and value:
            with suppress(ValueError):
                found[name] = _READERS.get(name, str)(value)
    return Filter(**found)


def failures(*, actor: Actor, team: str = "", closed: bool = False) -> tuple[FailureView, ...]:
    """Return broken promises within reach, open ones or the last closed ones, newest first."""
    within = reach(actor, "case.work", path="case")
    found = Failure.objects.filter(within, closed_at__isnull=not closed)
    found = found.filter(team=team) if team else found
    return tuple(rows.failure(row) for row in found.order_by("-id")[:200])


def search(*, said: str, actor: Actor, at: datetime, after: str = "", size: int = 50) -> Page[CaseListing]:
    """Find cases by what somebody says: a reference in any form, a public id, or words of place and report."""
    if reference := references.normalise(said):
        part = Reporter.objects.filter(reference=reference).values("case")
        return _exactly(Q(pk__in=part), actor, size)
    if public := public_id.normalise(said):
        found = _exactly(Q(public_id=public), actor, size)
        if found.rows:
            return found
    wanted = Filter(open=Open.ALL, sort=Sort.NEWEST, words=said)
    return inbox(actor=actor, wanted=wanted, at=at, after=after, size=size)


def cases_of(*, parties: Collection[UUID], actor: Actor, after: str = "", size: int = 50) -> Page[CaseListing]:
    """Return the cases that people have any part in, newest first, the last few thousand of them."""
    ids = list(parties)[:500]
    parts = Reporter.objects.filter(Q(asker__in=ids) | Q(subject__in=ids) | Q(told__in=ids)).order_by("-since")
    found = Case.objects.filter(reach(actor), pk__in=parts.values("case")[:GATHERED])
    return page_of(found, order=ORDERS[Sort.NEWEST], after=after, before="", size=min(max(size, 1), MOST_A_PAGE))


def _exactly(which: Q, actor: Actor, size: int) -> Page[CaseListing]:
    found = Case.objects.filter(reach(actor)).filter(which)
    return page_of(found, order=ORDERS[Sort.NEWEST], after="", before="", size=size)

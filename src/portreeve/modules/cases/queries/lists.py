"""The desk's lists: narrowed in SQL to what the actor may see, paged by key, counted up to a thousand (ADR 0014)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.result import Page
from portreeve.modules.cases.models import Case
from portreeve.modules.cases.models.case import ENDED, OPEN
from portreeve.modules.cases.queries import rows
from portreeve.modules.cases.queries.scope import reach
from portreeve.modules.cases.rules.promises import NEVER
from portreeve.modules.cases.types import CaseListing, Filter, Open, Sort

COUNT_CAP: Final = 1000
MOST_A_PAGE: Final = 200
GATHERED: Final = 3000
_MOST_CHASED: Final = 32_767


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list: a column that is never null, and the id to break ties."""

    column: str
    falling: bool

    def by(self, *, backwards: bool = False) -> tuple[str, str]:
        """Return what to order by, to walk forwards or backwards."""
        mark = "-" if self.falling != backwards else ""
        return f"{mark}{self.column}", f"{mark}id"

    def after(self, value: Any, pk: str, *, backwards: bool = False) -> Q:
        """Return what lies beyond a key. The first half lets the index start there; the second breaks ties."""
        way = "lt" if self.falling != backwards else "gt"
        return Q(**{f"{self.column}__{way}e": value}) & (
            Q(**{f"{self.column}__{way}": value}) | Q(**{self.column: value, f"id__{way}": pk})
        )


ORDERS: Final[Mapping[Sort, Order]] = {
    Sort.DUE: Order("due_at", falling=False),
    Sort.NEWEST: Order("opened_at", falling=True),
    Sort.OLDEST: Order("opened_at", falling=False),
    Sort.CHASED: Order("chased", falling=True),
    Sort.ENDED: Order("ended_at", falling=True),
    Sort.SCHEDULED: Order("scheduled_for", falling=False),
}


def inbox(
    *,
    actor: Actor,
    wanted: Filter,
    at: datetime,
    after: str = "",
    before: str = "",
    size: int = 50,
) -> Page[CaseListing]:
    """Return a page of the cases an actor may see. `after`, `before`: a page's own keys; a wrong one is the start."""
    found = narrowed(actor=actor, wanted=wanted, at=at)
    order = ORDERS[_sort(wanted)]
    most, words = min(max(size, 1), MOST_A_PAGE), bool(wanted.words.strip())
    return page_of(found, order=order, after=after, before=before, size=most, gather=words)


def narrowed(*, actor: Actor, wanted: Filter, at: datetime) -> QuerySet[Case]:
    """Return the cases of a filter within the actor's reach."""
    found = Case.objects.filter(reach(actor), _state(wanted), *_narrow(wanted, actor, at))
    if words := storable(wanted.words).strip():
        found = found.filter(words=SearchQuery(words[:200], config="english", search_type="websearch"))
    return found


def storable(said: str) -> str:
    """Return what was typed without what a database cannot hold: whoever sends that looks for nothing we have.

    Pages never bring it (`design.middleware.CleanText` takes it out of all that is sent); other callers may.
    """
    return said.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def page_of(
    found: QuerySet[Case], *, order: Order, after: str, before: str, size: int, gather: bool = False
) -> Page[CaseListing]:
    """Read one page of a list and its capped count: two queries, whatever the size of the list."""
    page = walk(found, order=order, after=after, before=before, size=size, gather=gather)
    return Page(tuple(rows.listing(row) for row in page.rows), page.count, COUNT_CAP, page.after, page.before)


def walk(
    found: QuerySet[Case], *, order: Order, after: str = "", before: str = "", size: int = 50, gather: bool = False
) -> Page[Case]:
    """Read one page of rows, for a query of this module to make values of.

    `gather`: what is looked for has no index in the list's order, such as words. A few thousand are then found first
    and sorted, instead of walking the whole list until enough have turned up.
    """
    counted = count(found, cap=GATHERED if gather else COUNT_CAP)
    if gather and counted <= GATHERED:
        # A limit keeps the planner from turning this back into the walk.
        found = Case.objects.filter(pk__in=found.order_by().values("pk")[:GATHERED])
    got, ends = _read(found, order, after, before, size)
    return Page(tuple(got), min(counted, COUNT_CAP + 1), COUNT_CAP, *ends)


def _read(
    found: QuerySet[Case], order: Order, after: str, before: str, size: int
) -> tuple[list[Case], tuple[str, str]]:
    """Return a page's rows, and the keys of the next page and of the one before."""
    key = _read_key(before or after, order)
    backwards = bool(before) and key is not None
    beyond = found.filter(order.after(*key, backwards=backwards)) if key else found
    got = list(beyond.order_by(*order.by(backwards=backwards)).only(*rows.LISTED)[: size + 1])
    more, got = len(got) > size, got[:size]
    if backwards:
        got.reverse()
    has_next, has_before = (True, more) if backwards else (more, key is not None)
    return got, (
        _key(got[-1], order) if got and has_next else "",
        _key(got[0], order) if got and has_before else "",
    )


def count(found: QuerySet[Case], *, cap: int = COUNT_CAP) -> int:
    """Count up to one beyond the cap: beyond it, the exact number helps nobody and costs a walk over everything."""
    return found.order_by().values("pk")[: cap + 1].count()


def _sort(wanted: Filter) -> Sort:
    """Return an order that the filter allows: by end only where cases have ended, by day only where one is set."""
    if wanted.sort is Sort.ENDED and wanted.open is not Open.ENDED:
        return Sort.NEWEST
    if wanted.sort is Sort.DUE and wanted.open is not Open.OPEN:
        return Sort.NEWEST
    return wanted.sort


def _state(wanted: Filter) -> Q:
    if wanted.open is Open.ALL:
        return Q()
    return OPEN if wanted.open is Open.OPEN else ENDED


def _narrow(wanted: Filter, actor: Actor, at: datetime) -> list[Q]:
    equal = {
        "team": wanted.team,
        "service": wanted.service,
        "ward": wanted.ward,
        "usrn": wanted.street,
        "uprn": wanted.uprn,
        "status": wanted.status or "",
    }
    parts = [Q(**{name: storable(value)}) for name, value in equal.items() if value]
    if wanted.street:
        parts.append(~Q(usrn=""))
    if wanted.uprn:
        parts.append(~Q(uprn=""))
    if wanted.mine:
        parts.append(Q(owner_id=_account(actor)))
    flags = (
        (wanted.unassigned, Q(owner__isnull=True)),
        (wanted.broken, Q(broken=True)),
        (wanted.chased or wanted.sort is Sort.CHASED, Q(chased__gt=0)),
        (wanted.reopened, Q(reopened__gt=0)),
        (wanted.overdue, Q(due_at__lt=min(at, NEVER))),
        (wanted.sort is Sort.SCHEDULED, Q(scheduled_for__isnull=False)),
    )
    parts += [part for wished, part in flags if wished]
    return parts + _since(wanted)


def _since(wanted: Filter) -> list[Q]:
    bounds = (("opened_at__gte", wanted.opened_from), ("ended_at__gte", wanted.ended_from))
    return [Q(**{name: _midnight(day)}) for name, day in bounds if day is not None]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.council_zone())


def _account(actor: Actor) -> UUID | None:
    try:
        return UUID(actor.id) if actor.kind is ActorKind.STAFF else UUID(int=0)
    except ValueError:
        return UUID(int=0)


def _key(row: Case, order: Order) -> str:
    """Return an opaque key: where a page ends, not how many rows lie before it."""
    value = getattr(row, order.column)
    said = value.isoformat() if isinstance(value, (date, datetime)) else value
    return base64.urlsafe_b64encode(json.dumps([said, row.id.hex]).encode()).decode().rstrip("=")


def _read_key(key: str, order: Order) -> tuple[Any, str] | None:
    """Read a key back; None for one we did not make for this order."""
    try:
        said, pk = json.loads(base64.urlsafe_b64decode(key[:200] + "=" * (-len(key) % 4)))
        return _typed(order.column, said), str(UUID(hex=pk))
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error):
        return None


def _typed(column: str, said: Any) -> Any:
    """Return a value that the column can be compared with. Raises ValueError for one that no page of ours ends at."""
    if column == "chased":
        number = int(said)
        if not 0 <= number <= _MOST_CHASED:
            raise ValueError(column)
        return number
    if column == "scheduled_for":
        return date.fromisoformat(said)
    when = datetime.fromisoformat(said)
    if when.tzinfo is None:
        raise ValueError(column)
    return when

"""What staff keep for themselves: who is looking, saved filters, and acts on many cases at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from portreeve.foundation.journal.api import operation
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.modules.cases.models import Case, Looking, Saved
from portreeve.modules.cases.operations import ending, work
from portreeve.modules.cases.queries.scope import reach
from portreeve.modules.cases.rules.refusals import NameTaken, ReasonNeeded, TooManyAtOnce
from portreeve.modules.cases.types import Audience, BulkAct, BulkOutcome, ClosingReason, Filter

BULK = "case.bulk"
MOST_AT_ONCE = 500


@operation
def looking(*, case: UUID, here: bool = True, by: Actor, at: datetime) -> None:
    """Say that a member of staff has a case open now, or has left it; their page says so again within a minute."""
    if not here:
        Looking.objects.filter(case_id=case, account_id=UUID(by.id)).delete()
        return
    if not Case.objects.filter(reach(by), pk=case).exists():
        raise NotFound
    Looking.objects.update_or_create(case_id=case, account_id=UUID(by.id), defaults={"at": at})


@operation
def save_filter(*, name: str, wanted: Filter, by: Actor, at: datetime) -> UUID:  # noqa: ARG001 - as all operations
    """Keep a list under a name. Raises ReasonNeeded without one, NameTaken."""
    if not name.strip():
        raise ReasonNeeded(field="name")
    try:
        with transaction.atomic():
            return Saved.objects.create(account_id=UUID(by.id), name=name.strip()[:60], filter=_plain(wanted)).id
    except IntegrityError as taken:
        raise NameTaken from taken


@operation
def drop_filter(*, saved: UUID, by: Actor, at: datetime) -> None:  # noqa: ARG001 - as all operations
    """Forget one of one's own saved lists."""
    Saved.objects.filter(pk=saved, account_id=UUID(by.id)).delete()


@operation
def bulk(
    *,
    act: BulkAct,
    cases: Sequence[UUID],
    by: Actor,
    at: datetime,
    owner: UUID | None = None,
    team: str = "",
    day: date | None = None,
    **words: Any,
) -> tuple[BulkOutcome, ...]:
    """Do one act to many cases, each for itself: one that refuses leaves the others done, and each has its own entry.

    `words`: `text`, `audience`, `reason`, as the act takes them. Raises NotAllowed, TooManyAtOnce, ReasonNeeded.
    """
    if not by.may(BULK):
        raise NotAllowed(act=BULK)
    if len(cases) > MOST_AT_ONCE:
        raise TooManyAtOnce(limit=MOST_AT_ONCE)
    do = _act(act, owner=owner, team=team, day=day, **words)
    # In the order of their ids, so that two bulk acts on the same cases do not wait for each other for ever.
    return tuple(_one(do, case, by, at) for case in sorted(dict.fromkeys(cases)))


def _one(do: Callable[..., object], case: UUID, by: Actor, at: datetime) -> BulkOutcome:
    try:
        do(case=case, by=by, at=at)
    except Refusal as no:
        return BulkOutcome(case=case, problem=no.code)
    return BulkOutcome(case=case)


def _act(
    act: BulkAct,
    *,
    owner: UUID | None,
    team: str,
    day: date | None,
    text: str = "",
    audience: Audience = Audience.REPORTERS,
    reason: ClosingReason | None = None,
) -> Callable[..., object]:
    """Return the act with what it needs bound; each case's own call adds the case. Raises ReasonNeeded."""

    def do(*, case: UUID, by: Actor, at: datetime) -> object:
        if act is BulkAct.ASSIGN:
            if team:
                return work.send_to_team(case=case, team=team, by=by, at=at)
            return work.assign(case=case, owner=owner, by=by, at=at)
        if act is BulkAct.SCHEDULE and day is not None:
            return work.schedule(case=case, on=day, text=text, by=by, at=at)
        if act is BulkAct.UPDATE:
            return work.update(case=case, text=text, audience=audience, by=by, at=at)
        assert reason is not None  # noqa: S101 - checked below
        return ending.close(case=case, reason=reason, text=text, by=by, at=at)

    if act is BulkAct.SCHEDULE and day is None:
        raise ReasonNeeded(field="day")
    if act is BulkAct.CLOSE and reason is None:
        raise ReasonNeeded(field="reason")
    return do


def _plain(wanted: Filter) -> dict[str, Any]:
    """Return a filter as JSON keeps it."""
    said = {name: value for name, value in asdict(wanted).items() if value}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}

"""What staff keep for themselves: who is looking, saved filters, and acts on many cases at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
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
from portreeve.modules.cases.types import BulkAct, BulkDetails, BulkOutcome, Filter

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
    *, act: BulkAct, cases: Sequence[UUID], details: BulkDetails, by: Actor, at: datetime
) -> tuple[BulkOutcome, ...]:
    """Do one act to many cases, each for itself: one that refuses leaves the others done, and each has its own entry.

    Raises NotAllowed, TooManyAtOnce, ReasonNeeded.
    """
    if not by.may(BULK):
        raise NotAllowed(act=BULK)
    if len(cases) > MOST_AT_ONCE:
        raise TooManyAtOnce(limit=MOST_AT_ONCE)
    do = _act(act, details)
    # In the order of their ids, so that two bulk acts on the same cases do not wait for each other for ever.
    return tuple(_one(do, case, by, at) for case in sorted(dict.fromkeys(cases)))


def _one(do: Callable[..., object], case: UUID, by: Actor, at: datetime) -> BulkOutcome:
    try:
        do(case=case, by=by, at=at)
    except Refusal as no:
        return BulkOutcome(case=case, problem=no.code)
    return BulkOutcome(case=case)


def _act(act: BulkAct, given: BulkDetails) -> Callable[..., object]:
    """Return the act with what it needs bound; each case's own call adds the case. Raises ReasonNeeded."""
    if act is BulkAct.ASSIGN:
        if given.team:
            return partial(work.send_to_team, team=given.team)
        return partial(work.assign, owner=given.owner)
    if act is BulkAct.UPDATE:
        return partial(work.update, text=given.text, audience=given.audience)
    if act is BulkAct.SCHEDULE:
        if given.day is None:
            raise ReasonNeeded(field="day")
        return partial(work.schedule, on=given.day, text=given.text)
    if given.reason is None:
        raise ReasonNeeded(field="reason")
    return partial(ending.close, reason=given.reason, text=given.text)


def _plain(wanted: Filter) -> dict[str, Any]:
    """Return a filter as JSON keeps it."""
    said = {name: value for name, value in asdict(wanted).items() if value}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}

"""Telling somebody something: the way is chosen, and what is to be sent is kept, in the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app as jobs

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.foundation.statements.api import Reading, add, change, planned
from portreeve.modules.correspondence import events, models, types
from portreeve.modules.correspondence.queries import words
from portreeve.modules.correspondence.rules import hours, templates, ways
from portreeve.modules.correspondence.types import Because, Content, DispatchStatus, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Format, Party

DEFAULT_TEAM = "customer-services"
"""Owes the calls that no other team was named for."""
_CALL_PROMISE = "1 working day"
DELIVER = "correspondence.deliver"
DELIVER_ALL = "correspondence.deliver_all"
_IN_ONE_JOB = 10
"""Dispatches that one job sends in turn: queueing, fetching and ending a job costs as much as sending an email."""
_GATHERED: ContextVar[dict[str, list[models.Dispatch]] | None] = ContextVar("portreeve_gathered", default=None)
_BY_KEY = Reading(lambda key: models.Dispatch.objects.filter(key=key).values_list("id", flat=True))


class NoticeIncomplete(Refusal):
    """A notice lacks a field or link that its template shows; data `field` names it. A mistake of the caller's."""

    code = "notice-incomplete"


class TooLate(Refusal):
    """It has been sent already; data `status` says how far it has got."""

    code = "too-late"


@operation
def send(*, notice: types.Notice, by: Actor, at: datetime) -> UUID:
    """Tell a party something, by whatever way reaches them; returns the dispatch.

    The same key twice is one dispatch. Never silence: what cannot be sent is a call that somebody owes. Raises
    NoticeIncomplete, NotFound (no such party), TemplateMissing. To somebody who was erased there is nothing more to be
    said: that is kept as cancelled, without its words.
    """
    return _keep(notice, plan_and_keep, by=by, at=at)


@operation
def owe_call(*, notice: types.Notice, by: Actor, at: datetime) -> UUID:
    """Make it the notice's team's task to ring a party, although it might be written to; returns the dispatch.

    The same key twice is one call. Raises as `send`.
    """
    return _keep(notice, _call_and_keep, by=by, at=at)


@operation
def cancel(*, dispatch: UUID, by: Actor, at: datetime) -> None:
    """Take back what has not been sent, such as a reminder that is no longer true. Raises NotFound, TooLate."""
    row = models.Dispatch.objects.select_for_update().filter(id=dispatch).first()
    if row is None:
        raise NotFound
    if row.status not in {DispatchStatus.WAITING, DispatchStatus.QUEUED, DispatchStatus.OWED}:
        raise TooLate(status=row.status)
    models.Call.objects.filter(dispatch=row, settled_at__isnull=True).update(settled_at=at)
    settle(row, DispatchStatus.CANCELLED, at)
    record(events.DispatchCancelled(**of(row)), by=by, at=at)


def plan_and_keep(row: models.Dispatch, party: Party, *, by: Actor, at: datetime) -> None:
    """Choose the way for a new dispatch, and keep it: queued, waiting, a call owed, or cancelled for who was erased."""
    if party.erased:
        _let_go(row, by=by, at=at)
        return
    failed = frozenset(UUID(point) for point in row.failed_points)
    plan = ways.choose(party, private=row.private, at=at, zone=clock.council_zone(), failed=failed)
    row.way, row.point, row.format = plan.way, plan.point.id if plan.point else None, plan.format
    row.content, row.because = plan.content, plan.because
    row.due_at = plan.not_before or at
    row.status = DispatchStatus.WAITING if plan.not_before else DispatchStatus.QUEUED
    if plan.way is Way.CALL:
        row.status = DispatchStatus.OWED
    _keep_made(row, party, plan.not_before, by=by, at=at)


def _keep_made(row: models.Dispatch, party: Party, not_before: datetime | None, *, by: Actor, at: datetime) -> None:
    """Save a dispatch that has its way, with its job or its task."""
    add(row)
    if row.way == Way.CALL:
        _owe_call(row, party, at)
    else:
        defer(row)
    _record_made(row, not_before, by=by, at=at)


def _let_go(row: models.Dispatch, *, by: Actor, at: datetime) -> None:
    """Keep what was to be said to somebody erased as cancelled: nobody owes a call, and its words are not kept anew."""
    row.way, row.point, row.format = Way.CALL, None, Format.STANDARD
    row.content, row.because = Content.DISCREET, Because.UNREACHABLE
    row.data, row.links = {}, {}
    row.status, row.due_at, row.settled_at = DispatchStatus.CANCELLED, at, at
    add(row)
    _record_made(row, None, by=by, at=at)
    record(events.DispatchCancelled(**of(row)), by=by, at=at)


def _record_made(row: models.Dispatch, not_before: datetime | None, *, by: Actor, at: datetime) -> None:
    happened = events.DispatchMade(
        **of(row),
        because=row.because,
        language=row.template.language,
        format=row.format,
        not_before=not_before,
    )
    record(happened, by=by, at=at)


def _keep(notice: types.Notice, how: Callable[..., None], *, by: Actor, at: datetime) -> UUID:
    """Make the dispatch of a notice, unless its key was used before."""
    _one_at_a_time(notice.key)
    before = _BY_KEY.first(notice.key)
    if before is not None:
        return before
    party = people.party(notice.to)
    if not party.erased:  # what the notice was to say may have gone with them
        _check(notice)
    row = models.Dispatch(
        key=notice.key,
        template=words.current(notice.template, notice.language or party.language),
        party_id=notice.to,
        about=notice.about,
        private=notice.private,
        data=dict(notice.data),
        links={name: [str(to.purpose), str(to.subject), to.days] for name, to in notice.links.items()},
        team=notice.team or DEFAULT_TEAM,
        created_at=at,
    )
    how(row, party, by=by, at=at)
    return row.id


def _one_at_a_time(key: str) -> None:
    """Let one transaction at a time use a key: the second then finds what the first has made."""
    with planned() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"correspondence:{key}"])


def _call_and_keep(row: models.Dispatch, party: Party, *, by: Actor, at: datetime) -> None:
    """Keep a dispatch as a call owed, whatever else would reach the party."""
    if party.erased:
        _let_go(row, by=by, at=at)
        return
    point = ways.point_for(party, Way.CALL)
    row.way, row.point, row.format = Way.CALL, point.id if point else None, Format.STANDARD
    private = Content.PRIVATE if row.private else Content.FULL
    row.content = Content.DISCREET if party.safe.say_nothing else private
    row.because = Because.USUAL if point else Because.UNREACHABLE
    row.status, row.due_at = DispatchStatus.OWED, at
    _keep_made(row, party, None, by=by, at=at)


def next_way(row: models.Dispatch, code: str, *, by: Actor, at: datetime) -> UUID:
    """Note that a dispatch failed, and put the next way, or a call owed, in its place; returns that one."""
    failed = [*row.failed_points, *([str(row.point)] if row.point else [])]
    settle(row, DispatchStatus.FAILED, at)
    replacement = models.Dispatch(
        key=f"{row.key[:180]}#{len(failed)}",
        template=row.template,
        party_id=row.party_id,
        about=row.about,
        private=row.private,
        data=row.data,
        links=row.links,
        team=row.team,
        failed_points=failed,
        replaces=row,
        created_at=at,
    )
    plan_and_keep(replacement, people.party(row.party_id), by=by, at=at)
    record(events.DispatchFailed(**of(row), code=code[:60], next=replacement.id), by=by, at=at)
    return replacement.id


@contextmanager
def gathered() -> Iterator[None]:
    """Have what is to go out at once, of all that is queued meanwhile, sent by few jobs, queued at the end."""
    ready: dict[str, list[models.Dispatch]] = defaultdict(list)
    before = _GATHERED.set(ready)
    try:
        yield
    finally:
        _GATHERED.reset(before)
    for way, rows in ready.items():
        for first in range(0, len(rows), _IN_ONE_JOB):
            some = rows[first : first + _IN_ONE_JOB]
            task = jobs.configure_task(DELIVER_ALL, queue=way, schedule_at=some[0].due_at)
            task.defer(dispatches=[str(row.id) for row in some])


def defer(row: models.Dispatch) -> None:
    """Queue the job that sends it, in this transaction. The job carries the dispatch's id and nothing else."""
    ready = _GATHERED.get()
    if ready is not None and row.status == DispatchStatus.QUEUED:
        ready[row.way].append(row)
        return
    task = jobs.configure_task(DELIVER, queue=row.way, schedule_at=row.due_at)
    task.defer(dispatch=str(row.id))


def settle(row: models.Dispatch, status: DispatchStatus, at: datetime) -> None:
    """Put a dispatch into a state in which nothing more is to be done with it."""
    row.status, row.settled_at = status, at
    change(row, "status", "settled_at")


def of(row: models.Dispatch) -> dict[str, Any]:
    """Return what every event says of a dispatch."""
    return {"subject": row.id, "about": row.about, "template": row.template.template, "way": row.way}


def _check(notice: types.Notice) -> None:
    """Refuse a notice that its template could not be filled from. Raises NoticeIncomplete."""
    spec = templates.TEMPLATES.get(notice.template)
    if spec is None:
        raise NoticeIncomplete(field="template")
    missing = [name for name in spec.must if not notice.data.get(name, "").strip()]
    missing += [
        name
        for name, purpose in (spec.links or {}).items()
        if name not in notice.links or notice.links[name].purpose is not purpose
    ]
    if missing:
        raise NoticeIncomplete(field=missing[0])


def _owe_call(row: models.Dispatch, party: Party, at: datetime) -> None:
    """Make the task: whose it is, from when, and until when, within the hours that are safe for the person."""
    window = hours.window_for(Way.CALL, party.safe)
    due = clock.calendar().due(at, _CALL_PROMISE)
    call_from, due_at = hours.call_times(at, due, window, clock.council_zone())
    models.Call.objects.create(dispatch=row, team=row.team, call_from=call_from, due_at=due_at)

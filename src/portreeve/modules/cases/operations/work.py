"""The everyday acts of a team: whose case it is, when it is done, what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.events import CaseAssigned, CaseNoted, CaseRouted, CaseScheduled, CaseUpdated
from portreeve.modules.cases.models import Case, Update
from portreeve.modules.cases.operations.change import (
    WORK,
    check_day,
    met,
    of,
    save,
    say,
    set_status,
    start_clock,
    take,
)
from portreeve.modules.cases.queries.scope import reaches
from portreeve.modules.cases.rules import life
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.refusals import OwnerNotPossible, ReasonNeeded, TeamUnknown
from portreeve.modules.cases.types import Audience, CaseStatus, PromiseKind, UpdateKind

ASSIGN = "case.assign"
_SAME_CLICK = timedelta(seconds=10)
_NEW = (CaseStatus.RECEIVED, CaseStatus.REOPENED)


@operation
def assign(*, case: UUID, owner: UUID | None, by: Actor, at: datetime, revision: int | None = None) -> None:
    """Give a case to a member of staff, or to nobody. Taking an unowned case oneself needs only `case.work`.

    Raises NotFound, NotAllowed, CaseChanged, ChangeNotAllowed, OwnerNotPossible.
    """
    grant = "case.work" if owner is not None and str(owner) == by.id else ASSIGN
    found = take(case, by=by, grant=grant, act=Act.ASSIGN, revision=revision)
    if found.owner_id == owner:
        return
    if owner is not None and str(owner) != by.id:
        _check_owner(found, owner, by)
    found.owner_id = owner
    if owner is not None and found.status in _NEW:
        set_status(found, CaseStatus.WITH_TEAM, by=by, at=at, reason="assigned")
    save(found)
    record(CaseAssigned(**of(found), owner=owner), by=by, at=at)


@operation
def send_to_team(*, case: UUID, team: str, by: Actor, at: datetime, revision: int | None = None) -> None:
    """Give a case to another team; nobody owns it there yet. Its promises stand. Raises TeamUnknown and as `assign`."""
    found = take(case, by=by, act=Act.ROUTE, revision=revision)
    if not team:
        raise ReasonNeeded(field="team")
    if team == found.team:
        return
    check_teams((team,), name="team")
    before, found.team, found.owner_id = found.team, team, None
    save(found)
    record(CaseRouted(**of(found), by_rule=-2, from_team=before), by=by, at=at)


@operation
def schedule(*, case: UUID, on: date, text: str = "", by: Actor, at: datetime, revision: int | None = None) -> None:
    """Set the day of the work and tell the reporters. Raises DateNotPossible and as `assign` (CAS-05)."""
    found = take(case, by=by, act=Act.SCHEDULE, revision=revision)
    check_day(on, at, name="on")
    resume(found, at)
    found.scheduled_for = on
    set_status(found, CaseStatus.SCHEDULED, by=by, at=at)
    met(found, PromiseKind.ANSWER, at)
    update = say(found, UpdateKind.SCHEDULED, by=by, at=at, text=text, audience=Audience.REPORTERS, date=on)
    save(found)
    record(CaseScheduled(**of(found), on=on, update=update.id), by=by, at=at)


@operation
def unschedule(*, case: UUID, text: str, by: Actor, at: datetime, revision: int | None = None) -> None:
    """Take the day back and say why: the reporters had been told of it. Raises ReasonNeeded and as `assign`."""
    found = take(case, by=by, act=Act.UNSCHEDULE, revision=revision)
    if not text.strip():
        raise ReasonNeeded(field="text")
    found.scheduled_for = None
    set_status(found, CaseStatus.WITH_TEAM, by=by, at=at, reason="unscheduled")
    update = say(found, UpdateKind.UPDATE, by=by, at=at, text=text, audience=Audience.REPORTERS)
    save(found)
    record(CaseUpdated(**of(found), update=update.id, audience=Audience.REPORTERS), by=by, at=at)


@operation
def note(*, case: UUID, text: str, by: Actor, at: datetime, files: Sequence[UUID] = ()) -> UUID:
    """Write a note that only staff see; a second click is the same note. Raises NotFound, NotAllowed, ReasonNeeded."""
    found = take(case, by=by, act=Act.NOTE)
    if not text.strip() and not files:
        raise ReasonNeeded(field="text")
    if not files and (before := _said_just_now(found, text, by=by, at=at)) is not None:
        return before
    update = say(found, UpdateKind.NOTE, by=by, at=at, text=text, files=files)
    save(found)
    record(CaseNoted(**of(found), update=update.id), by=by, at=at)
    return update.id


@operation
def update(
    *,
    case: UUID,
    text: str,
    audience: Audience = Audience.REPORTERS,
    by: Actor,
    at: datetime,
    files: Sequence[UUID] = (),
    revision: int | None = None,
) -> UUID:
    """Tell the reporters, or everybody, something. The first one meets the promise of an answer. Raises as `assign`.

    Nothing of a private case is ever public, nor of one whose place is a home: the audience becomes its reporters.
    """
    if audience is Audience.STAFF:
        return note(case=case, text=text, by=by, at=at, files=files)
    found = take(case, by=by, act=Act.UPDATE, revision=revision)
    if not text.strip():
        raise ReasonNeeded(field="text")
    seen_by = Audience.REPORTERS if found.private or found.home else audience
    answers = met(found, PromiseKind.ANSWER, at)
    if found.status == CaseStatus.RECEIVED:
        set_status(found, CaseStatus.WITH_TEAM, by=by, at=at, reason="updated")
    written = say(found, UpdateKind.UPDATE, by=by, at=at, text=text, audience=seen_by, files=files)
    save(found)
    record(CaseUpdated(**of(found), update=written.id, audience=seen_by, answers=answers), by=by, at=at)
    return written.id


def check_teams(teams: Sequence[str], *, name: str) -> None:
    """Raise TeamUnknown unless all these teams are there."""
    if not set(teams) <= {team.id for team in accounts.teams()}:
        raise TeamUnknown(field=name)


def _check_owner(case: Case, owner: UUID, by: Actor) -> None:
    """Raise OwnerNotPossible unless that account can work on the case; one that has left has no grants."""
    actor = accounts.actor_for(owner, by.channel)
    if not reaches(actor, WORK, case):
        raise OwnerNotPossible(field="owner")


def _said_just_now(case: Case, text: str, *, by: Actor, at: datetime) -> UUID | None:
    """Return the note that the same person has just written with the same words."""
    same = Update.objects.filter(case=case, kind=UpdateKind.NOTE, by_kind=by.kind, by=by.id, text=text.strip())
    just = same.filter(at__gt=at - _SAME_CLICK, at__lte=at, reporter=None, files=[])
    return just.values_list("pk", flat=True).first()


def resume(case: Case, at: datetime) -> None:
    """Let the clock of a waiting case run again, as staff went on without the answer."""
    if case.status == CaseStatus.WAITING:
        start_clock(case, at)


def turn_to_us(case: Case, *, by: Actor, at: datetime, reason: str) -> int:
    """Bring a case back from another's turn to ours; returns the working seconds that the clock stood still."""
    seconds = start_clock(case, at)
    set_status(case, life.working_status(case.scheduled_for), by=by, at=at, reason=reason)
    return seconds

"""What every act on a case shares: finding it to change, its status and history, its clock, its updates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.files import api as stored
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.working_time import Period, Unit
from portreeve.modules.cases.models import Case, Reporter, StatusChange, Update
from portreeve.modules.cases.queries.scope import VIEW, reach
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.rules import life, promises
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.promises import NEVER, Term, Terms
from portreeve.modules.cases.rules.refusals import CaseChanged, ChangeNotAllowed, DateNotPossible, ReasonNeeded
from portreeve.modules.cases.types import Audience, CaseStatus, PromiseKind, UpdateKind

WORK = "case.work"
_TEXT_LIMIT = 10_000
_NOT_OURS = life.ENDED | {CaseStatus.WAITING, CaseStatus.PASSED_ON}
"""The statuses in which a case takes no time of ours."""


class OfCaseFields(TypedDict):
    """What every event of a case says of it."""

    subject: UUID
    service: str
    team: str
    ward: str
    tier: str
    private: bool
    part: bool


def of(case: Case) -> OfCaseFields:
    """Return the fields that every event of this case carries."""
    return {
        "subject": case.id,
        "service": case.service,
        "team": case.team,
        "ward": case.ward,
        "tier": case.tier,
        "private": case.private,
        "part": case.part,
    }


def take(case: UUID, *, by: Actor, grant: str = WORK, act: Act, revision: int | None = None) -> Case:
    """Lock a case for an act. Raises NotFound, NotAllowed, CaseChanged, ChangeNotAllowed, in that order."""
    found = Case.objects.select_for_update().defer("words").filter(reach(by, grant), pk=case).first()
    if found is None:
        raise NotAllowed(act=grant) if Case.objects.filter(reach(by, VIEW), pk=case).exists() else NotFound()
    if revision is not None and revision != found.revision:
        raise CaseChanged(**_since(found, revision))
    allow(found, act)
    return found


def take_for_reporter(reporter: UUID, *, act: Act) -> tuple[Case, Reporter]:
    """Lock the case of a reporter whose standing has been checked. Raises NotFound, ChangeNotAllowed."""
    part = Reporter.objects.filter(pk=reporter).first()
    if part is None:
        raise NotFound
    case = Case.objects.select_for_update().defer("words").get(pk=part.case_id)
    part.refresh_from_db()
    allow(case, act)
    return case, part


def allow(case: Case, act: Act) -> None:
    """Raise ChangeNotAllowed unless the case's life allows the act now."""
    if act not in life.acts_in(CaseStatus(case.status)):
        raise ChangeNotAllowed(act=act.value, status=case.status)


def _since(case: Case, revision: int) -> dict[str, str | int | bool | None]:
    """Say what happened to a case since it was read: kinds and the last hand, never words."""
    behind = max(1, case.revision - revision)
    last = list(Update.objects.filter(case=case).order_by("-id").values_list("kind", "by")[:behind])
    return {
        "revision": case.revision,
        "status": case.status,
        "what": ",".join(kind for kind, _ in reversed(last)),
        "by": last[0][1] if last else "",
    }


def set_status(
    case: Case, after: CaseStatus, *, by: Actor, at: datetime, reason: str = "", too_soon: bool = False
) -> bool:
    """Change the status if the table allows it and add a row to the history. Say whether it changed."""
    before = CaseStatus(case.status)
    if not life.may_change(before, after):
        raise ChangeNotAllowed(act=after.value, status=case.status)
    if before is after:
        return False
    case.status = after
    StatusChange.objects.create(
        case=case,
        at=at,
        before=before,
        after=after,
        reason=reason,
        by_kind=by.kind,
        by=by.id,
        closed_too_soon=too_soon,
    )
    return True


def say(
    case: Case,
    kind: UpdateKind,
    *,
    by: Actor,
    at: datetime,
    text: str = "",
    audience: Audience = Audience.STAFF,
    files: Sequence[UUID] = (),
    **more: Any,
) -> Update:
    """Append an update. `more`: code, date, reporter. Raises ReasonNeeded for a text too long to be one.

    Its files are held from here on: by the reporter they come from, so that they go with that person, else by the case.
    """
    if len(text) > _TEXT_LIMIT:
        raise ReasonNeeded(field="text")
    if files:
        whose: Reporter | None = more.get("reporter")
        stored.claim(files=files, holder=whose.id if whose else case.id, by=by, at=at)
    return Update.objects.create(
        case=case,
        at=at,
        kind=kind,
        status=case.status,
        text=text.strip(),
        audience=audience,
        by_kind=by.kind,
        by=by.id,
        files=list(files),
        **more,
    )


def save(case: Case) -> None:
    """Write a changed case: its clock read afresh, its revision counted up."""
    reclock(case)
    case.revision += 1
    case.save(update_fields=[f.attname for f in Case._meta.concrete_fields if f.name not in {"id", "words"}])


def terms_of(case: Case) -> Terms:
    """Return the promises on a case as the rules read them."""
    return Terms(
        answer=Term(PromiseKind.ANSWER, case.answer_by, case.answered_at, case.answer_warned, case.answer_broken),
        done=Term(PromiseKind.DONE, case.done_by, case.done_at, case.done_warned, case.done_broken),
        stopped=case.stopped_since is not None or case.ended_at is not None,
    )


def put_terms(case: Case, terms: Terms) -> None:
    """Write terms back to their case."""
    case.answer_by, case.done_by = terms.answer.due, terms.done.due
    case.answered_at, case.done_at = terms.answer.met_at, terms.done.met_at
    case.answer_warned, case.done_warned = terms.answer.warned, terms.done.warned
    case.answer_broken, case.done_broken = terms.answer.broken, terms.done.broken


def reclock(case: Case) -> None:
    """Set when a case is due and when its clock is looked at next; a passed-on one is due when the body is."""
    if case.status == CaseStatus.PASSED_ON:
        case.due_at = case.watch_at = case.expected_by or NEVER
        return
    terms = terms_of(case)
    case.due_at = promises.due_next(terms)
    case.watch_at = promises.watch_next(terms, lambda due: warn_at(case, due))
    if case.broken and case.expected_by is not None and not terms.stopped:
        case.watch_at = min(case.watch_at, case.expected_by)


def warn_at(case: Case, due: datetime) -> datetime:
    """Return when to warn of a promise: once most of its working time is gone, waits not counted."""
    calendar = clock.calendar()
    start = _promised_at(case)
    whole = max(0, calendar.working_seconds(start, due) - case.waited_seconds)
    minutes = (whole * policy().warn_at_percent // 100 + case.waited_seconds) // 60
    return min(due, later(start, minutes))


def _promised_at(case: Case) -> datetime:
    """Return when the promises were made: at opening, or when it last came back."""
    if not case.reopened:
        return case.opened_at
    back = StatusChange.objects.filter(case=case, after=CaseStatus.REOPENED)
    return back.order_by("-at").values_list("at", flat=True).first() or case.opened_at


def later(start: datetime, minutes: int) -> datetime:
    """Return the moment so many working minutes after another."""
    if minutes <= 0:
        return start
    calendar = clock.calendar()
    while minutes > 9999:
        start, minutes = calendar.due(start, Period(9999, Unit.MINUTE, working=True)), minutes - 9999
    return calendar.due(start, Period(minutes, Unit.MINUTE, working=True))


def met(case: Case, kind: PromiseKind, at: datetime) -> bool:
    """Meet a promise; say whether this was the first answer."""
    first = case.answered_at is None
    put_terms(case, promises.met(terms_of(case), kind, at))
    return first


def stop_clock(case: Case, at: datetime) -> None:
    """Let the promises' clock stand still: it is another's turn."""
    case.stopped_since = case.stopped_since or at


def start_clock(case: Case, at: datetime) -> int:
    """Let the clock run again and move what is pending by the working time it stood still, which is returned."""
    if case.stopped_since is None:
        return 0
    seconds = clock.calendar().working_seconds(case.stopped_since, at)
    case.stopped_since = None
    case.waited_seconds += seconds
    minutes = -(-seconds // 60)
    put_terms(case, promises.after_wait(terms_of(case), lambda due: later(due, minutes)))
    return seconds


def worked(case: Case, at: datetime) -> int:
    """Return the working time a case has taken, less what was spent waiting for others or at an end."""
    calendar = clock.calendar()
    if not case.reopened:
        return max(0, calendar.working_seconds(case.opened_at, at) - case.waited_seconds)
    seconds, start, counts = 0, case.opened_at, True
    for when, after in StatusChange.objects.filter(case=case).order_by("at", "id").values_list("at", "after"):
        seconds += calendar.working_seconds(start, when) if counts else 0
        start, counts = max(start, when), after not in _NOT_OURS
    return seconds + (calendar.working_seconds(start, at) if counts else 0)


def check_day(day: date, at: datetime, *, name: str) -> None:
    """Raise DateNotPossible for a day before today or more than two years on."""
    today = clock.local(at).date()
    if day < today or (day - today).days > 731:
        raise DateNotPossible(field=name)


def told(reporters: Iterable[Reporter]) -> list[Reporter]:
    """Return those reporters who are still to be told things."""
    return [r for r in reporters if r.withdrawn_at is None and r.told_id is not None]

"""What happens after an event of a case: each reporter is told in their own language; and the timers of promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.foundation.pure.left_out import shown
from portreeve.modules.cases import events
from portreeve.modules.cases.operations.promises import check_promises, check_silence
from portreeve.modules.cases.queries.telling import Told, question_text, referred, told_of, update_said
from portreeve.modules.cases.rules.wording import said
from portreeve.modules.cases.types import Audience
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose, LinkTo, Notice

BY = system("cases.tell")
Words = Mapping[str, str]


def tell(recorded: Recorded[Any]) -> None:
    """Send what an event calls for to each reporter whom it concerns; once each, however often it is handled."""
    make = _NOTICES.get(recorded.event.kind)
    if make is None:
        return
    for one in _whom(recorded.event):
        found = make(recorded.event, one)
        if found is None:
            continue
        template, data, links = found
        notice = Notice(
            template=template,
            to=one.party,
            about=one.case,
            key=f"{recorded.id}:{one.reporter}",
            data=_common(one) | {name: shown(text, one.language) for name, text in data.items()},
            language=one.language,
            private=one.private,
            links=links,
            team=one.team,
        )
        correspondence.send(notice=notice, by=BY, at=clock.now())


def keep_promises(at: datetime) -> int:
    """Do the timer's work: look at every promise and question that is due a look; returns how many."""
    done = 0
    for check in (check_promises, check_silence):
        while found := check(by=system("cases.promises"), at=at):
            done += found
    return done


def _whom(event: Event) -> Iterable[Told]:
    """Return whom an event concerns: the one reporter it names, else all who are still told things."""
    only = getattr(event, "reporter", None) if event.kind in _ONE else None
    return told_of(event.subject, reporter=only, withdrawn=isinstance(event, events.ReporterWithdrew))


def _common(one: Told) -> dict[str, str]:
    return {"reference": references.grouped(one.reference), "service": one.service}


Made = tuple[str, Words, Mapping[str, LinkTo]] | None


def _received(event: events.CaseOpened, one: Told) -> Made:
    dates = _dates(one, answer_by=event.answer_by, done_by=event.done_by)
    return "case-received", {"place": one.place, "next": one.next, **dates}, {}


def _joined(_event: events.ReporterJoined, one: Told) -> Made:
    return "joined", {"place": one.place, **_dates(one, done_by=one.done_by)}, {}


def _scheduled(event: events.CaseScheduled, one: Told) -> Made:
    return "case-scheduled", {"when": _day(event.on, one), "place": one.place}, {}


def _asked(event: events.ReporterAsked, one: Told) -> Made:
    text, answer_by = question_text(event.question)
    link = LinkTo(purpose=LinkPurpose.ANSWER, subject=event.question)
    return "question-asked", {"question": text, **_dates(one, answer_by=answer_by)}, {"reply_link": link}


def _answered(_event: events.ReporterAnswered, one: Told) -> Made:
    return "answered-thanks", _dates(one, done_by=one.done_by), {}


def _updated(event: events.CaseUpdated, _one: Told) -> Made:
    if event.audience == Audience.STAFF:
        return None
    return "update", {"update": update_said(event.update).text}, {}


def _delayed(event: events.PromiseBroken | events.DelayExplained, one: Told) -> Made:
    written = update_said(event.update)
    promise = event.promise if isinstance(event, events.PromiseBroken) else "done"
    reason = written.text or said(f"delay.{promise}", one.language)
    new = _day(written.date, one) if written.date else ""
    return "delayed", {"reason": reason, "new_date": new}, {}


def _done(event: events.CaseDone, one: Told) -> Made:
    link = LinkTo(purpose=LinkPurpose.REALLY_DONE, subject=one.case)
    return "done", {"place": one.place, "outcome": update_said(event.update).text}, {"done_link": link}


def _closed(event: events.CaseClosed, one: Told) -> Made:
    text = update_said(event.update).text if event.update else ""
    reason = " ".join(part for part in (said(f"closed.{event.reason}", one.language), text) if part)
    return "closed", {"reason": reason, "place": one.place}, {}


def _reopened(_event: events.CaseReopened, one: Told) -> Made:
    return "reopened", {"new_date": _dates(one, done_by=one.done_by).get("done_by", "")}, {}


def _passed_on(event: events.CasePassedOn, _one: Told) -> Made:
    return "passed-on", {"whom": referred(event.referral).body, "contact": update_said(event.update).text}, {}


def _referral_ended(event: events.ReferralEnded, one: Told) -> Made:
    """Tell whoever was told that it had been passed on that it is with us again; what is done has its own news."""
    gone = referred(event.referral)
    if event.outcome == "done" or one.since > gone.at:
        return None
    return "update", {"update": said(f"referral.{event.outcome}", one.language).format(body=gone.body)}, {}


def _withdrawn(_event: events.ReporterWithdrew, _one: Told) -> Made:
    return "withdrawn", {}, {}


def _access(_event: events.AccessOffered, one: Told) -> Made:
    return "tracking-link", {}, {"one_time_link": LinkTo(purpose=LinkPurpose.TRACK, subject=one.case, days=1)}


def _day(on: date, one: Told) -> str:
    return correspondence.day(on, one.language)


def _dates(one: Told, **times: datetime | None) -> dict[str, str]:
    """Return days in words. A moment at midnight is the end of the day before."""
    return {
        name: _day(clock.local(at - timedelta(seconds=1)).date(), one) if at is not None else ""
        for name, at in times.items()
    }


_NOTICES: Mapping[str, Callable[[Any, Told], Made]] = {
    events.CaseOpened.kind: _received,
    events.ReporterJoined.kind: _joined,
    events.CaseScheduled.kind: _scheduled,
    events.ReporterAsked.kind: _asked,
    events.ReporterAnswered.kind: _answered,
    events.CaseUpdated.kind: _updated,
    events.PromiseBroken.kind: _delayed,
    events.DelayExplained.kind: _delayed,
    events.CaseDone.kind: _done,
    events.CaseClosed.kind: _closed,
    events.CaseReopened.kind: _reopened,
    events.CasePassedOn.kind: _passed_on,
    events.ReferralEnded.kind: _referral_ended,
    events.ReporterWithdrew.kind: _withdrawn,
    events.AccessOffered.kind: _access,
}
_ONE = frozenset(
    kind.kind
    for kind in (
        events.CaseOpened,
        events.ReporterJoined,
        events.ReporterAsked,
        events.ReporterAnswered,
        events.ReporterWithdrew,
        events.AccessOffered,
    )
)
KINDS = frozenset(_NOTICES)
"""The events that `tell` is handed."""

"""Opening a case and joining one: what a submission with the outcome `case` becomes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from portreeve.foundation.clock import api as clock
from portreeve.foundation.files import api as files
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound
from portreeve.foundation.statements.api import Reading, add
from portreeve.modules.cases.events import CaseOpened, CaseRouted, ReporterJoined
from portreeve.modules.cases.models import Case, Reporter, StatusChange
from portreeve.modules.cases.operations.change import of, reclock
from portreeve.modules.cases.queries.duplicates import joinable
from portreeve.modules.cases.queries.tracking import secret_hash
from portreeve.modules.cases.rules import answers as kept_answers
from portreeve.modules.cases.rules import public_id
from portreeve.modules.cases.rules.conditions import judge
from portreeve.modules.cases.rules.places import place_in
from portreeve.modules.cases.rules.routing import Routed, route
from portreeve.modules.cases.types import CaseStatus, NewCase, Opened
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import Promised, Receipt, Submission
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Place

NEXT = "next"
_SENT = Reading(lambda submission: Reporter.objects.filter(submission=submission).values_list("id"))
_REFERENCE = Reading(lambda reference: Reporter.objects.filter(reference=reference).values_list("id"))
_PUBLIC_ID = Reading(lambda public: Case.objects.filter(public_id=public).values_list("id"))
_SENT_AS_FILES = frozenset({QuestionType.PHOTO, QuestionType.FILE})


@operation
def open_case(*, new: NewCase, by: Actor, at: datetime) -> Opened:
    """Open a case with its first reporter, routed and promised. The same submission opens one (CAS-01)."""
    if (before := _already(new.submission)) is not None:
        return before
    service = catalogue.version(new.version) if new.version else catalogue.published(new.service)
    place = _complete(new.place or place_in(service.questions, new.answers) or Place(text=""))
    # Routes may read special answers: these are opened for the judgement and kept sealed.
    holds = judge(service, journeys.opened_answers(new.answers), facts=new.facts, now=clock.local(at))
    routed = route(service, holds)
    case = _write_case(new, service, place, routed, at)
    reporter, secret = _write_reporter(case, new, service, at)
    _hold_files(reporter, new, service, by, at)
    add(StatusChange(case=case, at=at, after=case.status, by_kind=by.kind, by=by.id))
    _record_opening(case, reporter, new, routed, by=by, at=at)
    return _opened(case, reporter, joined=False, secret=secret)


@operation
def join(*, public: str, new: NewCase, by: Actor, at: datetime) -> Opened:
    """Add another person's report to an open case of the same service. Raises NotFound if it can no longer be joined.

    They get their own reference, language and news, and see nothing of anybody else's.
    """
    if (before := _already(new.submission)) is not None:
        return before
    service = catalogue.version(new.version) if new.version else catalogue.published(new.service)
    case = joinable(service=service, public=public, lock=True)
    if case is None:
        raise NotFound
    reporter, secret = _write_reporter(case, new, service, at, joined=True)
    _hold_files(reporter, new, service, by, at)
    Case.objects.filter(pk=case.pk).update(reporters=F("reporters") + 1, revision=F("revision") + 1)
    event = ReporterJoined(
        **of(case),
        reporter=reporter.id,
        channel=reporter.channel,
        submission=new.submission,
        journey=new.journey,
        anonymous=reporter.anonymous,
    )
    record(event, by=by, at=at)
    return _opened(case, reporter, joined=True, secret=secret)


class CaseFulfilment:
    """The port by which journeys make cases: see `journeys.ports.Fulfilment`."""

    def fulfil(self, submission: Submission, *, by: Actor, at: datetime) -> Receipt:
        """Join the case the person chose, where that is still possible, else open one."""
        new = NewCase(
            service=submission.service,
            version=submission.version,
            roles=submission.roles,
            channel=submission.channel,
            language=submission.language,
            answers=submission.answers,
            submission=submission.id,
            journey=submission.journey,
            details=dict(submission.details),
            facts={key: learned.value for key, learned in submission.learned.items()},
        )
        opened = self._joined(submission.duplicate, new, by, at) or open_case(new=new, by=by, at=at)
        return Receipt(
            reference=opened.reference, promise=opened.promise, next=NEXT, subject=opened.case, secret=opened.secret
        )

    def _joined(self, choice: str, new: NewCase, by: Actor, at: datetime) -> Opened | None:
        wanted, _, public = choice.partition(":")
        if wanted != "join":
            return None
        try:
            return join(public=public, new=new, by=by, at=at)
        except NotFound:
            # It was finished or closed while the person was still typing: theirs is a new job then.
            return None


def _already(submission: UUID | None) -> Opened | None:
    """Return what a submission became before, so that twice is once; its secret was shown then."""
    if submission is None or not _SENT.first(submission):  # hardly ever twice: the two wide rows are read only then
        return None
    found = Reporter.objects.select_related("case").get(submission=submission)
    return _opened(found.case, found, joined=found.joined)


def _complete(place: Place) -> Place:
    """Add the ward of a place with a point, or of an address, where the answer did not say it."""
    if place.ward:
        return place
    ward = ""
    if place.lat is not None and place.long is not None:
        found = places.ward_at(place.lat, place.long)
        ward = found.code if found else ""
    return Place(place.text, place.uprn, place.usrn, ward, place.lat, place.long)


def _write_case(new: NewCase, service: Service, place: Place, routed: Routed, at: datetime) -> Case:
    calendar = clock.calendar()
    answer_by = calendar.due(at, service.promise.answer) if service.promise.answer else None
    done_by = calendar.due(at, service.promise.done) if service.promise.done else None
    case = Case(
        public_id=fresh_public_id(),
        service=service.id,
        version=service.version,
        tier=routed.tier,
        channel=new.channel,
        team=routed.team,
        status=CaseStatus.RECEIVED,
        private=service.private,
        home=service.home,
        place_text=place.text,
        uprn=place.uprn,
        usrn=place.usrn,
        ward=place.ward,
        lat=place.lat,
        long=place.long,
        opened_at=at,
        answer_by=answer_by,
        done_by=done_by,
        promised_answer_by=answer_by,
        promised_done_by=done_by,
        home_of_id=(new.roles.subject or new.roles.asker) if service.home or service.private else None,
        reporters=1,
        parent_id=new.parent,
        words=_words(service, place, new),
    )
    reclock(case)
    add(case, words="to_tsvector('english', %s)")
    return case


def _words(service: Service, place: Place, new: NewCase) -> str:
    """Return the text in which a case is searched for."""
    return " ".join((service.id.replace("-", " "), place.text, kept_answers.searched(service.questions, new.answers)))


def _write_reporter(
    case: Case, new: NewCase, service: Service, at: datetime, *, joined: bool = False
) -> tuple[Reporter, str]:
    anonymous = new.roles.told is None and new.roles.asker is None
    secret = public_id.generate(length=public_id.SECRET_LENGTH) if anonymous else ""
    reporter = Reporter(
        case=case,
        came_with=case,
        reference=_fresh_reference(),
        asker_id=new.roles.asker,
        subject_id=new.roles.subject,
        told_id=new.roles.told,
        language=new.language,
        channel=new.channel,
        version=service.version,
        since=at,
        joined=joined,
        anonymous=anonymous,
        secret=secret_hash(secret) if secret else "",
        answers=_kept(service, new),
        details=dict(new.details),
        submission=new.submission,
        journey=new.journey,
    )
    add(reporter)
    return reporter, public_id.grouped(secret)


def _hold_files(reporter: Reporter, new: NewCase, service: Service, by: Actor, at: datetime) -> None:
    """Let the files that were sent stay as long as the reporter's answers, and not as long as the submission."""
    answered = (q for q in service.questions if new.answers.get(q.id) is not None)
    if new.submission is not None and any({q.type, *(c.type for c in q.questions)} & _SENT_AS_FILES for q in answered):
        files.hand_on(was=new.submission, holder=reporter.id, by=by, at=at)


def _kept(service: Service, new: NewCase) -> dict[str, Any]:
    """Return the answers as the case keeps them, special ones sealed, whoever opens it."""
    return kept_answers.keep(service.questions, journeys.sealed_answers(service, new.answers))


def _record_opening(case: Case, reporter: Reporter, new: NewCase, routed: Routed, *, by: Actor, at: datetime) -> None:
    opened = CaseOpened(
        **of(case),
        service_version=case.version,
        channel=case.channel,
        reporter=reporter.id,
        submission=new.submission,
        journey=new.journey,
        answer_by=case.answer_by,
        done_by=case.done_by,
        anonymous=reporter.anonymous,
        for_another=new.roles.subject is not None and new.roles.subject != new.roles.asker,
    )
    record(opened, by=by, at=at)
    record(CaseRouted(**of(case), by_rule=routed.by_rule), by=by, at=at)


def _fresh_reference() -> str:
    while True:
        new = references.generate()
        if not _REFERENCE.first(new):
            return new


def fresh_public_id() -> str:
    """Return a public id that no case has."""
    while True:
        new = public_id.generate()
        if not _PUBLIC_ID.first(new):
            return new


def _opened(case: Case, reporter: Reporter, *, joined: bool, secret: str = "") -> Opened:
    return Opened(
        case=case.id,
        reporter=reporter.id,
        reference=reporter.reference,
        public_id=case.public_id,
        promise=Promised(answer_by=case.answer_by, done_by=case.done_by),
        joined=joined,
        secret=secret,
    )

"""What happens afterwards in journeys: people told of what was held or dropped, withdrawn services, timers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.events import Recorded
from portreeve.modules.catalogue.events import ServiceWithdrawn
from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import Notice
from portreeve.modules.journeys.events import SubmissionDropped, SubmissionHeld
from portreeve.modules.journeys.models import Submission
from portreeve.modules.journeys.operations.releasing import delete_expired, end_withdrawn, release_held
from portreeve.modules.journeys.queries.answers import answer_text
from portreeve.modules.journeys.queries.loading import sent_of, service_of, stop_of

KINDS = frozenset({SubmissionDropped.kind, SubmissionHeld.kind})
BY = system("journeys.tell")
WORTH_A_MESSAGE = timedelta(minutes=15)
"""What is held for less is only said on the screen: what comes of it is sent soon enough."""


def tell(recorded: Recorded[Any]) -> None:
    """Tell the person that what they sent waits until a time, or came to nothing and why; once, however often."""
    event = recorded.event
    row = Submission.objects.filter(id=event.submission).first()
    if row is None or row.told_id is None or not row.stop:
        return
    service = service_of(row)
    data = {"service": service.text("name", row.language), "place": _place(row, service)}
    if isinstance(event, SubmissionHeld):
        if row.release_at is None or row.release_at - row.at < WORTH_A_MESSAGE:
            return
        data["until"] = clock.local(row.release_at).strftime("%H:%M")
    else:
        data["why"] = service.text(f"stop.{stop_of(row)}", row.language)
    notice = Notice(
        template="held" if isinstance(event, SubmissionHeld) else "dropped",
        to=row.told_id,
        about=event.submission,
        key=f"{recorded.id}",
        data=data,
        language=row.language,
        private=service.private,
        team=service.team,
    )
    correspondence.send(notice=notice, by=BY, at=clock.now())


def _place(row: Submission, service: Service) -> str:
    """Return where it is, if a question asked for it: the person must know which of their reports is meant."""
    answers = sent_of(row).answers
    for question in service.questions:
        if question.type in {QuestionType.ADDRESS, QuestionType.PLACE} and answers.get(question.id):
            return answer_text(service, question.id, answers[question.id], language=row.language)
    return ""


def end(recorded: Recorded[ServiceWithdrawn]) -> None:
    """End the journeys through a service that was withdrawn."""
    end_withdrawn(service=recorded.event.service, at=clock.now())


def keep_time(at: datetime) -> int:
    """Do the timer's work: release what was held and forget drafts whose time is over; returns how many."""
    return release_held(at=at) + delete_expired(at=at)

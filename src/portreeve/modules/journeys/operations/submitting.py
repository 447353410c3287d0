"""Sending a journey: once, judged on fresh facts, in one transaction with whatever comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from portreeve.foundation.files import api as files
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.keys import api as keys
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Medium
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.sealed import sealed
from portreeve.foundation.statements.api import add, change
from portreeve.modules.catalogue.types import Outcome, Service
from portreeve.modules.journeys.events import JourneySubmitted, SubmissionHeld
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.operations.parties import add_parties
from portreeve.modules.journeys.operations.standing import stand, status_of, stopped_event
from portreeve.modules.journeys.queries.loading import (
    journey_row,
    receipt_of,
    receipt_to_json,
    sent_of,
    service_of,
    state_of,
    stop_of,
    stored,
    what_was_sent,
)
from portreeve.modules.journeys.queries.outside import found_out, outside
from portreeve.modules.journeys.queries.viewing import MOST_NEEDS, ended, settle
from portreeve.modules.journeys.rules import Verdict, answers_to_send, files_in, next_step, state_to_json, verdict
from portreeve.modules.journeys.rules.parties import people_in
from portreeve.modules.journeys.rules.sealing import SPECIAL, hidden, in_clear, seal, special
from portreeve.modules.journeys.types import (
    Check,
    Done,
    HandOver,
    HandOverReason,
    JourneyChanged,
    JourneyStatus,
    Need,
    NotReady,
    Promised,
    Receipt,
    State,
    Step,
    StoppedAtLast,
)


def submit(
    *, journey: UUID, key: str, by: Actor, at: datetime, revision: int | None = None, medium: Medium = Medium.WEB
) -> Receipt:
    """Send a journey whose questions are all answered; sent twice, it is the same receipt.

    `key` makes it once across retries; `revision`, where given, refuses what was changed elsewhere since it was read.
    Raises NotFound, NotAllowed, NotReady, JourneyChanged, JourneyEnded, StoppedAtLast, or what the fulfilment refuses.
    """
    row = journey_row(journey, by)
    if sent := what_was_sent(row):
        return receipt_of(sent)
    ended(row, at)
    service = service_of(row)
    state, step = settle(service, state_of(row, by, at), medium, by)
    if not isinstance(step, Check | Done):
        raise NotReady(service=service.id)
    if revision is not None and revision != row.revision:
        raise JourneyChanged(revision=row.revision)
    state, judged = judge(service, state, at, by)
    receipt = _send(service=service, state=state, judged=judged, key=key, medium=medium, by=by, at=at)
    if receipt is None:
        raise StoppedAtLast(stop=in_clear(service, judged.stop.id) if judged.stop else "")
    return receipt


def judge(service: Service, state: State, since: datetime, by: Actor) -> tuple[State, Verdict]:
    """Judge the stops on facts found out now. Not within a transaction."""
    for _ in range(MOST_NEEDS):
        judged = verdict(service, state, since=since)
        if not isinstance(judged, Need):
            return state, judged
        state = found_out(state, judged, by)
    return state, Verdict(stop=service.stops[-1] if service.stops else None, failed=True)


@operation
def _send(  # noqa: PLR0913 - a journey judged and ready
    *, service: Service, state: State, judged: Verdict, key: str, medium: Medium, by: Actor, at: datetime
) -> Receipt | None:
    """Keep what is sent with what comes of it; None where a stop says no, the journey then showing it."""
    row = journey_row(state.journey, by, lock=True)
    if sent := what_was_sent(row):
        return receipt_of(sent)
    if row.revision != state.revision:
        raise JourneyChanged(revision=row.revision)
    if judged.stop is not None and judged.held_until is None:
        _stop(row, service, state, judged, medium, by, at)
        return None
    new = write(row, service, state, key, judged, by, at)
    return hold(row, new, judged, by, at) if judged.held_until else fulfil(new, service, by, at)


def _stop(  # noqa: PLR0913, PLR0917 - a part of _send
    row: Journey, service: Service, state: State, judged: Verdict, medium: Medium, by: Actor, at: datetime
) -> None:
    """Let the journey show the stop that holds now, and hand it over where the stop says so, as a turn does."""
    assert judged.stop is not None  # noqa: S101 - the caller looked
    stopped = replace(state, stopped=judged.stop.id, failed=judged.failed, checked=False, revision=state.revision + 1)
    step = next_step(service, stopped, medium)
    row.state, row.revision, row.touched_at = stored(service, stopped), stopped.revision, at
    stand(row, service, *status_of(step))
    row.save()
    record(stopped_event(row, step), by=by, at=at)
    hand_over(row, service, stopped, step, by, at)


def write(  # noqa: PLR0913, PLR0917 - a part of _send
    row: Journey, service: Service, state: State, key: str, judged: Verdict, by: Actor, at: datetime
) -> Submission:
    """Write what is sent, with its three roles; the draft is emptied, its words are with what was sent."""
    id = uuid7()
    answers = answers_to_send(service, state)
    roles = add_parties(service, state, answers, row, by, at)
    kept = state_to_json(state)
    names = special(service)
    stop = judged.stop.id if judged.stop else ""
    learned = kept["learned"]
    if files_in(answers):
        files.claim(files=files_in(answers), holder=id, was=row.id, by=by, at=at)
    new = Submission(
        id=id,
        journey=row,
        key=key,
        service=service.id,
        version_id=service.version,
        status="held" if judged.held_until else "sent",
        language=state.language,
        channel=state.channel,
        answers=seal(answers, names, keys.seal),
        learned=seal(learned if isinstance(learned, dict) else {}, names, keys.seal),
        details={
            "given": kept["given"],
            "zone": state.zone,
            "started_at": kept["started_at"],
            "told": [hidden(service, one, keys.seal) for one in state.told],
            "passed": [hidden(service, one, keys.seal) for one in state.passed],
            "stop": hidden(service, stop, keys.seal),
        },
        duplicate=state.duplicate,
        asker_id=roles.asker,
        subject_id=roles.subject,
        told_id=roles.told,
        at=at,
        release_at=judged.held_until,
        stop=in_clear(service, stop),
    )
    add(new)
    return new


def hold(row: Journey, new: Submission, judged: Verdict, by: Actor, at: datetime) -> Receipt:
    """Keep what is sent until its time; the draft stays as it is, to be judged again."""
    receipt = Receipt(reference="", promise=Promised(), next=f"stop.{stop_of(new)}", held_until=judged.held_until)
    new.receipt = receipt_to_json(receipt)
    if new.stop == SPECIAL:
        new.receipt["next"] = sealed(receipt.next, keys.seal)
    change(new, "receipt")
    row.status, row.touched_at = JourneyStatus.HELD, at
    change(row, "status", "touched_at")
    held = SubmissionHeld(subject=row.id, service=new.service, submission=new.id, stop=new.stop)
    record(held, by=by, at=at)
    return receipt


def hand_over(  # noqa: PLR0913, PLR0917 - a part of keeping a turn
    row: Journey, service: Service, state: State, step: Step, by: Actor, at: datetime
) -> Receipt | None:
    """Make a case of a journey that a stop gives to a person, if anybody can be reached about it: never lost in a list.

    Without anybody to reach it waits for staff, as what a medium cannot ask does.
    """
    to_person = isinstance(step, HandOver) and step.reason is HandOverReason.STOP
    if not to_person or Outcome.CASE not in outside().fulfilments:
        return None
    named = people_in(service, state, answers_to_send(service, state), row.id).asker is not None
    if not named and row.asker_id is None:
        return None
    new = write(row, service, state, f"hand-over:{row.id}", Verdict(), by, at)
    stop = hidden(service, stop_of(row), keys.seal)
    new.stop, new.details = row.reason, {**new.details, "handed_over": row.reason, "stop": stop}
    return fulfil(new, service, by, at, outcome=Outcome.CASE)


def fulfil(new: Submission, service: Service, by: Actor, at: datetime, *, outcome: Outcome | None = None) -> Receipt:
    """Make what the submission asks for, and keep its receipt."""
    fulfilment = outside().fulfilments.get(outcome or service.outcome)
    if fulfilment is None:
        receipt = Receipt(reference="", promise=Promised(), next="next")
    else:
        receipt = fulfilment.fulfil(sent_of(new), by=by, at=at)
    new.status, new.became, new.receipt = "sent", receipt.subject, receipt_to_json(receipt)
    change(new, "status", "became", "receipt", "stop", "details")
    row = new.journey
    if row is not None:
        row.status, row.touched_at = JourneyStatus.SENT, at
        row.state = {**row.state, "answers": {}, "partial": {}, "learned": {}}
        row.asker_id, row.subject_id, row.told_id = new.asker_id, new.subject_id, new.told_id
        change(row, "status", "touched_at", "state", "asker", "subject", "told")
        row.codes.all().delete()
    event = JourneySubmitted(
        subject=new.journey_id or new.id, service=new.service, submission=new.id, became=receipt.subject
    )
    record(event, by=by, at=at)
    return receipt

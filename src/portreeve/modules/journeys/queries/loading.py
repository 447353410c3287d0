"""Journeys read from their rows, as values that the rules understand."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from portreeve.foundation.keys import api as keys
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.sealed import opened
from portreeve.foundation.statements.api import Reading
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.rules import state_from_json, state_to_json
from portreeve.modules.journeys.rules.sealing import SPECIAL, open_state, seal_state, unseal
from portreeve.modules.journeys.types import (
    JourneyStatus,
    Json,
    Learned,
    Promised,
    Receipt,
    Roles,
    State,
)
from portreeve.modules.journeys.types import Submission as Sent

OVER = (JourneyStatus.SENT, JourneyStatus.HELD, JourneyStatus.DROPPED)
"""What was sent is kept beside a journey that stands so, and beside no other."""

_ROW = Reading(lambda journey: Journey.objects.filter(id=journey))
_LOCKED = Reading(lambda journey: Journey.objects.select_for_update(of=("self",)).filter(id=journey))


def typist(by: Actor) -> str:
    """Return who types, as it is kept with an answer."""
    return f"staff:{by.id}" if by.kind is ActorKind.STAFF else "resident"


def journey_row(journey: UUID, actor: Actor, *, lock: bool = False) -> Journey:
    """Return a journey's row, if the actor may act in it: staff only in those they started, joined or picked up.

    Raises NotFound, NotAllowed.
    """
    row = (_LOCKED if lock else _ROW).first(journey)
    if row is None:
        raise NotFound
    if actor.kind is ActorKind.STAFF and (not actor.may("journey.assist") or str(row.staff_id) != actor.id):
        raise NotAllowed
    return row


def service_of(row: Journey | Submission) -> Service:
    """Return the version of the service that a journey keeps to."""
    return catalogue.version(row.version_id)


def state_of(row: Journey, by: Actor, at: datetime) -> State:
    """Return a journey's state as of now, with what was sealed opened."""
    return state_from_json(open_state(row.state, keys.unseal), now=at, typist=typist(by))


def state_sent(row: Submission) -> dict[str, Json]:
    """Return what was sent as the state of a journey keeps it, for one whose journey is gone; sealed as it was."""
    kept: dict[str, Any] = row.details
    return {
        "journey": str(row.id),
        "service": row.service,
        "version": row.version_id,
        "language": row.language,
        "channel": row.channel,
        "zone": kept["zone"],
        "started_at": kept["started_at"],
        "answers": row.answers,
        "partial": {},
        "learned": row.learned,
        "given": kept["given"],
        "told": kept.get("told", []),
        "changing": "",
        "checked": True,
        "wants_person": False,
        "passed": kept.get("passed", []),
        "stopped": "",
        "duplicate": row.duplicate,
        "revision": 0,
    }


def judged_state(row: Submission, by: Actor, at: datetime) -> State:
    """Return the state on which a held submission is judged: its journey's, or what was sent if that is gone."""
    if row.journey is not None:
        return state_of(row.journey, by, at)
    return state_from_json(open_state(state_sent(row), keys.unseal), now=at, typist=typist(by))


def stored(service: Service, state: State) -> dict[str, Json]:
    """Return a state as its row keeps it, with special answers and what was learned about them sealed."""
    return seal_state(service, state_to_json(state), keys.seal)


def stop_of(row: Journey | Submission) -> str:
    """Return the stop that a row's code in clear stands for."""
    said = row.reason if isinstance(row, Journey) else row.stop
    kept: dict[str, Any] = row.state if isinstance(row, Journey) else row.details
    return str(opened(kept.get("stop", said), keys.unseal)) if said == SPECIAL else said


def what_was_sent(row: Journey) -> Submission | None:
    """Return what a journey became, if it was sent; one that is under way is spared the question."""
    return getattr(row, "sent", None) if row.status in OVER else None


def receipt_to_json(receipt: Receipt) -> dict[str, Json]:
    """Return a receipt as its row keeps it; the secret of somebody anonymous is sealed."""
    return {
        "reference": receipt.reference,
        "answer_by": _text(receipt.promise.answer_by),
        "done_by": _text(receipt.promise.done_by),
        "next": receipt.next,
        "subject": str(receipt.subject or ""),
        "secret": keys.seal(receipt.secret.encode()) if receipt.secret else "",
        "held_until": _text(receipt.held_until),
    }


def receipt_of(row: Submission) -> Receipt:
    """Return what a submission became."""
    kept: dict[str, Any] = row.receipt
    return Receipt(
        reference=kept.get("reference", ""),
        promise=Promised(_moment(kept.get("answer_by")), _moment(kept.get("done_by"))),
        next=str(opened(kept.get("next", ""), keys.unseal)),
        subject=UUID(kept["subject"]) if kept.get("subject") else None,
        secret=keys.unseal(kept["secret"]).decode() if kept.get("secret") else "",
        held_until=_moment(kept.get("held_until")),
    )


def _text(moment: datetime | None) -> str:
    """Return a time as text, empty for none."""
    return moment.isoformat() if moment else ""


def _moment(text: str | None) -> datetime | None:
    """Return a time from its text, None for none."""
    return datetime.fromisoformat(text) if text else None


def sent_of(row: Submission) -> Sent:
    """Return a submission as whatever fulfils it reads it; its special answers stay sealed."""
    learned = unseal(row.learned, keys.unseal)
    return Sent(
        id=row.id,
        journey=row.journey_id or row.id,
        service=row.service,
        version=row.version_id,
        answers=row.answers,
        learned={key: _learned(one) for key, one in learned.items()},
        roles=Roles(row.asker_id, row.subject_id, row.told_id),
        language=row.language,
        channel=Channel(row.channel),
        duplicate=row.duplicate,
        at=row.at,
        key=row.key,
        details=row.details,
    )


def _learned(one: Any) -> Learned:
    """Return something learned, from how it is kept."""
    return Learned(one["value"], datetime.fromisoformat(one["at"]))

"""Codes that lead back to a journey: the person's own, to go on later; and one for staff, to be with them now."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from portreeve.foundation.audit import api as audit
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.limits import api as limits
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.channel import Medium
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.modules.journeys.events import JourneyResumed
from portreeve.modules.journeys.models import Code, Journey
from portreeve.modules.journeys.queries.loading import journey_row, service_of
from portreeve.modules.journeys.queries.viewing import may_assist
from portreeve.modules.journeys.rules.answers.reaching import read_email, read_phone
from portreeve.modules.journeys.types import CodeOutOfReach, CodeRefused, InvalidAnswer, JourneyEnded, JourneyStatus

JOIN_LIFE = timedelta(minutes=10)
_GOING = (JourneyStatus.OPEN, JourneyStatus.STOPPED, JourneyStatus.WITH_PERSON)


def _hashed(kind: str, said: str) -> str:
    """Return a keyed hash: ten digits alone could be tried out from a copy of the table."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}\0{said}".encode(), hashlib.sha256).hexdigest()


def _detail(said: str) -> str:
    """Return a contact detail in the one form it is compared in; empty if it is none."""
    return read_email(said[:320]) if "@" in said else read_phone(said[:60])


@operation
def resume_code(*, journey: UUID, detail: str, by: Actor, at: datetime) -> str | InvalidAnswer:
    """Return a fresh code of ten digits that, with this email or number, leads back here; an older one is void.

    Raises NotFound, NotAllowed, JourneyEnded.
    """
    row = _going(journey, by, at)
    contact = _detail(detail)
    if not contact:
        return InvalidAnswer("not-an-email" if "@" in detail else "not-a-phone" if detail else "missing", part="detail")
    code = f"{secrets.randbelow(10**10):010}"
    _replace(row, "resume", code, row.expires_at, detail=contact)
    return code


@operation
def join_code(*, journey: UUID, by: Actor, at: datetime) -> str:
    """Return a code of six digits with which, for ten minutes, signed-in staff can join. Raises as `resume_code`."""
    row = _going(journey, by, at)
    Code.objects.filter(kind="join", expires_at__lte=at).delete()  # so that six digits do not run out
    while True:
        code = f"{secrets.randbelow(10**6):06}"
        if not Code.objects.filter(kind="join", code=_hashed("join", code)).exclude(journey=row).exists():
            break
    _replace(row, "join", code, at + JOIN_LIFE)
    return code


def _going(journey: UUID, by: Actor, at: datetime) -> Journey:
    """Return a journey that still goes on, locked. Raises JourneyEnded."""
    row = journey_row(journey, by, lock=True)
    if row.status not in _GOING or row.expires_at <= at:
        raise JourneyEnded(service=row.service, status=row.status)
    return row


def _replace(row: Journey, kind: str, code: str, expires_at: datetime, *, detail: str = "") -> None:
    """Put a code in the place of the journey's older one of the same kind."""
    Code.objects.filter(journey=row, kind=kind).delete()
    hashed_detail = _hashed("detail", detail) if detail else ""
    Code.objects.create(journey=row, kind=kind, code=_hashed(kind, code), detail=hashed_detail, expires_at=expires_at)


def resume(  # noqa: PLR0913 - what is counted and what is compared
    *, code: str, detail: str, address: str, by: Actor, at: datetime, medium: Medium = Medium.WEB
) -> UUID:
    """Return the journey that a resume code and contact detail lead to. `address`: of the network, for the limit.

    Raises CodeRefused whatever is wrong, too many tries included; the work is the same.
    """
    plain = "".join(letter for letter in code if letter.isdecimal())[:20]
    hashed, hashed_detail = _hashed("resume", plain), _hashed("detail", _detail(detail))
    allowed = limits.allow(route="resume", keys={"address": address, "subject": hashed}, at=at)
    found = Code.objects.filter(kind="resume", code=hashed).select_related("journey").first()
    known = found.detail if found else _hashed("detail", "nobody")
    fits = hmac.compare_digest(known, hashed_detail)
    if not (found and fits and allowed and found.expires_at > at and found.journey.status in _GOING):
        raise CodeRefused
    _resumed(journey=found.journey, medium=medium, by=by, at=at)
    return found.journey_id


@operation
def _resumed(*, journey: Journey, medium: Medium, by: Actor, at: datetime) -> None:
    """Write down that a person went on with their journey."""
    event = JourneyResumed(subject=journey.id, service=journey.service, medium=medium.value, by_staff=False)
    record(event, by=by, at=at)


def join(*, code: str, by: Actor, at: datetime) -> UUID:
    """Let signed-in staff join the journey of somebody who read out their code.

    Reading it out is how the person says yes, so that any grant to assist is enough, whatever its scope. A private
    service is kept from most of our own people, which is not the person's to waive: who reads out six digits cannot
    know who hears them. Into one the adviser's grant must reach; else the code stays good for the team that may.

    Raises NotAllowed, CodeRefused, and CodeOutOfReach, which is written down.
    """
    if by.kind is not ActorKind.STAFF or not by.may("journey.assist"):
        raise NotAllowed
    plain = "".join(letter for letter in code if letter.isdecimal())[:20]
    allowed = limits.allow(route="join", keys={"account": by.id}, at=at)
    try:
        joined = _join(hashed=_hashed("join", plain), by=by, at=at) if allowed else None
    except CodeOutOfReach as no:
        found = UUID(str(no.data["journey"]))
        audit.append(act="journey.join_refused", subject_type="journey", subject=found, by=by, at=at)
        raise
    if joined is None:
        raise CodeRefused
    return joined


@operation
def _join(*, hashed: str, by: Actor, at: datetime) -> UUID | None:
    """Use a join code up; None where there is no such code. Raises CodeOutOfReach, and leaves the code as it was."""
    found = Code.objects.select_for_update(of=("self",)).filter(kind="join", code=hashed, expires_at__gt=at).first()
    if found is None:
        return None
    row = Journey.objects.select_for_update(of=("self",)).get(id=found.journey_id)
    service = service_of(row)
    if row.status in _GOING and service.private and not may_assist(service, by):
        raise CodeOutOfReach(team=service.team, journey=str(row.id))
    found.delete()
    if row.status not in _GOING:
        return None
    _with_staff(row, by, at)
    return row.id


@operation
def pick_up(*, journey: UUID, by: Actor, at: datetime) -> None:
    """Let staff go on with a journey that waits for a person. Raises NotAllowed, JourneyEnded."""
    row = Journey.objects.select_for_update(of=("self",)).filter(id=journey).first()
    if by.kind is not ActorKind.STAFF or row is None or not may_assist(service_of(row), by):
        raise NotAllowed
    if row.status != JourneyStatus.WITH_PERSON or (row.staff_id is not None and str(row.staff_id) != by.id):
        raise JourneyEnded(service=row.service, status=row.status)
    row.state = {**row.state, "wants_person": False}
    _with_staff(row, by, at)


@operation
def leave(*, journey: UUID, by: Actor, at: datetime) -> None:
    """Let the adviser go, or the person send them away. Raises NotFound, NotAllowed."""
    row = journey_row(journey, by, lock=True)
    audit.append(act="journey.left", subject_type="journey", subject=row.id, by=by, at=at)
    row.staff_id = None
    row.save(update_fields=["staff"])


def _with_staff(row: Journey, by: Actor, at: datetime) -> None:
    """Put a member of staff beside the person."""
    row.staff_id, row.touched_at = UUID(by.id), at
    row.save()
    event = JourneyResumed(subject=row.id, service=row.service, medium=Medium.WEB.value, by_staff=True)
    record(event, by=by, at=at)

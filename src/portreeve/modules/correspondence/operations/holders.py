"""Telling the holders of records of a change, telling the person how they answer, and chasing the silent (ACC-08).

People keeps what a registration is and where it stands; what is written about it, and to whom, is here.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation
from portreeve.foundation.pure import reference
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.correspondence import types
from portreeve.modules.correspondence.operations import sending
from portreeve.modules.correspondence.rules import dates
from portreeve.modules.people import api as people
from portreeve.modules.people.types import HolderNotice, HolderStatus, Registration

_LINK_DAYS = 90


@operation
def tell_holders(*, registration: UUID, by: Actor, at: datetime) -> None:
    """Send each holder its own link to the change, and the person the receipt. The email says nothing of the change."""
    found = people.registration(registration)
    holders = people.holders()
    for notice in found.holders:
        link = types.LinkTo(types.LinkPurpose.HOLDER, notice.id, _LINK_DAYS)
        told = types.Notice(
            template="holder-told",
            to=holders[notice.holder].party,
            about=registration,
            key=f"holder-told:{notice.id}",
            data={"reference": reference.grouped(found.reference), "due": _day(notice.due_at, "en")},
            links={"holder_link": link},
            team=holders[notice.holder].team,
        )
        sending.send(notice=told, by=by, at=at)
        people.holder_told(notice=notice.id, by=by, at=at)
    _tell_person(found, "registration-received", {"holders": _names(found.holders)}, "", by=by, at=at)


@operation
def tell_of_answer(*, registration: UUID, notice: UUID, event: UUID, by: Actor, at: datetime) -> None:
    """Tell the person that one holder has acknowledged or refused, and who is left."""
    found = people.registration(registration)
    one = next(n for n in found.holders if n.id == notice)
    left = tuple(n for n in found.holders if n.settled_at is None)
    data = {"holder": _names((one,)), "left": _names(left), "why": one.why}
    template = "holder-refused" if one.status is HolderStatus.REFUSED else "holder-acknowledged"
    _tell_person(found, template, data, str(event), by=by, at=at)
    if one.status is HolderStatus.REFUSED:
        _ask_to_call(found, one, "refused", by=by, at=at)


@operation
def chase(*, registration: UUID, notice: UUID, by: Actor, at: datetime) -> None:
    """Make it the holder's team's task to ring a holder that has not answered in time."""
    found = people.registration(registration)
    _ask_to_call(found, next(n for n in found.holders if n.id == notice), "late", by=by, at=at)


def _ask_to_call(found: Registration, one: HolderNotice, why: str, *, by: Actor, at: datetime) -> None:
    """Owe a call to a holder; its team gets the task, whatever else the holder could be reached by."""
    holder = people.holders()[one.holder]
    data = {
        "reference": reference.grouped(found.reference),
        "holder": _names((one,)),
        "due": _day(one.due_at, "en"),
    }
    late = types.Notice(
        template="holder-late",
        to=holder.party,
        about=found.id,
        key=f"holder-{why}:{one.id}",
        data=data,
        team=holder.team,
    )
    sending.owe_call(notice=late, by=by, at=at)


def _tell_person(
    found: Registration, template: str, data: dict[str, str], event: str, *, by: Actor, at: datetime
) -> None:
    """Tell whoever is to be told; a registration nobody is to be told of is tracked by its reference only."""
    if found.told is None:
        return
    more = {
        "reference": reference.grouped(found.reference),
        "answer_by": _day(max(notice.due_at for notice in found.holders), found.language),
    }
    notice = types.Notice(
        template=template,
        to=found.told,
        about=found.id,
        key=f"{template}:{found.id}:{event}",
        data=more | data,
        language=found.language,
    )
    sending.send(notice=notice, by=by, at=at)


def _names(notices: tuple[HolderNotice, ...]) -> str:
    """Return the holders by the names they are set up with, one a line."""
    holders = people.holders()
    parties = people.parties(holders[n.holder].party for n in notices)
    return ", ".join(parties[holders[n.holder].party].name for n in notices)


def _day(at: datetime, language: str) -> str:
    return dates.day(clock.local(at).date(), language)

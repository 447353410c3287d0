"""What happens outside of requests: parcels carried, lost attempts found, holders told of changes.

Jobs carry ids only. A job that is lost, or run twice, does no harm: what is to be done stands in our own tables.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.events import Recorded
from portreeve.modules.correspondence.operations import delivery, holders, sending
from portreeve.modules.correspondence.ports import CarrierFailed, Carriers
from portreeve.modules.correspondence.queries import dispatches
from portreeve.modules.correspondence.types import DispatchStatus, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.events import ChangeRegistered, HolderAcknowledged, HolderLate, HolderRefused

BY = system("correspondence")
log = logging.getLogger(__name__)
gathered = sending.gathered


@app.task(name=sending.DELIVER)
def deliver(dispatch: str) -> None:
    """Send one dispatch: the attempt is committed, then the carrier is called, then its answer is committed."""
    carry(UUID(dispatch))


@app.task(name=sending.DELIVER_ALL)
def deliver_all(dispatches: list[str]) -> None:
    """Send some dispatches, one after the other. One that cannot even be tried keeps none of the others back.

    Each such one is in the log; the first of their exceptions is raised at the end.
    """
    broken: Exception | None = None
    for dispatch in dispatches:
        try:
            carry(UUID(dispatch))
        except Exception as error:  # noqa: BLE001 - raised below; a timer sees to that dispatch
            log.error("dispatch not tried", extra={"subject": dispatch, "error": type(error).__name__})
            broken = broken or error
    if broken is not None:
        raise broken


def carry(dispatch: UUID) -> bool:
    """Make one attempt, if there is one to make; says whether there was."""
    known = carriers()
    parcel = delivery.begin_attempt(dispatch=dispatch, by=BY, at=clock.now())
    if parcel is None:
        return False
    failure, carriers_id = None, ""
    try:
        carriers_id = known[parcel.way].carry(parcel)
    except CarrierFailed as failed:
        failure = failed
    except Exception as broken:  # noqa: BLE001 - an adapter's own mistake must not lose what it was to carry
        log.error("carrier broke", extra={"subject": str(dispatch), "error": type(broken).__name__})
        failure = CarrierFailed("carrier-broke", uncertain=True)
    delivery.end_attempt(reference=parcel.reference, carriers_id=carriers_id, failure=failure, by=BY, at=clock.now())
    return True


@app.task(name="correspondence.see_to")
def see_to(dispatch: str) -> None:
    """See to one dispatch that was overdue when a timer looked, if it still is."""
    for one, status, way in dispatches.due(at=clock.now(), only=UUID(dispatch)):
        _see_to(one, status, way)


def look_after(at: datetime) -> None:
    """Have whatever is overdue seen to, as a timer: lost jobs, cut-off attempts, uncertain ones, and late holders.

    Only jobs are made here: a mail server that never answers must not hold up what other timers have to do. While
    the job of one dispatch still waits for its turn, no second one is made.
    """
    for dispatch, _, way in dispatches.due(at=at):
        lock = f"correspondence.see_to:{dispatch}"
        with suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task("correspondence.see_to", queue=way, queueing_lock=lock).defer(dispatch=str(dispatch))
    people.find_late_holders(by=BY, at=at)


def _see_to(dispatch: UUID, status: DispatchStatus, way: Way) -> None:
    if status is DispatchStatus.ATTEMPTED:
        delivery.note_lost(dispatch=dispatch, by=BY, at=clock.now())
        _ask_carrier(dispatch, way)
    elif status is DispatchStatus.UNCERTAIN:
        _ask_carrier(dispatch, way)
    else:
        carry(dispatch)


def _ask_carrier(dispatch: UUID, way: Way) -> None:
    """Ask the carrier whether it took the last attempt. One that cannot be asked now is asked again later."""
    reference = dispatches.last_reference(dispatch)
    if reference is None:
        return
    try:
        found = carriers()[way].find(reference)
    except CarrierFailed as failed:
        log.warning("carrier not asked", extra={"subject": str(dispatch), "code": failed.code})
        return
    delivery.note_found(dispatch=dispatch, found=found, by=BY, at=clock.now())


def carriers() -> Carriers:
    """Return who carries what, as the wiring says; asked before an attempt begins: a mistake there then harms none."""
    made: Carriers = import_string(settings.CARRIERS)()
    return made


def tell_holders(recorded: Recorded[ChangeRegistered]) -> None:
    """Tell every holder of a change, and the person that it has been registered."""
    holders.tell_holders(registration=recorded.event.subject, by=BY, at=recorded.at)


def tell_of_holder(recorded: Recorded[HolderAcknowledged] | Recorded[HolderRefused]) -> None:
    """Tell the person that a holder has answered."""
    event = recorded.event
    holders.tell_of_answer(registration=event.subject, notice=event.notice, event=recorded.id, by=BY, at=recorded.at)


def chase_holder(recorded: Recorded[HolderLate]) -> None:
    """Make a call to a late holder somebody's task."""
    event = recorded.event
    holders.chase(registration=event.subject, notice=event.notice, by=BY, at=recorded.at)

"""What the desk does afterwards: staff are told by email what happened to their accounts.

Jobs carry ids, kinds and times. One that fails makes the next, until there is no use in it; one that its worker died
over is done again. Who is told twice is told all the same.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from portreeve.channels.staff_desk import telling
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.events import AccountInvited, PasskeyAdded, PasskeyRemoved, SignInReset
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.events import Event, Recorded

KINDS: tuple[type[Event], ...] = (AccountInvited, SignInReset, PasskeyAdded, PasskeyRemoved)
WRITE = "staff_desk.write"
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440))
"""How long after each attempt that failed the next is made; after the last, the log says that nobody was told."""
log = logging.getLogger(__name__)


def tell(recorded: Recorded[Event]) -> None:
    """Have somebody told what happened to their account."""
    event = recorded.event
    app.configure_task(WRITE).defer(account=str(event.subject), kind=event.kind, happened=recorded.at.isoformat())


@app.task(name=WRITE)
def write(account: str, kind: str, happened: str, tries: int = 0) -> None:
    """Make one attempt to send somebody an email about their account."""
    try:
        _send(UUID(account), kind, datetime.fromisoformat(happened))
    except Exception as failed:  # noqa: BLE001 - whatever it was: they are not told yet
        _again(account, kind, happened, tries, failed)


def look_after(at: datetime) -> None:  # noqa: ARG001 - the library asks the database what time it is
    """Have done again what a worker died over, as a timer; what one dies over each time is given up in the end."""
    again, finish = async_to_sync(app.job_manager.retry_job), async_to_sync(app.job_manager.finish_job)
    for job in async_to_sync(app.job_manager.get_stalled_jobs)(task_name=WRITE):
        said = {"job": WRITE, "attempt": job.attempts}
        if job.attempts > len(WAITS):
            log.error("staff_not_told", extra=said)
            finish(job, status=Status.FAILED, delete_job=False)
        else:
            log.warning("staff_told_again", extra=said)
            again(job)


def _send(account: UUID, kind: str, happened: datetime) -> None:
    email = telling.email_about(kind, account, happened, at=clock.now())
    if email is None:
        return
    email.send()
    if kind == AccountInvited.kind:
        accounts.note_sent(account=account, by=telling.BY, at=clock.now())


def _again(account: str, kind: str, happened: str, tries: int, failed: Exception) -> None:
    """Make another attempt later, if there is one left."""
    if not connection.is_usable():  # another is made for the next attempt to be written down
        connection.close()
    said = {"subject": account, "kind": kind, "error": type(failed).__name__, "attempt": tries + 1}
    if tries >= len(WAITS):
        log.error("staff_not_told", extra=said)
        return
    log.warning("staff_not_told_yet", extra=said)
    later = app.configure_task(WRITE, schedule_in={"seconds": int(WAITS[tries].total_seconds())})
    later.defer(account=account, kind=kind, happened=happened, tries=tries + 1)

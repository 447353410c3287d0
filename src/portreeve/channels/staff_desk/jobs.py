"""What the desk does afterwards: staff are told by email what happened to their accounts.

Jobs carry ids, kinds and times. One that finds the mail server away makes the next, until there is no use in it.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from procrastinate.contrib.django import app

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
    at = clock.now()
    email = telling.email_about(kind, UUID(account), datetime.fromisoformat(happened), at=at)
    if email is None:
        return
    try:
        email.send()
    except OSError as failed:  # what mail servers and networks raise
        _again(account, kind, happened, tries, failed)
        return
    if kind == AccountInvited.kind:
        accounts.note_sent(account=UUID(account), at=clock.now())


def _again(account: str, kind: str, happened: str, tries: int, failed: OSError) -> None:
    """Make another attempt later, if there is one left."""
    said = {"subject": account, "kind": kind, "error": type(failed).__name__, "attempt": tries + 1}
    if tries >= len(WAITS):
        log.error("staff_not_told", extra=said)
        return
    log.warning("staff_not_told_yet", extra=said)
    later = app.configure_task(WRITE, schedule_in={"seconds": int(WAITS[tries].total_seconds())})
    later.defer(account=account, kind=kind, happened=happened, tries=tries + 1)

"""Handing on everything that waits, for tests, the bench and imports that must be followed by nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from portreeve.foundation.commit_order.api import unsettled
from portreeve.foundation.outbox import reading
from portreeve.foundation.outbox.relay import Relay
from portreeve.foundation.outbox.types import Handler


class HandlerFailed(AssertionError):
    """A handler raised an error while everything was drained; it is this error's cause."""


class NotDrained(TimeoutError):
    """Something is still waiting: an older transaction is open, or another relay holds a handler."""


def installed() -> tuple[Handler, ...]:
    """Return the handlers of this installation, from the table that the setting OUTBOX_HANDLERS names."""
    found: tuple[Handler, ...] = tuple(import_string(settings.OUTBOX_HANDLERS)())
    return found


def drain(handlers: Sequence[Handler] | None = None, *, strict: bool = True, seconds: float = 60) -> int:
    """Hand on until nothing is left that could be handed on now; returns how many events were.

    Within a test's own transaction its events are handed on too, though nobody else can see them. Without `strict`,
    failures stay as letters and their later attempts are not waited for. Raises HandlerFailed, NotDrained.
    """
    inside = connection.in_atomic_block
    relay = Relay(installed() if handlers is None else handlers, own_events=inside)
    total, until = 0, time.monotonic() + seconds
    while True:
        done = relay.run_once()
        total += done
        if strict and relay.failures:
            handler, kind, error = relay.failures[0]
            raise HandlerFailed(f"{handler} could not take {kind}: {error!r}") from error
        if not done and (inside or not unsettled(reading.TABLE)) and relay.has_seen_all():
            return total
        if time.monotonic() > until:
            raise NotDrained
        if not done:
            time.sleep(0.02)

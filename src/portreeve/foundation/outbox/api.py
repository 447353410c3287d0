"""The public names of outbox."""

from portreeve.foundation.outbox.coding import UnknownEvent, misfits
from portreeve.foundation.outbox.drain import HandlerFailed, NotDrained, drain, installed
from portreeve.foundation.outbox.health import trouble
from portreeve.foundation.outbox.operations import NotInTransaction, emit, undone_as_a_whole
from portreeve.foundation.outbox.past import PastEvent, keep_past
from portreeve.foundation.outbox.queries import dead_letters, events_about, standings
from portreeve.foundation.outbox.relay import Relay
from portreeve.foundation.outbox.staff import NotReplayable, let_go, replay, retry, retry_all
from portreeve.foundation.outbox.types import (
    EVERY_KIND,
    LIVE_CHANNEL,
    Begins,
    DeadLetter,
    Handler,
    LetterState,
    Standing,
)

__all__ = [
    "EVERY_KIND",
    "LIVE_CHANNEL",
    "Begins",
    "DeadLetter",
    "Handler",
    "HandlerFailed",
    "LetterState",
    "NotDrained",
    "NotInTransaction",
    "PastEvent",
    "NotReplayable",
    "Relay",
    "Standing",
    "UnknownEvent",
    "dead_letters",
    "drain",
    "emit",
    "events_about",
    "installed",
    "let_go",
    "misfits",
    "keep_past",
    "replay",
    "retry",
    "retry_all",
    "standings",
    "trouble",
    "undone_as_a_whole",
]

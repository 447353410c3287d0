"""Whether events are handed on in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from portreeve.foundation.outbox import reading
from portreeve.foundation.outbox.models import Letter
from portreeve.foundation.outbox.types import Handler, LetterState
from portreeve.foundation.pure.ids import made_at

LATE = timedelta(minutes=5)


def trouble(handlers: Sequence[Handler]) -> str:
    """Say what is wrong and what to do about it; nothing while events are handed on in time and none is dead."""
    late = [handler.name for handler in handlers if _is_late(handler)]
    if late:
        return f"Events have waited for over 5 minutes for {', '.join(late)}. See whether the worker runs."
    dead = Letter.objects.filter(state=LetterState.DEAD).count()
    if dead:
        return f"{dead} events could not be taken by their handler. See `portreeve events dead`, then retry them."
    return ""


def _is_late(handler: Handler) -> bool:
    """Say whether the first event a handler has not been given was written too long ago, by the true time."""
    turn = reading.turns().get(handler.name, reading.BEGIN)
    rows = reading.next_rows(turn.at, handler, 1)
    return bool(rows) and datetime.now(UTC) - made_at(rows[0].id) > LATE

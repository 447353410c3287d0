"""Events of what happened elsewhere, long ago: kept so that facts can be rebuilt from them, and never acted on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from portreeve.foundation.outbox.coding import encode
from portreeve.foundation.outbox.operations import NotInTransaction
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.events import Event, Recorded

_KEEP = """
INSERT INTO outbox_event (id, kind, version, subject, at, actor_kind, actor, channel, trace, past, data)
SELECT id, kind, version, subject, at, %s, %s, channel, %s, true, data FROM unnest(
  %s::uuid[], %s::text[], %s::int[], %s::uuid[], %s::timestamptz[], %s::text[], %s::jsonb[]
) AS given (id, kind, version, subject, at, channel, data)
ON CONFLICT (id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One event with the id that its source's own key gives it, so that bringing it in twice is once."""

    id: UUID
    event: Event
    at: datetime
    channel: Channel


def keep_past(events: Iterable[PastEvent], *, by: Actor) -> list[Recorded[Event]]:
    """Keep past events in the open transaction and return them as recorded, for facts to be written from.

    Only handlers whose effects can be rebuilt are ever given them: nobody is told anything. Raises NotInTransaction.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("Past events were kept outside a transaction; keep them in an @operation.")
    given = list(events)
    columns: list[list[Any]] = [
        [one.id for one in given],
        [one.event.kind for one in given],
        [one.event.version for one in given],
        [one.event.subject for one in given],
        [one.at.astimezone(UTC) for one in given],
        [one.channel.value for one in given],
        [json.dumps(encode(one.event), ensure_ascii=False) for one in given],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [by.kind.value, by.id, by.trace, *columns])
    return [
        Recorded(one.id, one.event, one.at, by.kind.value, by.id, one.channel.value, None, by.trace) for one in given
    ]

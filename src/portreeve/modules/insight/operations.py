"""Writing facts, and building them again from the events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.modules.insight.rules.facts import ENDS, facts_of, placed
from portreeve.modules.insight.types import FactName, NewFact

_COLUMNS = "event, place, name, at, day, subject, service, channel, tier, team, ward, code, number, count, private"
_DIMENSIONS = "day, name, service, channel, tier, team, ward, code, private"
_TYPES = "uuid[] int[] text[] timestamptz[] date[] uuid[] text[] text[] text[] text[] text[] text[] int[] int[] bool[]"
_COUNT = f"""
INSERT INTO insight_daily ({_DIMENSIONS}, count, total)
SELECT {_DIMENSIONS}, sum(count), sum(count * number) FROM new GROUP BY {_DIMENSIONS}
ON CONFLICT ({_DIMENSIONS})
DO UPDATE SET count = insight_daily.count + excluded.count, total = insight_daily.total + excluded.total
"""  # noqa: S608 - only our own column names are put in
_INSERT = f"""
WITH new AS (
  INSERT INTO insight_fact ({_COLUMNS})
  SELECT {_COLUMNS} FROM unnest({", ".join(f"%s::{kind}" for kind in _TYPES.split())}) AS given ({_COLUMNS})
  ON CONFLICT (event, place) DO NOTHING RETURNING *
)
{_COUNT}"""  # noqa: S608 - only our own column names are put in
# A journey's first end completes it, on the day and channel it began: so of those begun, no more can be completed.
# What was brought in from elsewhere may be told its end before its beginning. `placed` left the place after an end.
_COMPLETE = f"""
WITH new AS (
  INSERT INTO insight_fact ({_COLUMNS})
  SELECT ended.event, ended.place + 1, %(completed)s, ended.at, began.day, began.subject, began.service, began.channel,
         began.tier, began.team, began.ward, '', 0, 1, began.private
  FROM insight_fact began CROSS JOIN LATERAL (
    SELECT event, place, at FROM insight_fact
    WHERE subject = began.subject AND name = ANY(%(ends)s) ORDER BY at, event LIMIT 1
  ) ended
  WHERE began.subject = ANY(%(subjects)s) AND began.name = %(started)s
  ON CONFLICT DO NOTHING RETURNING *
)
{_COUNT}"""  # noqa: S608 - only our own column names are put in
_OF_COMPLETION: dict[str, Any] = {
    "completed": FactName.COMPLETED.value,
    "started": FactName.STARTED.value,
    "ends": [name.value for name in sorted(ENDS)],
}
_RECOUNT = f"""
INSERT INTO insight_daily ({_DIMENSIONS}, count, total)
SELECT {_DIMENSIONS}, sum(count), sum(count * number) FROM insight_fact GROUP BY {_DIMENSIONS}
"""  # noqa: S608 - only our own column names are put in


def write_facts(recorded: Iterable[Recorded[Event]]) -> None:
    """Write the facts of some events and count them; an event whose facts are written already adds nothing."""
    zone = clock.council_zone()
    said = [(one, place, fact) for one in recorded for place, fact in placed(facts_of(one))]
    if not said:
        return
    rows = [_row(one, place, fact, zone) for one, place, fact in said]
    journeys = {fact.subject for _, _, fact in said if fact.name in ENDS or fact.name is FactName.STARTED}
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])
        if journeys:
            cursor.execute(_COMPLETE, {**_OF_COMPLETION, "subjects": list(journeys)})


def _row(recorded: Recorded[Event], place: int, fact: NewFact, zone: ZoneInfo) -> tuple[Any, ...]:
    """Return a fact of an event as a row of the table."""
    day = recorded.at.astimezone(zone).date()
    return (recorded.id, place, fact.name.value, recorded.at, day, fact.subject, *_dimensions(fact))


def _dimensions(fact: NewFact) -> tuple[Any, ...]:
    """Return what a fact is counted by, and its number."""
    by = (fact.service, fact.channel, fact.tier, fact.team, fact.ward, fact.code)
    return (*by, fact.number, fact.count, fact.private)


def recount() -> None:
    """Count the days again from the facts, for bulk loads that wrote facts only."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE insight_daily IN EXCLUSIVE MODE")
        cursor.execute("DELETE FROM insight_daily")
        cursor.execute(_RECOUNT)


def forget() -> None:
    """Throw all facts and counts away, for a replay to build them again; call it in the replay's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE insight_fact, insight_daily IN EXCLUSIVE MODE")
        cursor.execute("DELETE FROM insight_daily")
        cursor.execute("DELETE FROM insight_fact")

"""What the proof does to its council from within, each in a process of its own: `python -m proof.faults.acts ACT`.

Prints one JSON value.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django comes first

from integration.audit.audit_trial import recompute, run, unprotected  # noqa: E402
from portreeve.config.wiring import handlers  # noqa: E402
from portreeve.foundation.clock import api as clock  # noqa: E402
from portreeve.foundation.outbox import api as outbox  # noqa: E402
from portreeve.foundation.pure.actor import Actor, Grant, system  # noqa: E402
from portreeve.foundation.pure.channel import Channel  # noqa: E402
from portreeve.modules.insight import api as insight  # noqa: E402
from portreeve.modules.places import api as places  # noqa: E402
from portreeve.modules.places.types import NewAddress  # noqa: E402

DEMO = Path(__file__).parents[3] / "demo"
ENTRIES, SEALS = "portreeve_audit_auditentry", "portreeve_audit_auditseal"


def load(count: str) -> list[str]:
    """Load so many addresses of the demo's borough, without a calendar; returns their postcodes."""
    from portreeve.config.generate.borough import gazetteer

    records = list(gazetteer(DEMO / "places", addresses=int(count)))
    places.load_gazetteer(records=iter(records), source="proof", by=system("proof"), at=clock.now())
    return sorted({one.postcode for one in records if isinstance(one, NewAddress)})


def rebuild() -> str:
    """Throw all facts away; the relay of the running worker, or a drain here, makes them again from the events."""
    counting = next(handler for handler in handlers() if handler.name == "insight.count")
    by = Actor(kind=system("x").kind, id="proof", channel=Channel.SYSTEM, grants=frozenset({Grant("events.work")}))
    outbox.replay(handler=counting, by=by, at=clock.now(), clear=insight.forget)
    return "replaying"


def keep_audit() -> int:
    """Keep the audit as it is, to put it back after each tampering."""
    for table in (ENTRIES, SEALS):
        run(f"DROP TABLE IF EXISTS kept_{table}")
        run(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM kept_{ENTRIES}")
        return int(cursor.fetchone()[0])


def tamper(how: str) -> str:
    """Change the audit behind our back; returns the id of the entry concerned."""
    with connection.cursor() as cursor:
        where = "number = (SELECT max(number) FROM {0})" if how == "last" else "cardinality(entries) > 1"
        cursor.execute(
            f"SELECT number, entries[1]::text FROM {SEALS} WHERE {where.format(SEALS)} ORDER BY number LIMIT 1"
        )
        number, entry = cursor.fetchone()
    with unprotected():
        if how in {"altered", "recomputed"}:
            run(f"UPDATE {ENTRIES} SET actor = 'somebody else' WHERE id = %s", entry)
        if how == "removed":
            run(f"DELETE FROM {ENTRIES} WHERE id = %s", entry)
        if how == "recomputed":
            recompute()
        if how == "last":
            run(f"DELETE FROM {ENTRIES} WHERE id IN (SELECT unnest(entries) FROM {SEALS} WHERE number = %s)", number)
            run(f"DELETE FROM {SEALS} WHERE number = %s", number)
    return str(number) if how == "last" else entry


def put_back() -> str:
    """Put the audit back as it was kept."""
    with transaction.atomic(), unprotected():
        for table in (ENTRIES, SEALS):
            run(f"DELETE FROM {table} WHERE true")
            run(f"INSERT INTO {table} SELECT * FROM kept_{table}")
    return "as it was"


ACTS: dict[str, Callable[..., Any]] = {
    "load": load,
    "rebuild": rebuild,
    "keep": keep_audit,
    "tamper": tamper,
    "put-back": put_back,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(ACTS[sys.argv[1]](*sys.argv[2:])))

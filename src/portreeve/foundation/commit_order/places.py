"""Places in commit order, which rows are final, and what a restore into another server does to both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED

_NO_ID = UUID(int=0)
_ERA = """
SELECT pg_get_expr(d.adbin, d.adrelid)::int FROM pg_attrdef d
JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE d.adrelid = '{table}'::regclass AND a.attname = 'era'
"""


@dataclass(frozen=True, slots=True, order=True)
class CommitPlace:
    """Where a row stands: its era (one more after a restore into another server), its transaction, then its id."""

    era: int = 0
    transaction: int = 0
    id: UUID = _NO_ID

    def parameters(self) -> list[Any]:
        """Return the place as SQL parameters, for `(era, transaction, id) > (%s, %s::xid8, %s)`."""
        return [self.era, str(self.transaction), self.id]


START = CommitPlace()


def final(table: str) -> str:
    """Return the SQL condition that a row is final: whatever is still to be committed comes after it."""
    return f"(era < ({_ERA.format(table=table)}) OR transaction < pg_snapshot_xmin(pg_current_snapshot()))"


def head(table: str) -> CommitPlace:
    """Return the place of the last final row, or the start where there is none."""
    sql = f"""
        SELECT era, transaction, id FROM {table} WHERE {final(table)}
        ORDER BY era DESC, transaction DESC, id DESC LIMIT 1
    """  # noqa: S608 - the table is one of our own
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return START if row is None else place(*row)


def place(era: int, transaction: Any, id: UUID) -> CommitPlace:
    """Return a place from a row as the driver gives it: transaction ids come as text."""
    return CommitPlace(era, int(transaction), id)


def unsettled(table: str) -> bool:
    """Say whether any committed row is not final yet, because an older transaction is still open."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE NOT {final(table)})")  # noqa: S608 - our own table
        row = cursor.fetchone()
    return bool(row and row[0])


def begin_era_if_restored(table: str) -> bool:
    """Begin a new era if the table holds transactions that this server has not reached yet; says whether it did.

    A dump restored into another server brings transaction ids from the old one. Without a new era, rows with ids still
    to come would wait for ever, and new rows with low ids would lie before every reader's place.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ERA.format(table=table))
        row = cursor.fetchone()
        era = int(row[0]) if row else 1
        cursor.execute(
            f"SELECT EXISTS (SELECT 1 FROM {table} "  # noqa: S608 - the table is one of our own
            "WHERE era = %s AND transaction >= pg_snapshot_xmax(pg_current_snapshot()))",
            [era],
        )
        found = cursor.fetchone()
        if not (found and found[0]):
            return False
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN era SET DEFAULT {era + 1}")
    return True


def begin_eras() -> tuple[str, ...]:
    """Look after every table that is read in commit order; returns those where a new era began.

    To be called whenever tables have been brought up to date or a backup was put back, before anything is written.
    """
    tables = [model._meta.db_table for model in apps.get_models() if _has_eras(model)]
    return tuple(table for table in tables if begin_era_if_restored(table))


def _has_eras(model: type[Model]) -> bool:
    """Say whether the database itself gives this table's rows their era: places kept elsewhere are copies."""
    try:
        return model._meta.get_field("era").db_default is not NOT_PROVIDED  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return False

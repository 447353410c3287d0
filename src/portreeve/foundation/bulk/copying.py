"""Puts many rows into a table at once: COPY into a staging table, then one statement that adds and changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg.sql import SQL, Composed, Identifier

Row = tuple[object, ...]

_STAGE = SQL("CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
_COPY = SQL("COPY staged ({names}) FROM STDIN")
_INSERT = SQL("INSERT INTO {table} ({names}) SELECT {names} FROM staged ON CONFLICT DO NOTHING")
_MERGE = SQL(
    "WITH merged AS (INSERT INTO {table} AS t ({names}) SELECT {names} FROM staged "
    "ON CONFLICT ({key}) DO UPDATE SET ({others}) = ROW({theirs}) WHERE ({ours}) IS DISTINCT FROM ({theirs}) "
    "RETURNING t.xmax = 0 AS fresh) "
    "SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE NOT fresh) FROM merged"
)


def merge(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> tuple[int, int]:
    """Add the rows that are new and change those that differ, by primary key; return how many of each.

    Must run in a transaction, with no key twice among the rows. Rows that are as they were are not written again.
    """
    key = str(model._meta.pk.column) if model._meta.pk else ""
    others = [c for c in columns if c != key]
    parts = {
        "key": Identifier(key),
        "others": _list([c] for c in others),
        "ours": _list(["t", c] for c in others),
        "theirs": _list(["excluded", c] for c in others),
    }
    with connection.cursor() as cursor:
        _stage(cursor, model, columns, rows)
        cursor.execute(_MERGE.format(**_named(model, columns), **parts))
        added, changed = cursor.fetchone()
        cursor.execute("DROP TABLE staged")
    return added, changed


def insert_new(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Add the rows that are not there yet, by any of the table's unique constraints; return how many were new."""
    with connection.cursor() as cursor:
        _stage(cursor, model, columns, rows)
        cursor.execute(_INSERT.format(**_named(model, columns)))
        added = int(cursor.rowcount)
        cursor.execute("DROP TABLE staged")
    return added


def analyse(*tables: type[models.Model]) -> None:
    """Let the planner know what was loaded: by itself it learns it only minutes later."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(SQL("ANALYZE {table}").format(table=Identifier(model._meta.db_table)))


def _stage(cursor: Any, model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    cursor.execute(_STAGE.format(**_named(model, columns)))
    with cursor.copy(_COPY.format(names=_list([c] for c in columns))) as copy:
        for row in rows:
            copy.write_row(row)


def _named(model: type[models.Model], columns: Sequence[str]) -> dict[str, Composed | Identifier]:
    return {"table": Identifier(model._meta.db_table), "names": _list([c] for c in columns)}


def _list(names: Iterable[Sequence[str]]) -> Composed:
    return SQL(", ").join([Identifier(*name) for name in names])

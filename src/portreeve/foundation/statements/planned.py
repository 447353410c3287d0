"""Statements that the server keeps, read and planned: half of what a short one costs is finding out what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg.sql import Literal

_GAPS = re.compile(r"%[%s]")


def planned() -> CursorWrapper:
    """Return a cursor for SQL that is the same each time, to be used as `connection.cursor()` is.

    The server keeps each statement for as long as the connection is. Values travel apart from the SQL, so the server
    must be able to tell from it of which type each one is. It is an ordinary cursor where the settings keep nothing,
    for behind a pooler each transaction may have another connection; and where Django notes what is asked, for only
    such a one knows that.
    """
    own: Any = connection
    own.close_if_health_check_failed()
    own.ensure_connection()
    if own.connection.prepare_threshold is None or own.queries_logged:
        return connection.cursor()
    with own.wrap_database_errors:
        made: CursorWrapper = own._prepare_cursor(ServerBindingCursor(own.connection))  # type: ignore[call-arg]  # the stubs lack it
        return made


def with_constants(sql: str, values: Sequence[Any], is_gap: Callable[[Any], bool]) -> tuple[str, list[Any]]:
    """Return SQL in which the values that never change are written out, and the others, which are gaps.

    A plan that is kept does not know what fills a gap: an index over the rows of one status serves it only so.
    """
    connection.ensure_connection()
    left, kept = iter(values), []

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return found[0]
        value = next(left)
        if is_gap(value):
            kept.append(value)
            return "%s"
        return Literal(value).as_string(connection.connection).replace("%", "%%")

    return _GAPS.sub(fill, sql), kept

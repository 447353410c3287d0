"""Columns of tables that are read in commit order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Func

if TYPE_CHECKING:
    _Field = models.Field[int, int]
else:
    _Field = models.Field  # generic to the type checker only


class CurrentTransaction(Func):
    """The 64-bit id of the transaction that runs now; it does not wrap around (PostgreSQL 13 and later)."""

    function = "pg_current_xact_id"
    template = "%(function)s()"
    arity = 0


class TransactionField(_Field):
    """Holds the id of the transaction that wrote the row. PostgreSQL fills it in; Python never does.

    Rows become visible in the order of commits, not of ids, so a reader that keeps its place by a plain counter
    misses rows. One that reads only below `pg_snapshot_xmin(pg_current_snapshot())` sees each row for certain:
    every transaction below it has ended.
    """

    description = "Id of the transaction that wrote the row"

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return PostgreSQL's name for the type."""
        return "xid8"

    def from_db_value(self, value: Any, *_: Any) -> int | None:
        """Return the id as a number: the driver gives it as text."""
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        """Send the number as text, which PostgreSQL reads as the column's own type."""
        return None if value is None else str(int(value))

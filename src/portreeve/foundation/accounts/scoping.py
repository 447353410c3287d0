"""What grants reach, as a filter for SQL."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_

from django.db.models import Q

from portreeve.foundation.pure.scope import PRIVATE, Scope, WayIn

_NOTHING = Q(pk__in=[])
_EVERYTHING = Q(pk__isnull=False)
"""Said aloud, since an empty filter joined by "or" to a narrower one would vanish."""


def rows_within(scope: Scope, columns: Mapping[str, str]) -> Q:
    """Return the filter for the rows of a table that a scope reaches.

    `columns` gives the column, or the path to it, of each part that the table has, and of whether a row is private.
    """
    judged = scope.judged_by(columns)
    if judged.everything:
        return _EVERYTHING
    return reduce(or_, (_by(way, columns) for way in judged.ways)) if judged.ways else _NOTHING


def _by(way: WayIn, columns: Mapping[str, str]) -> Q:
    """Return the filter for one way in; never an empty one, since then it would be everything."""
    wanted: dict[str, object] = {f"{columns[part]}__in": values for part, values in way.named}
    if way.private is not None:
        wanted[columns[PRIVATE]] = way.private
    return Q(**wanted)

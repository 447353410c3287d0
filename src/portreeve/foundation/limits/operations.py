"""Counting tries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from portreeve.foundation.limits import rules
from portreeve.foundation.statements.api import planned

_COUNT = """
INSERT INTO portreeve_limits_tries (route, key, "window", count)
SELECT *, 1 FROM unnest(%s::text[], %s::text[], %s::timestamptz[])
ON CONFLICT (route, key, "window") DO UPDATE SET count = portreeve_limits_tries.count + 1
RETURNING key, count
"""


def allow(*, route: str, keys: Mapping[str, str], at: datetime) -> bool:
    """Count one try of a route and say whether it is within every limit.

    `keys` gives the values of the limits' keys that are known: `address`, `account`, `subject`. All limits are
    counted whether or not one is already passed, so that the work is the same. Raises KeyError for an unknown route.
    The counts are kept even where the caller's own transaction fails, if it calls this outside of it.
    """
    known = {"all": "all", **keys}
    counted = {
        rules.hashed(settings.SECRET_KEY, route, limit.key, known[limit.key]): limit
        for limit in rules.LIMITS[route]
        if known.get(limit.key)
    }
    names = [f"{route}/{limit.seconds}" for limit in counted.values()]
    windows = [rules.window(at, limit.seconds) for limit in counted.values()]
    with planned() as cursor:
        cursor.execute(_COUNT, [names, list(counted), windows])
        return all(count <= counted[key].tries for key, count in cursor.fetchall())


def tidy(*, at: datetime) -> int:
    """Delete windows that ended more than a day ago; returns how many rows went."""
    with connection.cursor() as cursor:
        cursor.execute('DELETE FROM portreeve_limits_tries WHERE "window" < %s', [at - timedelta(days=2)])
        return int(cursor.rowcount)

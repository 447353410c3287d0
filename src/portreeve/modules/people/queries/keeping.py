"""Which changes have details whose time is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

# The database reads and adds spans as we do. An erased change has no list of details any more.
_DUE = """
SELECT change.id FROM portreeve_people_registration change
WHERE change.closed_at < %(at)s AND (change.id = ANY(%(held)s)) = %(among)s
AND jsonb_typeof(change.details) = 'array' AND EXISTS (
    SELECT 1 FROM jsonb_array_elements(change.details) detail
    WHERE detail -> 2 ->> 'keep' <> '' AND change.closed_at + (detail -> 2 ->> 'keep')::interval <= %(at)s
)
ORDER BY change.id LIMIT %(most)s
"""


def with_details_over(*, at: datetime, held: Collection[UUID], most: int) -> tuple[list[UUID], list[UUID]]:
    """Return changes with a detail whose time is over: those that may be seen to, and those under a legal hold."""
    found: list[list[UUID]] = []
    with connection.cursor() as cursor:
        for among in (False, True):
            cursor.execute(_DUE, {"at": at, "held": list(held), "among": among, "most": most})
            found.append([row[0] for row in cursor.fetchall()])
    return found[0], found[1]

"""Which reporters have answers whose time is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

# PostgreSQL reads a span as we write it ("6 months") and adds it as we do: 31 January and a month is the last of
# February. What is marked as gone has no value, so it is not found again.
_DUE = """
SELECT reporter.id FROM portreeve_cases_reporter reporter
JOIN portreeve_cases_case job ON job.id = reporter.case_id
WHERE job.ended_at < %(at)s AND (reporter.id = ANY(%(only)s)) = %(among)s AND EXISTS (
    SELECT 1 FROM jsonb_each(reporter.answers) answer,
    LATERAL (
        SELECT answer.value ->> 'keep' AS span
        UNION ALL SELECT part.value FROM jsonb_each_text(coalesce(answer.value -> 'parts', '{}')) part
    ) kept
    WHERE jsonb_exists(answer.value, 'value') AND kept.span <> ''
    AND job.ended_at + kept.span::interval <= %(at)s
)
ORDER BY reporter.id LIMIT %(most)s
"""


def with_answers_over(*, at: datetime, held: Collection[UUID], most: int) -> tuple[list[UUID], list[UUID]]:
    """Return reporters with an answer whose time is over: those that may be seen to, and those under a legal hold."""
    found: list[list[UUID]] = []
    with connection.cursor() as cursor:
        for among in (False, True):
            cursor.execute(_DUE, {"at": at, "only": list(held), "among": among, "most": most})
            found.append([row[0] for row in cursor.fetchall()])
    return found[0], found[1]

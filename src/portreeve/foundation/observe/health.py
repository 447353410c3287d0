"""How each part is. The checks are put together in config; here they are run, and an exploding check is an answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import DatabaseError, connection

from portreeve.foundation.observe.types import Check, Finding

log = logging.getLogger(__name__)


def findings(checks: Iterable[Check]) -> tuple[Finding, ...]:
    """Run each check and return what it found."""
    return tuple(_look(check) for check in checks)


def _look(check: Check) -> Finding:
    """Run one check; any exception is a finding, because a check that breaks has found something."""
    try:
        said = check.look()
    except Exception:
        log.exception("health-check-failed", extra={"check": check.name})
        return Finding(check.name, well=False, said="This check could not be run; the log says why.")
    return Finding(check.name, well=not said, said=said)


def database_answers() -> str:
    """Say what is wrong if the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "The database does not answer. See that it runs and that DATABASE_URL is right."
    return ""


def migrations_are_applied() -> str:
    """Say so if the database is behind the code."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database is older than the program. Run: portreeve migrate"
    return ""

"""Brings the database's tables up to date: one process at a time, and never waiting long for a busy table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portreeve.config.database_address import conninfo
from portreeve.foundation.commit_order.api import begin_eras

_LOCK = 7_005_331_001
LOCK_WAIT = "5s"
"""How long a migration may wait for a table that others use, and so hold those up that come after it."""


def pending() -> list[str]:
    """Return the names of migrations that have not been applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> list[str]:
    """Apply what is pending and return its names. Started many times at once, the others wait and find nothing."""
    with _alone():
        names = pending()
        if names:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_WAIT])
            call_command("migrate", interactive=False, verbosity=0)
        begin_eras()  # even with nothing to apply: a backup may have been put back from another server
        return names


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock on a connection of its own, which a migration cannot lose."""
    with psycopg.connect(conninfo(), autocommit=True) as own:
        own.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield

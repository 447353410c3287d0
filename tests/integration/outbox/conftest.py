"""A table that handlers of these tests write to, so that an effect is undone with its transaction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture
def effects(transactional_db: None) -> Iterator[None]:
    from django.db import connection

    from integration.outbox.outbox_trial import TABLE

    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trial_effect")

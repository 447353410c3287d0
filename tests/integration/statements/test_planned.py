"""Statements that come all day are read and planned once for each connection, and never where a pooler is between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from portreeve.config.settings.read import database_options, settings
from portreeve.foundation.outbox.models import Letter, OutboxEvent
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.statements.api import Reading, add, planned
from portreeve.modules.people.models import Party

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    connection.close()
    yield
    connection.close()


def kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [sql for (sql,) in cursor.fetchall()]


def called(name: str) -> Party:
    return Party(kind="person", name=name, needs=[], added_at=AT)


def test_a_reading_is_kept_by_the_server_and_each_asking_has_its_own_values() -> None:
    add(called("Amina Yusuf"))
    wanted = Reading(lambda name: Party.objects.filter(name=name).values_list("name", flat=True))
    names = ("Amina Yusuf", "Gwen Pritchard", "Amina Yusuf")
    assert [wanted.first(name) for name in names] == ["Amina Yusuf", None, "Amina Yusuf"]
    (sql,) = (sql for sql in kept() if sql.startswith("SELECT"))
    assert sql.endswith('WHERE "portreeve_people_party"."name" = ($1)')


def test_what_never_changes_is_written_out_so_that_an_index_over_it_serves() -> None:
    kind = "100% of 'these'"
    row = {"version": 1, "at": AT, "actor_kind": "system", "actor": "t", "channel": "web", "data": {}}
    event = OutboxEvent.objects.create(kind=kind, subject=uuid7(), **row)
    wanted = Reading(
        lambda id: OutboxEvent.objects.filter(id=id, kind=kind, kind__contains="0%").values_list("id", flat=True)
    )
    assert [wanted.first(event.id), wanted.first(uuid7())] == [event.id, None]
    (sql,) = (sql for sql in kept() if sql.startswith("SELECT"))
    assert (sql.count("$"), "'100% of ''these'''" in sql) == (1, True)


def test_a_statement_that_was_refused_is_kept_again_afterwards() -> None:
    amina = called("Amina Yusuf")
    add(amina)
    for _ in range(2):
        with pytest.raises(IntegrityError), transaction.atomic():
            add(amina)
        add(called("Gwen Pritchard"))
    assert Party.objects.count() == 3


def test_a_table_may_gain_a_column_while_a_statement_about_it_is_kept() -> None:
    wanted = Reading(lambda handler: Letter.objects.filter(handler=handler))
    assert wanted.all("nobody") == []
    with psycopg.connect(**_reached(), autocommit=True) as other:
        other.execute("ALTER TABLE outbox_letter ADD COLUMN passing integer")
        try:
            assert wanted.all("nobody") == []
        finally:
            other.execute("ALTER TABLE outbox_letter DROP COLUMN passing")
    assert wanted.all("nobody") == []


def test_behind_a_pooler_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.cache_clear()
    monkeypatch.setenv("PORTREEVE_DATABASE_POOLED", "1")
    try:
        assert database_options(settings())["OPTIONS"] == {}
    finally:
        settings.cache_clear()
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    with planned() as cursor:
        cursor.execute("SELECT %s", ["Amina"])
        assert cursor.fetchone() == ("Amina",)
    assert kept() == []


def _reached() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "password", "host", "port") if name in given}

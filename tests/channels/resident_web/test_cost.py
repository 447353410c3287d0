"""What a page asks of the database: figures that do not depend on the machine, so that a costly change is seen."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

pytestmark = pytest.mark.django_db
SESSION, JOURNEY, OFFERED = "django_session", "portreeve_journeys_journey", "portreeve_catalogue_publication"


def short(sql: str) -> str:
    """Return what a statement does, such as `SELECT journeys_journey`."""
    verb = sql.split(maxsplit=1)[0]
    table = re.search(r'(?:FROM|INTO|UPDATE) "?(?:portreeve_)?([a-z_]+)', sql)
    return f"{verb} {table[1]}" if table else verb


def asked(client: Any, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [str(one["sql"]) for one in queries.captured_queries]


def test_a_question_reads_the_visit_the_journey_and_whether_the_service_is_offered(resident: Resident) -> None:
    resident.start("missed-bin")
    resident.post(action="manual")
    sql = asked(resident.client, resident.at)
    assert [next(table for table in (SESSION, JOURNEY, OFFERED) if table in one) for one in sql] == [
        SESSION,
        JOURNEY,
        OFFERED,
    ]
    assert all(one.startswith("SELECT") for one in sql)


def test_sending_reads_each_thing_once_and_writes_it_once(resident: Resident) -> None:
    resident.to_check()
    with CaptureQueriesContext(connection) as queries:
        resident.client.post(
            resident.at.replace("/q/~check", "/send"),
            {name: resident.hidden(name) for name in ("revision", "key")},
        )
    done = [short(str(one["sql"])) for one in queries.captured_queries]
    often = Counter(one for one in done if one not in {"SAVEPOINT", "RELEASE"})
    assert {what: times for what, times in often.items() if times > 1} == {
        "SELECT journeys_journey": 2,  # before it is judged, and locked for what comes of it
        "SELECT cases_reporter": 2,  # whether it was sent before, and whether the new reference is free
        "INSERT outbox_event": 4,  # a person added, a case opened and routed, a journey sent
        "INSERT audit_auditentry": 4,
    }
    assert often.total() == 25

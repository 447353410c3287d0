"""What a page asks of the database: figures that do not depend on the machine, so that a costly change is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

pytestmark = pytest.mark.django_db
SESSION, JOURNEY, OFFERED = "django_session", "portreeve_journeys_journey", "portreeve_catalogue_publication"


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

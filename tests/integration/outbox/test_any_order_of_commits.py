"""Whatever order transactions begin, end or fail in, and whenever the relay comes by: each committed event once."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from integration.outbox.outbox_trial import handler, numbers
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure.ids import uuid7

WRITERS = 3
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, WRITERS - 1)),
        st.tuples(st.just("commit"), st.integers(0, WRITERS - 1)),
        st.tuples(st.just("undo"), st.integers(0, WRITERS - 1)),
    ),
    min_size=6,
    max_size=25,
)
WRITE = """
INSERT INTO outbox_event (id, kind, version, subject, at, actor_kind, actor, channel, trace, data)
VALUES (%s, 'trial.rang', 1, %s, now(), 'system', 'tests', 'system', '', jsonb_build_object('number', %s::int))
"""


class Writer:
    """A connection of its own, with the events of its open transaction."""

    def __init__(self) -> None:
        s = connection.settings_dict
        self.connection = psycopg.connect(
            host=s["HOST"], port=s["PORT"] or None, dbname=s["NAME"], user=s["USER"], password=s["PASSWORD"]
        )
        self.subject = uuid7()
        self.open: list[int] = []
        self.committed: list[int] = []

    def write(self, number: int) -> None:
        self.connection.execute(WRITE, [uuid7(), self.subject, number])
        self.open.append(number)

    def commit(self) -> None:
        self.connection.commit()
        self.committed += self.open
        self.open = []

    def undo(self) -> None:
        self.connection.rollback()
        self.open = []


@pytest.fixture
def writers(effects: None) -> Iterator[list[Writer]]:
    made = [Writer() for _ in range(WRITERS)]
    yield made
    for writer in made:
        writer.connection.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
@example(acts=[("write", 0), ("write", 1), ("commit", 1), ("commit", 0)])
def test_each_committed_event_is_handed_on_once_and_in_order(
    writers: list[Writer], acts: list[tuple[str, int]]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE trial_effect, outbox_event, outbox_cursor, outbox_letter")
    for writer in writers:
        writer.undo()
        writer.committed, writer.subject = [], uuid7()
    relays = [outbox.Relay([handler()], batch=2), outbox.Relay([handler()], batch=50)]
    for number, (act, which) in enumerate(acts):
        if act == "write":
            writers[which].write(number)
        elif act == "commit":
            writers[which].commit()
        else:
            writers[which].undo()
        relays[number % 2].run_once()
    for writer in writers:
        writer.undo()
    outbox.drain([handler()])
    for writer in writers:
        assert numbers("a", writer.subject) == writer.committed

"""A page whose connection was used lately asks the server nothing about it; one that died is noticed all the same."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from portreeve.config.front import soundness

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def watched() -> Iterator[None]:
    soundness.watch()
    connection.close()
    yield
    request_started.disconnect(dispatch_uid="portreeve.soundness")
    connection.execute_wrappers.remove(soundness._note)
    connection.close()


def page(monkeypatch: pytest.MonkeyPatch) -> int:
    """Make a page that asks for one thing; returns how often the server was asked whether it is there."""
    asked = []
    sound = DatabaseWrapper.is_usable

    def is_usable(self: DatabaseWrapper) -> bool:
        asked.append(self)
        return sound(self)

    with monkeypatch.context() as patched:
        patched.setattr(DatabaseWrapper, "is_usable", is_usable)
        request_started.send(None)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        request_finished.send(None)
    return len(asked)


def server_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_lately_used_it_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [page(monkeypatch), page(monkeypatch), page(monkeypatch)] == [0, 0, 0]


def test_after_a_while_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    page(monkeypatch)
    monkeypatch.setattr(soundness, "LATELY", 0.0)
    assert page(monkeypatch) == 1


def test_a_page_that_asked_nothing_does_not_show_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    page(monkeypatch)
    soundness._used.at -= 3600  # an hour goes by
    request_started.send(None)
    request_finished.send(None)
    assert page(monkeypatch) == 1
    assert page(monkeypatch) == 0


def test_one_that_the_server_ended_is_replaced_before_the_page_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    page(monkeypatch)
    before = server_process()
    request_finished.send(None)
    given = connection.get_connection_params()
    reached = {name: given[name] for name in ("dbname", "user", "password", "host", "port") if name in given}
    with psycopg.connect(**reached, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    assert page(monkeypatch) == 1
    assert server_process() != before

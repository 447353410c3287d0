"""A database that dies while a page is being answered is our fault: the person is told so, and can try again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError
from django.db.models import Model

from portreeve.foundation.accounts.sessions import SessionStore


@pytest.fixture
def kept(db: None) -> SessionStore:
    store = SessionStore()
    store["visit"] = "one"
    store.create()
    return SessionStore(store.session_key)


def test_a_session_that_is_gone_is_told_as_that(kept: SessionStore) -> None:
    kept["visit"] = "two"
    SessionStore(kept.session_key).delete()
    with pytest.raises(UpdateError):
        kept.save()


def test_a_database_that_is_gone_is_told_as_that(kept: SessionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    kept["visit"] = "two"

    def gone(*_: Any, **__: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(Model, "save", gone)
    with pytest.raises(OperationalError):
        kept.save()
    monkeypatch.undo()
    kept.save()
    assert SessionStore(kept.session_key)["visit"] == "two"

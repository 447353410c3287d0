"""Ids made one after another sort in that order: the events of one transaction lean on it."""

from __future__ import annotations

import threading
import time
from uuid import UUID

import pytest

from portreeve.foundation.pure import ids


def test_ids_sort_in_the_order_in_which_they_were_made() -> None:
    made = [ids.uuid7() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_of_several_threads_are_never_the_same() -> None:
    made: list[list[UUID]] = [[] for _ in range(4)]

    def make(into: list[UUID]) -> None:
        into.extend(ids.uuid7() for _ in range(2000))

    threads = [threading.Thread(target=make, args=(into,)) for into in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(into == sorted(into) for into in made)
    assert len({id for into in made for id in into}) == 8000


def test_ids_keep_their_order_when_the_computer_s_clock_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids.uuid7()
    put_back = time.time_ns() - 3_600_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: put_back)
    assert ids.uuid7() > before


def test_an_id_holds_its_time_and_says_what_it_is() -> None:
    made = ids.uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert abs((made.int >> 80) - time.time() * 1000) < 5000

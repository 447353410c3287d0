"""Limits on tries, shared by all workers."""

from datetime import UTC, datetime, timedelta

import pytest

from portreeve.foundation.limits import api as limits
from portreeve.foundation.limits.models import Tries

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def tries(count: int, *, at: datetime = AT, **keys: str) -> list[bool]:
    return [limits.allow(route="resume", keys=keys, at=at) for _ in range(count)]


def test_tries_are_allowed_up_to_the_limit_and_not_beyond() -> None:
    assert tries(9, subject="123") == [True] * 8 + [False]


def test_each_network_address_has_its_own_count() -> None:
    assert tries(21, address="192.0.2.1")[-1] is False
    assert tries(1, address="192.0.2.2") == [True]


def test_a_new_window_begins_afresh() -> None:
    tries(9, subject="123")
    assert tries(1, subject="123", at=AT + timedelta(hours=1)) == [True]


def test_keys_are_not_kept_as_they_are() -> None:
    tries(1, subject="07700 900111")
    assert not Tries.objects.filter(key__contains="07700").exists()


def test_old_windows_are_tidied_away() -> None:
    tries(1, subject="1")
    assert limits.tidy(at=AT + timedelta(days=3)) == 2
    assert not Tries.objects.exists()


def test_an_unknown_route_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        limits.allow(route="nonsense", keys={}, at=AT)

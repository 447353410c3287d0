"""Which bytes in the store belong to nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.files.rules import is_lost, made_at
from portreeve.foundation.files.types import FileStatus
from portreeve.foundation.pure.ids import uuid7

KEY = uuid7()
MADE = made_at(KEY)
times = st.timedeltas(min_value=-timedelta(days=400), max_value=timedelta(days=400))


@given(times)
def test_bytes_of_a_file_in_use_are_never_lost_and_those_of_an_erased_one_always_are(since: timedelta) -> None:
    assert not is_lost(KEY, FileStatus.CLEAN, young_since=MADE + since)
    assert is_lost(KEY, FileStatus.ERASED, young_since=MADE + since)


@given(times)
def test_bytes_without_a_row_are_lost_only_once_they_are_no_longer_young(since: timedelta) -> None:
    assert is_lost(KEY, None, young_since=MADE + since) is (since > timedelta(0))


def test_an_id_tells_when_it_was_made() -> None:
    assert abs(datetime.now(UTC) - MADE) < timedelta(hours=1)

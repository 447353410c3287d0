"""Identifiers by time."""

import time
from uuid import RFC_4122, UUID

from portreeve.foundation.files.rules import made_at
from portreeve.foundation.pure.ids import uuid7


def test_an_id_is_of_version_seven() -> None:
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_later_ids_sort_after_earlier_ones() -> None:
    first = uuid7()
    time.sleep(0.002)
    assert first < uuid7()


def test_ids_do_not_collide() -> None:
    assert len({uuid7() for _ in range(20_000)}) == 20_000


def test_the_time_can_be_read_back_from_a_published_example() -> None:
    # The example of RFC 9562, appendix A.6: made on 22 February 2022 at 19:22:22 UTC.
    assert made_at(UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")).isoformat() == "2022-02-22T19:22:22+00:00"

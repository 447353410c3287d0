"""How entries are hashed and seals are chained: a change in this makes every old seal unreadable, so it is pinned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from portreeve.foundation.audit import rules
from portreeve.foundation.commit_order.api import CommitPlace

ID = UUID("01a20000-0000-7000-8000-000000000001")
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
VALUES = (ID, 1, 800, "case.closed", "case", None, AT, "staff", "é", "web", "", {"b": 1, "a": None})


def test_the_hash_of_an_entry_is_what_it_always_was() -> None:
    assert rules.entry_hash(VALUES).hex() == "282a7fcc92057bf1a2da4b79eb706dd6829ad485c82cec6f3c2a2afb56b738ce"


def test_the_order_of_details_and_the_zone_of_a_time_do_not_count() -> None:
    other = (*VALUES[:6], AT.astimezone(timezone(timedelta(hours=1))), *VALUES[7:11], {"a": None, "b": 1})
    assert rules.entry_hash(other) == rules.entry_hash(VALUES)


def test_every_column_counts() -> None:
    for n in range(len(VALUES)):
        changed = (*VALUES[:n], "something else", *VALUES[n + 1 :])
        assert rules.entry_hash(changed) != rules.entry_hash(VALUES), n


def test_the_head_of_a_seal_is_what_it_always_was() -> None:
    head = rules.head_hash(
        number=1,
        previous=rules.FIRST,
        until=CommitPlace(1, 800, ID),
        sealed_at=AT,
        entries=[ID],
        hashes=rules.entry_hash(VALUES),
    )
    assert head.hex() == "8fe96b10a7367a2c7da238739f459c248fce04205fb5636b8303b260a7972038"

"""When a failed event is tried again, and what is kept of its error."""

from __future__ import annotations

from datetime import timedelta

from portreeve.foundation.outbox import rules
from portreeve.foundation.pure.reference import check_digit


def test_the_wait_grows_and_ends() -> None:
    waits = [rules.delay(n) for n in range(1, rules.ATTEMPTS)]
    assert waits[:4] == [timedelta(seconds=s) for s in (1, 4, 16, 64)]
    assert waits == sorted(w for w in waits if w is not None)
    assert max(w for w in waits if w is not None) == timedelta(hours=1)
    assert rules.delay(rules.ATTEMPTS) is None


def test_an_error_is_described_by_its_kind_and_its_place_in_our_code() -> None:
    try:
        check_digit("Amina Yusuf")
    except ValueError as error:
        described = rules.described(error)
    assert described.startswith("ValueError at foundation/pure/reference.py:")
    assert "Amina" not in described

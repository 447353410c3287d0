"""An answer may be kept as long as what it is part of, and not a day longer."""

from __future__ import annotations

import pytest

from portreeve.modules.catalogue.rules.check import policy
from portreeve.modules.catalogue.types import Outcome


@pytest.mark.parametrize(
    ("keep", "too_long"),
    [
        ("7 years", False),
        ("84 months", False),
        ("6 months", False),
        ("85 months", True),
        ("2600 days", True),
        ("9999 years", True),
    ],
)
def test_spans_are_compared_whatever_their_unit(keep: str, too_long: bool) -> None:
    assert (policy._end(keep) > policy._end(policy.LONGEST_KEPT[Outcome.CASE])) is too_long


def test_what_cannot_be_read_is_not_said_twice() -> None:
    assert policy._end("soon") < policy._end("1 hour")


def test_every_outcome_has_its_length() -> None:
    assert set(policy.LONGEST_KEPT) == set(Outcome)

"""Postcodes keyed on a telephone."""

from __future__ import annotations

from portreeve.modules.journeys.queries.keypad import keyed_postcodes

HERE = ("HV1 2AB", "HV1 2AC", "HV12 3XY", "M1 1AA")
_tries: list[str] = []


def exists(said: str) -> bool:
    """Be a gazetteer that knows four postcodes, and counts how often it is asked."""
    _tries.append(said)
    return any(one == said or one.split()[0] == said for one in HERE)


def test_keys_find_every_postcode_they_can_mean_and_no_other() -> None:
    assert keyed_postcodes("481222", exists) == ["HV1 2AB", "HV1 2AC"]
    assert keyed_postcodes("4812399", exists) == ["HV12 3XY"]
    assert keyed_postcodes("61122", exists) == ["M1 1AA"]
    assert keyed_postcodes("999999", exists) == []
    assert keyed_postcodes("1", exists) == []


def test_few_look_ups_are_enough() -> None:
    _tries.clear()
    keyed_postcodes("481222", exists)
    assert len(_tries) < 60

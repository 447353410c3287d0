"""A sealed value says how it was sealed, and is opened as what it was."""

from __future__ import annotations

from typing import Any

import pytest

from portreeve.foundation.pure.sealed import is_sealed, opened, sealed


def sealer(plain: bytes) -> str:
    return plain.hex()


@pytest.mark.parametrize(
    "value", ["12.50", "true", "null", '{"a": 1}', "", "Ffordd y Môr", 12.5, None, [1, {"a": "b"}]]
)
def test_a_value_comes_back_as_what_it_was(value: Any) -> None:
    kept = sealed(value, sealer)
    assert is_sealed(kept)
    back = opened(kept, bytes.fromhex)
    assert (type(back), back) == (type(value), value)
    assert sealed(kept, sealer) == kept


@pytest.mark.parametrize("text", ["12.50", "true", '"quoted"', "They shout."])
def test_a_text_that_0_1_0_sealed_as_it_is_stays_that_text(text: str) -> None:
    kept = {"$sealed-text": text.encode().hex()}
    assert is_sealed(kept)
    assert opened(kept, bytes.fromhex) == text


@pytest.mark.parametrize(
    "value", ["$sealed", ["$sealed"], {}, {"sealed": "x"}, {"$sealed": "x", "more": "y"}, None, 12]
)
def test_anything_else_is_not_sealed_and_is_left_alone(value: Any) -> None:
    assert not is_sealed(value)
    assert opened(value, bytes.fromhex) == value

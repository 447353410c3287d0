"""Postcodes keyed on a telephone, where one key stands for three or four letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

_LETTERS = {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ"}
_OUTWARD = {2: ("A9",), 3: ("AA9", "A99", "A9A"), 4: ("AA99", "AA9A")}
"""Forms of the first half of a postcode by its length; the second is always a digit and two letters."""
MOST = 3


def _spelt(keys: str, form: str) -> Iterator[str]:
    """Go through everything that keys can mean in a form of letters (A) and digits (9)."""
    choices = [_LETTERS.get(key, "") if kind == "A" else key for key, kind in zip(keys, form, strict=True)]
    return ("".join(letters) for letters in product(*choices))


def keyed_postcodes(keys: str, exists: Callable[[str], bool]) -> list[str]:
    """Return the postcodes that keys may mean and that exist here, at most three.

    The first half is tried alone before the second is spelt out, so that few look-ups are needed.
    """
    outward, inward = keys[:-3], keys[-3:]
    found: list[str] = []
    for form in _OUTWARD.get(len(outward), ()):
        for first in _spelt(outward, form):
            if exists(first):
                found += [f"{first} {last}" for last in _spelt(inward, "9AA") if exists(f"{first} {last}")]
    return found[:MOST]

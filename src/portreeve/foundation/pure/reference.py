"""The reference people keep, say and key: ten random digits and a check digit, grouped 3-4-4 (design §4.3).

Random, so that knowing one says nothing about the next; the check digit finds every single wrong digit and every
swap of two neighbours (H. M. Damm, 2004). Cases and registrations use the same form.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import Final

DIGITS: Final = 11
_QUASIGROUP: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_SPOKEN: Final = {
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),
    **dict(zip("dim un dau tri pedwar pump chwech saith wyth naw".split(), "0123456789", strict=True)),
    **{"oh": "0", "o": "0", "nought": "0", "nil": "0", "sero": "0", "dwy": "2", "tair": "3", "pedair": "4"},
    **{"pum": "5", "chwe": "6"},
}
_TIMES: Final = {"double": 2, "treble": 3, "triple": 3, "dwbl": 2, "trebl": 3}


def check_digit(digits: str) -> str:
    """Return the digit that makes `digits` a valid reference when put after it. Raises ValueError unless all digits."""
    if not digits.isascii() or not digits.isdigit():
        raise ValueError("A check digit is made of the digits 0 to 9 only.")
    interim = 0
    for digit in digits:
        interim = int(_QUASIGROUP[interim][int(digit)])
    return str(interim)


def generate(below: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a new reference of eleven digits, ungrouped. `below(n)` gives a random whole number from 0 to n - 1."""
    digits = f"{below(10 ** (DIGITS - 1)):0{DIGITS - 1}d}"
    return digits + check_digit(digits)


def is_valid(reference: str) -> bool:
    """Say whether this is eleven plain digits, the last of which checks the others."""
    return bool(re.fullmatch(rf"[0-9]{{{DIGITS}}}", reference)) and check_digit(reference) == "0"


def normalise(text: str) -> str:
    """Return the reference that somebody typed, keyed or said, as eleven digits; empty if it is not one.

    Forgives grouping, hyphens, brackets, digits of other scripts, and digits in English or Welsh words
    ("one two three, double four oh").
    """
    digits = "".join(_read(text[:200]))
    return digits if is_valid(digits) else ""


def grouped(reference: str) -> str:
    """Return a reference as it is shown and said: `123 4567 8901`."""
    return f"{reference[:3]} {reference[3:7]} {reference[7:]}"


def _read(text: str) -> list[str]:
    """Return the digits in a text, in order; a word that is neither a digit nor how many makes it no reference."""
    found: list[str] = []
    times = 1
    for word in re.findall(r"\d|[^\W\d_]+", text.casefold()):
        if word in _TIMES:
            times = _TIMES[word]
            continue
        digit = _SPOKEN.get(word) or (str(unicodedata.decimal(word)) if word.isdecimal() else "")
        if not digit:
            return []
        found += [digit] * times
        times = 1
    return found

"""The id under which a case may be seen by anybody: eight characters of Crockford's base 32, without I, L, O and U.

It says nothing of the reference, by which the reporters track, nor of how many cases there are.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 8
SECRET_LENGTH: Final = 12
_READ_AS: Final = str.maketrans("ILO", "110")


def generate(below: Callable[[int], int] = secrets.randbelow, length: int = LENGTH) -> str:
    """Return a new random id."""
    return "".join(ALPHABET[below(32)] for _ in range(length))


def normalise(text: str, length: int = LENGTH) -> str:
    """Return the id that somebody typed, with I and L read as 1 and O as 0; empty if it is none."""
    plain = re.sub(r"[\s-]", "", text[:40]).upper().translate(_READ_AS)
    return plain if len(plain) == length and set(plain) <= set(ALPHABET) else ""


def grouped(secret: str) -> str:
    """Return a code in fours, as it is shown once and written down."""
    return "-".join(secret[i : i + 4] for i in range(0, len(secret), 4))

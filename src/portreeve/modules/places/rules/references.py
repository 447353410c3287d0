"""Reference numbers of properties and streets, as they are written in many ways."""

from __future__ import annotations

LONGEST_UPRN = 12
LONGEST_USRN = 8


def reference(text: str) -> str:
    """Return a UPRN or USRN without spaces and leading zeros; empty if it is no such number."""
    digits = "".join(text[:40].split())
    if not (digits.isascii() and digits.isdigit()) or len(text) > 40:
        return ""
    digits = digits.lstrip("0")
    return digits if len(digits) <= LONGEST_UPRN else ""

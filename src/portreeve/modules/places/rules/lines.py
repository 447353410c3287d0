"""Composes the one line of an address from its parts, and the keys it is found and sorted by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portreeve.modules.places.rules.wording import fold, key_of

_NUMBER = re.compile(r"\s*(\d{1,5})\s*([a-z]?)(?:\s*-\s*(\d{1,5})\s*[a-z]?)?\s*", re.IGNORECASE)
_UNIT_WORD = re.compile(r"^(?:flat|apartment|unit|room|studio|suite)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house number taken apart: 12a is 12 and a; 12-14 reaches to 14."""

    number: int | None = None
    suffix: str = ""
    to: int | None = None


def house_number(text: str) -> HouseNumber:
    """Take a house number apart; anything else gives an empty one."""
    if text.isascii() and text.isdigit() and len(text) <= 5:
        return HouseNumber(int(text))
    match = _NUMBER.fullmatch(text)
    if not match:
        return HouseNumber()
    return HouseNumber(int(match[1]), match[2].lower(), int(match[3]) if match[3] else None)


def flat_key(flat: str) -> str:
    """Return what identifies a flat in its building: "Flat 3" is 3, "Flat B" is b."""
    return fold(_UNIT_WORD.sub("", flat)) if flat else ""


def welsh_flat(flat: str) -> str:
    """Return how a flat is called in Welsh, where it is called by the plain word."""
    return "F" + flat.replace("F", "f", 1) if flat.startswith("Flat ") else flat


def one_line(*, organisation: str, flat: str, building: str, number: str, street: str, town: str) -> str:
    """Compose a line such as "Flat 3, Castle Court, 12 Mill Lane, Haverstock"."""
    thoroughfare = f"{number} {street}" if number else street
    return ", ".join(part for part in (organisation, flat, building, thoroughfare, town) if part)


def names_key(*, organisation: str, building: str) -> str:
    """Return the searchable names of a property: its organisation and its building."""
    return key_of(f"{organisation} {building}") if organisation or building else ""

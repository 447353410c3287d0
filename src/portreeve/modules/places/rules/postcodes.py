"""Postcodes as people type them."""

from __future__ import annotations

import re

FULL = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?) ?([0-9][a-z]{2})\b")
_FULL_ALONE = re.compile(r"([a-z]{1,2}[0-9][0-9a-z]?)([0-9][a-z]{2})")
_PART = re.compile(r"([a-z]{1,2}[0-9][0-9a-z]?)(?: ?([0-9][a-z]?))?")
_SPACES = re.compile(r"[\s.-]+")
_DIGIT_FOR = str.maketrans({"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2"})
_LETTER_FOR = str.maketrans({"0": "o", "1": "i", "5": "s", "8": "b"})


def normalise(text: str) -> str:
    """Return a whole postcode as "HV1 1AA", whatever its case and spacing; empty if it is none.

    Letters typed for digits and digits for letters (O and 0, I and 1) are put right where only one reading fits.
    """
    if len(text) > 20:
        return ""
    tight = _SPACES.sub("", text).casefold()
    for candidate in (tight, _swapped(tight)):
        match = _FULL_ALONE.fullmatch(candidate)
        if match:
            return f"{match[1]} {match[2]}".upper()
    return ""


def _swapped(tight: str) -> str:
    """Return the postcode with look-alike characters changed where a digit or a letter must stand."""
    if not 5 <= len(tight) <= 7:
        return tight
    area, district, inward = tight[:-3][:2], tight[:-3][2:], tight[-3:]
    return area + district.translate(_DIGIT_FOR) + inward[0].translate(_DIGIT_FOR) + inward[1:].translate(_LETTER_FOR)


def prefixes(text: str) -> tuple[str, ...]:
    """Return the beginnings, in stored form, that part of a postcode may stand for; none if it is no such part.

    "hv1" is the district HV1 alone, "hv1 1" a sector of it; "hv11" may be either HV11 or HV1 1.
    """
    text = " ".join(text.casefold().split())
    match = _PART.fullmatch(text)
    if not match:
        return ()
    outward, inward = match[1], match[2]
    if inward and " " in text:
        return (f"{outward} {inward}".upper(),)
    tight = text.replace(" ", "")
    readings = []
    if re.fullmatch(r"[a-z]{1,2}[0-9][0-9a-z]?", tight):
        readings.append(f"{tight} ")
    for cut in (len(tight) - 2, len(tight) - 1):
        if re.fullmatch(r"[a-z]{1,2}[0-9][0-9a-z]?", tight[:cut]) and re.fullmatch(r"[0-9][a-z]?", tight[cut:]):
            readings.append(f"{tight[:cut]} {tight[cut:]}")
    return tuple(reading.upper() for reading in dict.fromkeys(readings))

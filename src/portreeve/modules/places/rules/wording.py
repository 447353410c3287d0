"""How texts of addresses are made alike before they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 120
"""Characters of a search that are looked at; the longest real address line is shorter."""

ABBREVIATIONS = {
    "ave": "avenue",
    "av": "avenue",
    "bldg": "building",
    "bldgs": "buildings",
    "cl": "close",
    "clo": "close",
    "cres": "crescent",
    "cresc": "crescent",
    "crt": "court",
    "ct": "court",
    "dr": "drive",
    "drv": "drive",
    "est": "estate",
    "gdn": "garden",
    "gdns": "gardens",
    "gr": "grove",
    "grn": "green",
    "gro": "grove",
    "gt": "great",
    "hse": "house",
    "la": "lane",
    "ln": "lane",
    "lwr": "lower",
    "mt": "mount",
    "nth": "north",
    "pde": "parade",
    "pk": "park",
    "pl": "place",
    "rd": "road",
    "sq": "square",
    "sth": "south",
    "str": "street",
    "ter": "terrace",
    "terr": "terrace",
    "upr": "upper",
    "wlk": "walk",
    "yd": "yard",
}
STREET_WORDS = (
    frozenset(ABBREVIATIONS.values())
    | frozenset(
        "street way row rise hill mews quay wharf gate bank view end vale field fields meadow fold cottages".split()
    )
    | frozenset("heol lon ffordd stryd rhodfa maes clos the".split())
)
"""Words that many streets share, and which therefore say little about which one is meant."""

OFTEN_GLUED = (
    "street",
    "road",
    "lane",
    "avenue",
    "close",
    "drive",
    "gardens",
    "crescent",
    "court",
    "place",
    "terrace",
    "square",
    "grove",
    "yard",
)
"""Kinds of street that people write onto the name without a space, and that seldom end another word."""

_APOSTROPHES = re.compile(r"['’‘`´]")
_OTHER = re.compile(r"[^0-9a-z/-]+")
_LOOSE_MARKS = re.compile(r"(?<![0-9])[/-]|[/-](?![0-9])")


def fold(text: str) -> str:
    """Return the text in lower case, without accents and marks, one space between words; hyphens only in ranges."""
    text = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _APOSTROPHES.sub("", text).replace("&", " and ")
    return " ".join(_LOOSE_MARKS.sub(" ", _OTHER.sub(" ", text)).split())


@lru_cache(maxsize=20_000)
def key_of(text: str) -> str:
    """Return the folded text with the usual abbreviations written out: what is stored and what is compared."""
    return " ".join(write_out(fold(text).split()))


def part_glued(words: list[str]) -> list[str]:
    """Part "rosemarystreet" into two words, where no word says by itself what kind of street it is."""
    if any(word in STREET_WORDS for word in words[1:]):
        return words
    out: list[str] = []
    for word in words:
        kind = next((kind for kind in OFTEN_GLUED if len(word) > len(kind) + 1 and word.endswith(kind)), "")
        out += [word.removesuffix(kind), kind] if kind else [word]
    return out


def write_out(words: list[str]) -> list[str]:
    """Write abbreviations out. "St" is Saint at the beginning and Street elsewhere."""
    out = [ABBREVIATIONS.get(word, word) for word in words]
    for place, word in enumerate(out):
        if word == "st":
            out[place] = "saint" if place == 0 and len(out) > 1 else "street"
    return out

"""How well a stored text fits what somebody typed, and the natural order of addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from portreeve.modules.places.rules.wanted import Wanted
from portreeve.modules.places.rules.wording import STREET_WORDS

_DIGITS = re.compile(r"(\d+)")
SHARED_WORD = 0.3
"""Weight of a word such as "road" beside one that tells streets apart."""
WORTH_SHOWING = 0.5
"""Likeness below which a street is not what was meant."""


@lru_cache(maxsize=20_000)
def edits(a: str, b: str) -> int:
    """Return the fewest letters added, dropped, changed or swapped with a neighbour that turn a into b."""
    if a == b:
        return 0
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def word_likeness(typed: str, stored: str, *, unfinished: bool = False) -> float:
    """Return 0 to 1. `unfinished`: the word may still be being typed, so a beginning counts nearly whole."""
    if typed == stored:
        return 1.0
    if unfinished and len(typed) >= 2 and stored.startswith(typed):
        return 0.9
    return max(0.0, 1 - edits(typed, stored) / max(len(typed), len(stored)) * 1.25)


def likeness(words: str, name: str, around: str = "") -> float:
    """Return how well typed words fit a name, 0 to 1; words of `around` (ward, town) may also be named.

    Every typed word looks for its best partner; words of the name that nobody typed cost a little.
    """
    typed, stored = words.split(), name.split()
    if not typed or not stored:
        return 0.0
    others = around.split()
    got = total = 0.0
    met: dict[str, float] = {}
    for place, word in enumerate(typed):
        weight = SHARED_WORD if word in STREET_WORDS else 1.0
        scores = {s: word_likeness(word, s, unfinished=place == len(typed) - 1) for s in stored}
        best = max(scores, key=scores.__getitem__)
        elsewhere = max((word_likeness(word, o) for o in others), default=0.0)
        if elsewhere > scores[best] and elsewhere > 0.7:
            weight *= 0.5
        else:
            met[best] = max(met.get(best, 0.0), scores[best])
        got += weight * max(scores[best], elsewhere if elsewhere > 0.7 else 0.0)
        total += weight
    return got / total * (0.6 + 0.4 * _covered(stored, met))


def mentioned(words: str, around: str) -> float:
    """Return which share of some words (of a ward, a town) was typed, one wrong letter allowed."""
    others, typed = around.split(), words.split()
    if not others or not typed:
        return 0.0
    return sum(any(word_likeness(word, other) > 0.8 for word in typed) for other in others) / len(others)


def _covered(stored: list[str], met: dict[str, float]) -> float:
    weights = {s: SHARED_WORD if s in STREET_WORDS else 1.0 for s in stored}
    return sum(weights[s] * met.get(s, 0.0) for s in weights) / sum(weights.values())


def number_fit(wanted: Wanted, *, number: int | None, to: int | None, suffix: str, flat: str) -> float:
    """Return how well house number and flat fit: the number weighs more than any typing error in the street.

    Without a number wanted every address fits alike. A flat number may be what was typed as the only number.
    """
    fit = 0.0
    if wanted.number is not None:
        fit += _house_fit(wanted, number, to, suffix, flat)
    if wanted.flat:
        fit += 0.3 if flat == wanted.flat else (-0.1 if flat else 0.0)
    return fit


def _house_fit(wanted: Wanted, number: int | None, to: int | None, suffix: str, flat: str) -> float:
    if number == wanted.number:
        return 0.6 if suffix == wanted.suffix else 0.45
    if number is not None and to is not None and wanted.number is not None and number <= wanted.number <= to:
        return 0.5
    if flat == f"{wanted.number}{wanted.suffix}":
        return 0.4
    return -0.3


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sorting key by which 2 comes before 10 and Flat 2 before Flat 10."""
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in _DIGITS.split(text.casefold()) if p.strip())

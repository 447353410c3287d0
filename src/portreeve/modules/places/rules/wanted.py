"""Reads what somebody typed to find an address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portreeve.modules.places.rules import postcodes
from portreeve.modules.places.rules.wording import LONGEST, STREET_WORDS, fold, part_glued, write_out

_UNIT = re.compile(
    r"\b(?:flat|apartment|apt|unit|room|studio|suite|fflat|uned) ?(?:no )?([0-9]{1,4}[a-z]?|[a-z][0-9]{0,3})\b"
)
_NUMBER = re.compile(r"([0-9]{1,4})([a-z]?)(?:[-/]([0-9]{1,4})([a-z]?))?")
_NOISE = frozenset({"no", "number", "near", "at", "on", "in", "uk", "england", "wales"})


BUILDING_WORDS = frozenset("court house point lodge tower heights building buildings mansions cwrt ty".split())
"""Last words of streets that are as often those of buildings."""
PHRASES = 3
"""Words such as "lane" that are looked at in one search, the last ones."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search, taken apart."""

    postcode: str = ""
    prefixes: tuple[str, ...] = ()
    number: int | None = None
    suffix: str = ""
    flat: str = ""
    words: str = ""
    """What is left: street, building, organisation, town; folded, abbreviations written out."""
    streets: tuple[str, ...] = ()
    """What of the words may be the name of a street: up to two words before each "lane" or "road", and it."""
    names: tuple[str, ...] = ()
    """What of the words may be the name of a building or an organisation."""

    @property
    def house_in_a_street(self) -> bool:
        """Whether it is a number in a street and names nothing else: "12 Mill Lane", but not "3 Castle Court"."""
        plain = self.number is not None and not self.flat and set(self.names) <= set(self.streets)
        return plain and not any(name.rpartition(" ")[2] in BUILDING_WORDS for name in self.names)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to search by: a house number alone is not enough."""
        return not (self.postcode or self.prefixes or len(self.words.replace(" ", "")) >= 2)


def read(query: str) -> Wanted:
    """Take a search apart. Any text at all is allowed; nonsense gives an empty result, never an error."""
    text = fold(query)
    whole = postcodes.normalise(text)
    if whole:
        return Wanted(postcode=whole)
    text, postcode = _take_postcode(text)
    text, flat = _take_flat(text)
    numbers, words, prefixes = _sort_out(text.split(), look_for_part=not postcode)
    number, suffix = numbers[-1] if numbers else (None, "")
    plain = part_glued(write_out([w for w in words if w not in _NOISE]))
    streets, names = _phrases(plain, _before_comma(query) or len(plain))
    if len(numbers) > 1 and not flat:
        flat = f"{numbers[0][0]}{numbers[0][1]}"
    return Wanted(
        postcode=postcode,
        prefixes=prefixes,
        number=number,
        suffix=suffix,
        flat=flat,
        words=" ".join(plain),
        streets=streets,
        names=names,
    )


def _before_comma(query: str) -> int:
    """Return how many words stand before the first comma; 0 if there is none."""
    begin, comma, _ = query[:LONGEST].partition(",")
    _, words, _ = _sort_out(_take_flat(fold(begin))[0].split(), look_for_part=False)
    return len(part_glued(write_out(words))) if comma else 0


def _phrases(words: list[str], first: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may name a street and what a building. `first` words stood before the first comma."""
    ends = [at for at, word in enumerate(words) if at and word in STREET_WORDS][-PHRASES:]
    windows = [words[max(0, at - back) : at + 1] for at in ends for back in (2, 1)] or [words[:first]]
    names = [words[: ends[-1] - 1], words[: min(first, ends[-1] + 1)]] if ends else [words[:first]]
    return _joined(windows), _joined(names)


def _joined(phrases: list[list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(phrase) for phrase in phrases if phrase))


def _take_postcode(text: str) -> tuple[str, str]:
    match = postcodes.FULL.search(text)
    if not match:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}", f"{match[1]} {match[2]}".upper()


def _take_flat(text: str) -> tuple[str, str]:
    match = _UNIT.search(text)
    if not match:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}", match[1]


def _sort_out(tokens: list[str], *, look_for_part: bool) -> tuple[list[tuple[int, str]], list[str], tuple[str, ...]]:
    """Part the tokens into house numbers, words, and the beginning of a postcode if one stands at the end or alone."""
    prefixes: tuple[str, ...] = ()
    if look_for_part:
        for size in (2, 1):
            found = postcodes.prefixes(" ".join(tokens[-size:])) if len(tokens) >= size else ()
            if found:
                prefixes, tokens = found, tokens[:-size]
                break
    numbers: list[tuple[int, str]] = []
    words: list[str] = []
    for token in tokens:
        match = _NUMBER.fullmatch(token)
        if not match:
            words.append(token)
            continue
        numbers.append((int(match[1]), match[2]))
        if match[3] and "/" in token:
            numbers.append((int(match[3]), match[4]))
    return numbers, words, prefixes

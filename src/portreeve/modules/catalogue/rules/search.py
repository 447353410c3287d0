"""Finds services by the words residents use, forgiving typing errors, in one language and then in the first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portreeve.modules.catalogue.types import Service, Words

_WORD = re.compile(r"\w+")
LONGEST_SEARCH = 200
MOST_WORDS = 12
LEAST_ALIKE = 0.34
"""Two words that share less of their trigrams are different words."""
LEAST_SCORE = 0.45
_STOP = frozenset(
    "a an the my our your we i you it is are was were be been do did does not no to of in on at for and or with about"
    " how"
    " what where when who can could want need tell report help please have has had there this that they their from"
    " y yr ar yn i o a ac am ei eich fy ein mae sut beth ble pryd pwy gall rhoi gwybod dweud wrth"
    " في من على إلى عن لم لا ما هل كيف أين متى مع أن هذا هذه".split()
)
"""Words that say nothing of what is wanted, in the languages that services are written in."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of naming a service, folded into words, and how much a match of it counts."""

    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A service as it is searched."""

    id: str
    phrases: tuple[Phrase, ...]


def entry(service: Service, language: str) -> Entry:
    """Return how a service is searched in a language: its own words there, and less so those it falls back to."""
    phrases: list[Phrase] = []
    for tag, worth in ((language, 1.0), (service.language, 0.9)):
        words = service.words.get(tag)
        if words is not None and not (tag == service.language and worth < 1 and language == service.language):
            phrases += _phrases(words, worth)
    return Entry(service.id, tuple(phrases))


def _phrases(words: Words, worth: float) -> list[Phrase]:
    """Return the phrases of one language."""
    named = [(text, 1.0) for text in words.search]
    named += [(words.text.get("name", ""), 1.0), (words.text.get("summary", ""), 0.7)]
    return [Phrase(fold(text), weight * worth) for text, weight in named if fold(text)]


def search(entries: Iterable[Entry], words: str) -> tuple[str, ...]:
    """Return the ids of the services found, the likeliest first; none where nothing is like enough."""
    asked = fold(words[:LONGEST_SEARCH])[:MOST_WORDS]
    if not asked:
        return ()
    scores = [(_score(one, asked), one.id) for one in entries]
    found = sorted((-score, id) for score, id in scores if score >= LEAST_SCORE)
    return tuple(id for _, id in found)


def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text that say something: small letters, no accents or vowel signs, no endings in s."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    every = [_stem(word) for word in _WORD.findall(plain)]
    said = [word for word in every if word not in _FOLDED_STOP]
    return tuple(said or every)


def _stem(word: str) -> str:
    """Return an English plural or `-ing` without its ending: enough for `bins` to find `bin`."""
    for ending, least in (("ies", 5), ("ing", 6), ("es", 6), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def _score(one: Entry, asked: tuple[str, ...]) -> float:
    """Return how well a service answers what was asked: its best phrase, and a little for the others that agree."""
    scores = sorted((phrase.weight * _alike(asked, phrase.words) for phrase in one.phrases), reverse=True)
    return scores[0] + 0.05 * sum(scores[1:3]) if scores else 0.0


def _alike(asked: tuple[str, ...], words: tuple[str, ...]) -> float:
    """Return how alike two phrases are: how much of what was asked is in the phrase, and of the phrase was asked."""
    found = sum(_best(word, words) for word in asked) / len(asked)
    meant = sum(_best(word, asked) for word in words) / len(words)
    return 0.75 * found + 0.25 * meant


def _best(word: str, others: tuple[str, ...]) -> float:
    """Return how alike a word is to the nearest of others."""
    best = max(_word_alike(word, other) for other in others)
    return best if best >= LEAST_ALIKE else 0.0


@lru_cache(maxsize=65_536)
def _word_alike(one: str, other: str) -> float:
    """Return the share of trigrams that two words have in common."""
    if one == other:
        return 1.0
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) / len(first | second)


def _trigrams(word: str) -> frozenset[str]:
    """Return the trigrams of a word, its beginning counting double."""
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


_FOLDED_STOP = frozenset(
    "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    for word in _STOP
)

"""Names streets, each name once in a town, some with a Welsh name beside the English one."""

from __future__ import annotations

from portreeve.config.generate.borough_data import Words
from portreeve.config.generate.dice import Dice


class Names:
    """The street names of one town."""

    def __init__(self, words: Words, dice: Dice) -> None:
        """Begin with no name used."""
        self.words = words
        self.dice = dice
        self.used: set[str] = set()

    def take(self, name: str) -> str:
        """Use a given name."""
        self.used.add(name)
        return name

    def new(self, character: str, kind: str) -> str:
        """Return a name that fits the ward and the street and is not used yet."""
        last = self.words.kinds["close" if kind == "close" else character]
        for _ in range(200):
            name = f"{self.dice.pick(self.words.stems)} {self.dice.pick(last)}"
            if name not in self.used:
                return self.take(name)
        for number in range(2, 10_000):
            # A large test may use every name; then roads are told apart as some new estates do it.
            name = f"{self.dice.pick(self.words.stems)} {self.dice.pick(last)} {number}"
            if name not in self.used:
                return self.take(name)
        raise ValueError("There are no street names left: add words to demo/places/words.yaml.")

    def welsh(self, name: str) -> str:
        """Return the Welsh name, if both of its words have one; else nothing."""
        stem, _, kind = name.rpartition(" ")
        first, last = self.words.welsh_kinds.get(kind), self.words.welsh_stems.get(stem)
        return f"{first} {last}" if first and last else ""

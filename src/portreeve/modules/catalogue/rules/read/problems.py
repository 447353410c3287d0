"""Collects what is wrong with one file, worded for the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from portreeve.modules.catalogue.rules.kinds import CODES
from portreeve.modules.catalogue.types import Problem


class Problems:
    """The problems of one file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def _put(self, line: int, code: str, text: str, *, blocks: bool) -> None:
        """Add a problem, of a kind that the reference page knows."""
        if code not in CODES:
            raise KeyError(f"{code} is no kind of problem; add it to rules/kinds.py.")
        self.found.append(Problem(file=self.file, line=max(line, 1), code=code, text=text, blocks=blocks))

    def add(self, line: int, code: str, text: str) -> None:
        """Add a problem that stops the service from being published."""
        self._put(line, code, text, blocks=True)

    def warn(self, line: int, code: str, text: str) -> None:
        """Add something that should be mended and stops nothing."""
        self._put(line, code, text, blocks=False)


def did_you_mean(written: str, possible: Iterable[str]) -> str:
    """Return " Did you mean `x`?" for the closest possible word, or nothing where none is close."""
    close = get_close_matches(written.casefold(), list(possible), n=1, cutoff=0.6)
    return f" Did you mean `{close[0]}`?" if close else ""


def listed(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"

"""A service before it begins, in its own words: how long it takes, what it costs, what to have at hand, the promise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from portreeve.foundation.design.api import Words
from portreeve.modules.catalogue.types import Service
from portreeve.screens.web.moments import amount

ALWAYS = ("en", "cy")
"""The languages that every page is in; a service may have more (design §4.1)."""


@dataclass(frozen=True)
class About:
    """A service's own words in one language, for the page before it begins."""

    service: Service
    wanted: str
    w: Words

    @cached_property
    def language(self) -> str:
        """The language they are in: the wanted one, else the one they were written in."""
        return self.wanted if self.wanted in self.service.words else self.service.language

    def _text(self, key: str) -> str:
        return self.service.text(key, self.language)

    @property
    def name(self) -> str:
        """What it is called."""
        return self._text("name")

    @property
    def summary(self) -> str:
        """One sentence of what it is for."""
        return self._text("summary")

    @property
    def takes(self) -> str:
        """How long it takes."""
        return self._text("before.takes") or self.service.before.takes

    @property
    def cost(self) -> str:
        """What it costs."""
        return self._text("before.cost") or self.service.before.cost

    @property
    def need(self) -> tuple[str, ...]:
        """What to have at hand."""
        found = enumerate(self.service.before.need)
        return tuple(self._text(f"before.need.{place}") or text for place, text in found)

    @property
    def answer(self) -> str:
        """In what time there is an answer."""
        return amount(self.service.promise.answer, self.w)

    @property
    def done(self) -> str:
        """In what time it is done."""
        return amount(self.service.promise.done, self.w)

    @property
    def privacy(self) -> str:
        """What is done with what people tell us."""
        return self._text("privacy")


def offered_in(service: Service) -> tuple[str, ...]:
    """Return the languages that pages of a service exist in."""
    return tuple(dict.fromkeys((*ALWAYS, *service.words)))

"""Refusals: an operation that says no, with data and a code, and without wording (design: channels word it)."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """Base of every typed refusal. A subclass sets `code`; each channel has a text for every code it can meet."""

    code: ClassVar[str] = "refused"

    def __init__(self, **data: str | int | bool | None) -> None:
        """Keep the data that a channel may use in its wording: ids, codes, dates as text; nothing personal."""
        super().__init__(self.code)
        self.data = data


class NotAllowed(Refusal):
    """The actor has no grant for this act in this scope."""

    code = "not-allowed"


class NotFound(Refusal):
    """There is no such thing, or the actor may not know of it: the two look the same on purpose."""

    code = "not-found"

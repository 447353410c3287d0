"""What stands in a field: what was just typed, right or wrong, else what is already known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portreeve.modules.journeys.types import Json

Typed = Mapping[str, Sequence[str]]
"""A posted form: every field's name with all its values, as Django's `QueryDict.lists()` gives them."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the fields of one page hold."""

    known: Mapping[str, Json] = field(default_factory=dict)
    typed: Typed | None = None
    """None: nothing was posted, so what is known is shown."""

    def one(self, name: str) -> str:
        """Return one field's text; empty if there is none."""
        if self.typed is not None:
            values = self.typed.get(name, ())
            return values[-1] if values else ""
        return as_text(self.known.get(name))

    def many(self, name: str) -> tuple[str, ...]:
        """Return all values of a field that may have several."""
        if self.typed is not None:
            return tuple(self.typed.get(name, ()))
        value = self.known.get(name)
        return tuple(as_text(part) for part in value) if isinstance(value, list) else ()

    def has(self, name: str) -> bool:
        """Say whether a field holds anything."""
        return bool(self.one(name).strip())


def as_text(value: Json) -> str:
    """Return a canonical value as it stands in a field: booleans as `yes` and empty, nothing as nothing."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return str(value) if isinstance(value, str | int | float) else ""

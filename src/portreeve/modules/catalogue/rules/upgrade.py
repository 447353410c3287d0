"""Rewrites files of an older format, a step at a time, leaving comments and order as they were.

Format 1 is the first, so there is no step yet. The next format adds one here and raises `NEWEST_FORMAT`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ruamel.yaml.error import YAMLError

from portreeve.modules.catalogue.rules.editing import dump, load
from portreeve.modules.catalogue.rules.read.shape import NEWEST_FORMAT

Step = Callable[[Any], None]
"""Changes a file's top map, comments and all, from one format to the next; the format's number is changed for it."""

STEPS: Mapping[int, Step] = {}
"""By the format they begin with."""


class CannotUpgrade(ValueError):
    """A file is of no format that can be rewritten; the text says why."""


def upgrade(text: str, steps: Mapping[int, Step] = STEPS, newest: int = NEWEST_FORMAT) -> str:
    """Return a file's text in the newest format; the very same text where it is that already. Raises CannotUpgrade."""
    try:
        top = load(text)
    except YAMLError as error:
        raise CannotUpgrade("It is not YAML that can be read; `services check` says more.") from error
    number = top.get("format") if hasattr(top, "get") else None
    if not isinstance(number, str) or not number.isdigit():
        raise CannotUpgrade("It does not say of which format it is. Begin it with `format: 1`.")
    if int(number) > newest:
        raise CannotUpgrade(
            f"It is of format {number}, and this Portreeve knows formats up to {newest}. Upgrade Portreeve."
        )
    if int(number) == newest:
        return text
    for format in range(int(number), newest):
        if format not in steps:
            raise CannotUpgrade(f"There is no way from format {format} to {format + 1}.")
        steps[format](top)
        top["format"] = str(format + 1)
    return dump(top)

"""Writes down what axe looked at, under docs/measured."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from journeys.inventory.collecting import Seen

PAGE = Path(__file__).parents[3] / "docs" / "measured" / "inventory.md"
LANGUAGES = {"en": "English", "cy": "Welsh", "ar": "Arabic"}


def write_down(pages: Sequence[Seen], found: Mapping[int, int]) -> None:
    """Write docs/measured/inventory.md: what was looked at in each language, and on how many pages axe found anything.

    `found` is by width in pixels.
    """
    rows = [_row(name, [seen for seen in pages if seen.language == code]) for code, name in LANGUAGES.items()]
    widths = " and ".join(f"{width} px: something on {count}" for width, count in sorted(found.items()))
    PAGE.write_text(
        f"# Every page, looked at\n\n`make proof`, {datetime.now(UTC):%-d %B %Y}; {os.cpu_count()} cores. axe 4.14.1 "
        "before every page of the inventory ([how it is collected](../how-to/look-at-every-page.md)), with everything "
        "open that can be. Pages that differ only in where their links lead are one page.\n\n"
        "| language | pages | routes | roles | answers |\n|---|---|---|---|---|\n"
        + "".join(f"{row}\n" for row in [*rows, _row("**all**", pages)])
        + f"\nPages on which axe found anything, or that had to be scrolled sideways, at {widths}.\n",
        encoding="utf-8",
    )


def _row(name: str, pages: Sequence[Seen]) -> str:
    answers = ", ".join(str(status) for status in sorted({seen.status for seen in pages}))
    routes, roles = len({seen.made_by for seen in pages}), len({seen.role for seen in pages})
    return f"| {name} | {len(pages)} | {routes} | {roles} | {answers} |"

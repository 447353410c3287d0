"""Writes what was measured to docs/measured, with the machine it was measured on and how busy that was."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

MEASURED = Path(__file__).parents[1] / "docs" / "measured"
NOTES = "## Notes\n"
PACKAGES = ("django", "granian", "psycopg", "jinja2")


def machine() -> str:
    """Return the machine, the versions and how busy it is, in a sentence."""
    model = next(
        (line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), platform.machine()
    )
    load = os.getloadavg()
    busy = ", so the figures by the clock are too high: rely on processor time and ratios" if load[0] > 1.5 else ""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(UTC):%-d %B %Y, %H:%M} UTC; {os.cpu_count()} cores ({model}); Python "
        f"{platform.python_version()}, {versions}. Load average {load[0]:.1f}, {load[1]:.1f}, {load[2]:.1f}{busy}."
    )


def _cpuinfo() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return []


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)


def write(name: str, title: str, command: str, *parts: str) -> None:
    """Print a page and write it to docs/measured, where the notes that people wrote at its end are kept."""
    page = MEASURED / name
    text = "\n\n".join([f"# {title}", f"`{command}`, {machine()}", *(part.strip() for part in parts)]) + "\n"
    _, heading, notes = (page.read_text(encoding="utf-8") if page.exists() else "").partition(NOTES)
    text += f"\n{heading}{notes}" if heading else ""
    page.write_text(text, encoding="utf-8")
    sys.stdout.write(text)

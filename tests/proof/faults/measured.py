"""Writes down what a proof found, under docs/measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from typing import Any

from proof.faults.council import ROOT

PAGE = ROOT / "docs" / "measured" / "faults.md"

NOTES = "## What else was found"
"""From here on the page is written by people and kept."""


def write_down(told: dict[str, Any]) -> None:
    """Write docs/measured/faults.md. Nothing where a test that must come first did not run."""
    if not {"killer", "reckoning"} <= told.keys():
        return
    killer, found = told["killer"], told["reckoning"]
    kills = ",".join(str(killer.wanted[part]) for part in ("web", "worker", "database"))
    rows = [
        *(
            (f"{part} killed (with work under way)", f"{n} ({killer.in_flight[part]})")
            for part, n in killer.killed.items()
        ),
        ("under fire; until at rest", f"{told['under fire']:.0f} s; {told['until at rest']:.0f} s"),
        ("longest without a report taken", f"{killer.slowest:.0f} s"),
        ("answers that failed, and were asked for again", found.troubles),
        ("submissions acknowledged", len(found.acknowledged)),
        ("submissions kept", len(found.kept)),
        ("acknowledged and lost", len(found.lost())),
        ("doubled: submissions or references", len(found.doubled())),
        ("without just one receipt", len(found.without_one_receipt())),
        ("texts that the demo's Notify took", len(found.took)),
        ("taken twice", len(found.sent_twice())),
        ("called sent and not taken", len(found.said_sent_but_not_taken())),
        ("left uncertain, for a person to decide", len(found.uncertain)),
        *((str(name), value) for name, value in told.get("more", {}).items()),
    ]
    if "audit" in told:
        rows.append(("audit entries, all as they were written", told["audit"]["entries"]))
    kept = PAGE.read_text().partition(NOTES)[2] if PAGE.exists() else ""
    notes = f"\n{NOTES}{kept}" if kept else ""
    PAGE.write_text(
        f"{_head(kills)}\n| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in rows) + notes
    )


def _head(kills: str) -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"# The kill test\n\n`KILLS={kills} make proof`, {datetime.now(UTC):%-d %B %Y}; {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load average {load}. Residents report through the web in a process that is not "
        "killed, with one key for each submission, and try again until they see a reference. Web, worker and database "
        "are killed with SIGKILL at random moments. Then what residents saw is compared with the tables, and what we "
        "say we sent with the log of the demo's Notify. The times depend on what else the machine did; the counts do "
        "not.\n"
    )

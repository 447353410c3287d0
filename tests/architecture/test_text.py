"""What must never be committed: real councils in the source, paths of a machine, hosts of package registries."""

from __future__ import annotations

import re

from architecture.source import ROOT, SRC, python_files, tracked_files

REAL_COUNCILS = re.compile(
    r"\b(Peterborough|Dacorum|Plymouth|Southampton|Croydon|Newcastle|Manchester|Bradford|Hackney|Leeds|Bristol|"
    r"Birmingham|Cardiff|Swansea|Sheffield|Kingston|Sutton|Bromley|Southwark|Amsterdam)\b"
)
CITES = re.compile(r"PB|PD|PS|SO\b|fixture|Peterborough City Council, ")
MACHINE = re.compile(r"/work/|/root/|/home/\w+/|index-url|find-links")
REGISTRY = re.compile(r"https?://[\w.-]*(pypi|pythonhosted|npmjs|debian)\.org")
LOOK_FOR_THEM_THEMSELVES = {"test_text.py", "requirements"}
"""This file, and the check of the requirement files."""
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")

FORMATTED_BY_HAND = re.compile(r"# fmt: (skip|off)")


def test_no_real_council_is_named_in_the_source() -> None:
    found = [f"{p.relative_to(SRC)}: {m[0]}" for p in python_files() if (m := REAL_COUNCILS.search(p.read_text()))]
    assert found == []


def test_nothing_is_left_unfinished_in_the_source() -> None:
    found = [f"{p.relative_to(SRC)}: {m[0]}" for p in python_files() if (m := UNFINISHED.search(p.read_text()))]
    assert found == []


def test_the_formatter_has_the_last_word_everywhere() -> None:
    by_hand = [str(p.relative_to(ROOT)) for p in tracked_files() if p.suffix == ".py" and p.name != "test_text.py"]
    found = [p for p in by_hand if FORMATTED_BY_HAND.search((ROOT / p).read_text())]
    assert found == [], "Take the comment out and run `make fix`."


def test_no_machine_path_and_no_registry_host_is_committed() -> None:
    found = []
    for path in tracked_files():
        if path.suffix in {".png", ".ico", ".woff2", ".jpg", ".svg"} or path.name in LOOK_FOR_THEM_THEMSELVES:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in (MACHINE.search(text), REGISTRY.search(text)) if m]
    assert found == []

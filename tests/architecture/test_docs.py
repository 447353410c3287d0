"""Docs that would drift if nobody looked: decisions are numbered and whole, links lead somewhere, sizes hold."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from architecture.source import ROOT

DECISIONS = ROOT / "docs" / "decisions"
SECTIONS = ("## Context", "## Decision", "## Alternatives", "## Consequences", "## How we check it")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def decisions() -> list[str]:
    return sorted(p.name for p in DECISIONS.glob("[0-9]*.md"))


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(name[:4]) for name in decisions()]
    assert numbers == sorted(set(numbers))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", decisions())
def test_a_decision_is_whole_and_short(name: str) -> None:
    text = (DECISIONS / name).read_text(encoding="utf-8")
    assert text.startswith(f"# {int(name[:4])}. "), "The title begins with the number."
    assert [s for s in SECTIONS if s not in text] == []
    assert len(text.splitlines()) <= 45


def test_every_decision_is_in_the_index() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    assert [name for name in decisions() if f"({name})" not in index] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert broken == []


@pytest.mark.parametrize(("page", "lines"), [("README.md", 120), ("ARCHITECTURE.md", 200), ("CONTRIBUTING.md", 120)])
def test_the_front_pages_stay_short(page: str, lines: int) -> None:
    assert len((ROOT / page).read_text(encoding="utf-8").splitlines()) <= lines


def test_generated_parts_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]

"""The table of bad input in the docs is whole: every row has its test, and every test of bad input has its row."""

from __future__ import annotations

import re

from architecture.source import ROOT

PAGE = ROOT / "docs" / "reference" / "bad-input.md"
COLUMNS = 5
TEST = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)
KINDS = {
    "Oversize",
    "Mistyped files",
    "Decompression bombs",
    "10 MB answers",
    "Broken encodings",
    "Forged references",
    "Forged codes",
    "Double click",
    "Back",
    "Two tabs",
    "Two people in one journey",
    "Expired session",
    "Withdrawn service",
    "Dead mail server",
    "Dead address service",
    "Full disk",
}
"""What the table must speak of, each in bold once."""


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def defined(folder: str = "") -> set[str]:
    found = (ROOT / "tests" / folder).rglob("test_*.py")
    return {name for path in found for name in DEFINED.findall(path.read_text(encoding="utf-8"))}


def test_every_row_is_whole_and_names_a_test() -> None:
    assert len(rows()) > 40
    assert [row for row in rows() if len(row) != COLUMNS or not all(row) or not TEST.search(row[-1])] == []


def test_every_test_that_is_named_exists() -> None:
    named = {name for row in rows() for name in TEST.findall(row[-1])}
    assert sorted(named - defined()) == []


def test_every_test_of_bad_input_is_named() -> None:
    named = {name for row in rows() for name in TEST.findall(row[-1])}
    assert sorted(defined("channels/bad_input") - named) == []


def test_every_kind_of_bad_input_is_spoken_of() -> None:
    said = set(re.findall(r"\*\*(.+?)\*\*", "\n".join(row[0] for row in rows())))
    assert said == KINDS

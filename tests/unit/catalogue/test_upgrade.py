"""Files of an older format are rewritten a step at a time, and nothing else about them changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portreeve.modules.catalogue.queries.folders import read_service
from portreeve.modules.catalogue.rules.read.shape import NEWEST_FORMAT
from portreeve.modules.catalogue.rules.upgrade import STEPS, CannotUpgrade, upgrade

FOLDER = Path(__file__).parents[3] / "demo" / "services"
OLD = """format: 1
# Who wrote this, and why.
service: old
title: No bins
code: 01234    # stays as it was written
questions:
  - {id: sure, ask: Are you sure?, options: {yes: Yes, no: No}}
tell: >-
  A long text
  on two lines.
"""


def rename_title(top: Any) -> None:
    """A step such as a next format might need."""
    top.insert(list(top).index("title"), "name", top.pop("title"))


def add_summary(top: Any) -> None:
    top["summary"] = "None."


def test_steps_are_taken_in_order_and_comments_stay() -> None:
    new = upgrade(OLD, {1: rename_title, 2: add_summary}, newest=3)
    assert new.startswith("format: 3\n# Who wrote this, and why.\nservice: old\nname: No bins\n")
    assert "code: 01234    # stays as it was written\n" in new
    assert "options: {yes: Yes, no: No}" in new
    assert "tell: >-\n  A long text\n  on two lines.\n" in new
    assert new.rstrip().endswith("summary: None.")


def test_a_file_of_the_newest_format_is_not_touched() -> None:
    messy = OLD + "\n\n\nlast:    odd   \n"
    assert upgrade(messy, {}, newest=1) == messy


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.name)
def test_a_step_that_changes_nothing_changes_no_meaning(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    new = upgrade(text, {1: lambda top: None}, newest=2).replace("format: 2\n", "format: 1\n", 1)
    id, _, rest = path.name.partition(".")
    files = {f"{id}.yaml": (FOLDER / f"{id}.yaml").read_text(encoding="utf-8")}
    before, after = (read_service(files | {path.name: one}).service for one in (text, new))
    assert before is not None
    assert after is not None
    assert (after.words, after.stops[0].when if after.stops else "") == (before.words, before.stops[0].when)
    assert rest in {"yaml", "cy.yaml", "ar.yaml"}


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("format: 9\n", "Upgrade Portreeve"),
        ("service: x\n", "format: 1"),
        ("format: one\n", "format: 1"),
        ("- a\n", "format: 1"),
        ("a: [\n", "services check"),
        ("format: 1\n", "no way from format 1 to 2"),
    ],
)
def test_what_cannot_be_rewritten_says_why(text: str, advice: str) -> None:
    with pytest.raises(CannotUpgrade) as refused:
        upgrade(text, {}, newest=2)
    assert advice in str(refused.value)


def test_there_is_a_way_from_every_older_format_to_the_newest() -> None:
    assert sorted(STEPS) == list(range(1, NEWEST_FORMAT))

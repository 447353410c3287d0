"""Whatever is done to a service file, the check answers with problems and never with an error of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portreeve.config.facts import COLLECTION
from portreeve.modules.catalogue.rules.check.everything import Council, check_service
from portreeve.modules.catalogue.types import Problem

FOLDER = Path(__file__).parents[3] / "demo" / "services"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yaml"))}
OWN = sorted(name for name in TEXTS if name.count(".") == 1)
COUNCIL = Council((COLLECTION,), ("en", "cy"), ("cy",))
PIECES = [
    "",
    "yes",
    "- ",
    "[",
    "{}",
    "when: ",
    '"',
    "known(",
    "&& ",
    "null",
    "\t",
    "# ",
    "-1",
    "é\u0000",
    "type: group",
]


def check(name: str, text: str) -> tuple[Problem, ...]:
    id, _, rest = name.partition(".")
    files = {f"{id}.yaml": TEXTS[f"{id}.yaml"]} | {name: text}
    reading = check_service(id, files, COUNCIL)
    assert all(problem.text and problem.line >= 1 for problem in reading.problems)
    return reading.problems


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_lines_lost_doubled_or_swapped(name: str, data: st.DataObject) -> None:
    lines = TEXTS[name].splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        place, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        act = data.draw(st.sampled_from(["lose", "double", "swap"]))
        if act == "lose":
            lines[place] = ""
        elif act == "double":
            lines.insert(other, lines[place])
        else:
            lines[place], lines[other] = lines[other], lines[place]
    check(name, "\n".join(lines))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_slips_of_the_keyboard(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text = text[:place] + data.draw(st.sampled_from(PIECES)) + text[place + cut :]
    check(name, text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_anything_at_all(text: str) -> None:
    assert check("ask-a-question.yaml", text)


@pytest.mark.parametrize("name", OWN)
def test_each_missing_line_is_either_a_problem_or_harmless(name: str) -> None:
    """Every key that is needed is missed when its line is gone."""
    lines = TEXTS[name].splitlines()
    for key in (
        "format:",
        "service:",
        "name:",
        "summary:",
        "verb:",
        "outcome:",
        "team:",
        "tier:",
        "next:",
        "otherwise:",
        "lgsl:",
    ):
        without = "\n".join(line for line in lines if not line.startswith(key))
        assert any(problem.blocks for problem in check(name, without)), (name, key)

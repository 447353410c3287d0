"""Ines keeps Dorothy's records for the ombudsman, and lets them go: in a browser, in two languages, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[2] / "assets/axe-4.14.1.min.js").read_text(encoding="utf-8")
FAULTS = "axe.run(document).then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def sound(page: Any) -> None:
    """Check that the page that is open can be used by everybody, at its width."""
    page.evaluate(AXE)
    assert page.evaluate(FAULTS) == []
    assert not page.evaluate(SIDEWAYS)


def text(page: Any) -> str:
    return str(page.locator("main").inner_text())


@pytest.mark.parametrize(("width", "script"), [(1280, True), (320, True), (320, False)])
def test_a_hold_is_placed_and_lifted_in_a_browser(signed_in: Any, work: Any, width: int, script: bool) -> None:
    page = signed_in("ines.duarte", width=width, java_script_enabled=script)
    look = sound if script else (lambda _: None)  # axe is a script itself

    # Given that nothing is kept, when she looks for whose records the ombudsman wants
    page.goto("/desk/holds")
    look(page)
    page.fill("#said", "Dorothy Marsh")
    page.click("main form button")
    look(page)
    page.click("#found a >> nth=0")

    # and forgets to say why, then she is told beside the question
    page.fill("#reference", "22 004 123")
    page.click("main form button")
    assert "Choose why their records must be kept" in text(page)
    assert page.input_value("#reference") == "22 004 123"
    look(page)

    # and when she says why, then it is in force and seen on Dorothy's page
    page.check("input[value=ombudsman]")
    page.click("main form button")
    assert "Their records are kept" in text(page)
    look(page)
    page.click("tbody th a")
    assert "1 legal hold keeps this person's records" in text(page)
    look(page)

    # and when she lifts it, then she is told first what that means
    page.goto("/desk/holds")
    page.click("tbody td a")
    assert "cannot be had back" in text(page)
    look(page)
    page.click("main form button")
    assert "No hold is in force." in text(page)
    page.click("ul.pr-tabs a >> nth=1")
    assert "Dorothy Marsh" in text(page)
    look(page)


def test_a_hold_is_placed_in_welsh_by_keyboard_alone(signed_in: Any, work: Any) -> None:
    page = signed_in("ines.duarte", width=320)
    page.goto(f"/cy{work.person}/hold")
    sound(page)
    page.locator("#reason").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("22 004 123")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cy/desk/holds?did=placed")
    assert "Yr ombwdsmon" in text(page)
    sound(page)

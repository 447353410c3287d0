"""A missed bin reported in a real browser: with a mouse, by keyboard alone, without scripts, on a phone, in Welsh."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser
NEXT = "main form button.govuk-button >> nth=0"


def fill_in(page: Any) -> None:
    """Answer every question of a missed bin, from the first to check answers."""
    page.click("button[value=manual]")
    page.fill("#line1", "1 Mill Lane")
    page.fill("#town", "Haverstock")
    page.fill("#postcode", "HV1 2AB")
    page.click(NEXT)
    page.check("input[value=refuse]")
    page.click(NEXT)
    page.check("input[value=out]")
    page.click(NEXT)
    page.click("button[value=skip]")
    page.fill("#name", "Amina Yusuf")
    page.check("input[name=contact][value=email]")
    page.fill("#email", "amina@example.com")
    page.click(NEXT)


def sideways(page: Any) -> int:
    """Return by how many pixels the page must be scrolled sideways."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_given_a_missed_bin_when_it_is_reported_then_there_is_a_reference_to_follow_it(see: Any, scripts: bool) -> None:
    page = see(scripts=scripts)
    page.goto("/")
    page.click("a:has-text('Report a missed bin')")
    page.click("text=Start now")
    fill_in(page)
    assert page.inner_text("h1") == "Check your answers"
    page.click("text=Send report")
    reference = page.inner_text(".pr-reference")
    assert re.fullmatch(r"\d{3} \d{4} \d{4}", reference)
    page.goto("/track")
    page.fill("#reference", reference)
    page.fill("#detail", "amina@example.com")
    page.click(NEXT)
    assert "Received" in page.inner_text(".pr-status")


def test_given_a_small_phone_in_welsh_when_it_is_reported_then_nothing_runs_off_the_screen(see: Any) -> None:
    page = see(width=320)
    page.goto("/cy/s/missed-bin")
    page.click("text=Dechrau nawr")
    assert sideways(page) == 0
    fill_in(page)
    assert page.inner_text("h1") == "Gwirio eich atebion"
    assert sideways(page) == 0
    page.click("text=Anfon yr adroddiad")
    assert page.inner_text("h1") == "Anfonwyd yr adroddiad"
    assert sideways(page) == 0


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_given_a_keyboard_alone_when_it_is_reported_then_every_step_can_be_reached(see: Any) -> None:
    page = see()
    page.goto("/s/missed-bin")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("govuk-skip-link")
    tab_to(page, "button.govuk-button--start")
    page.keyboard.press("Enter")
    page.wait_for_selector("#query")
    tab_to(page, "button[value=manual]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#line1")
    for field, text in (("#line1", "1 Mill Lane"), ("#town", "Haverstock"), ("#postcode", "HV1 2AB")):
        tab_to(page, field)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    for choice in ("refuse", "out"):
        page.wait_for_selector(f"input[value={choice}]")
        tab_to(page, "input[name=answer]")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    page.wait_for_selector("#file")
    tab_to(page, "button[value=skip]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#name")
    tab_to(page, "#name")
    page.keyboard.type("Amina Yusuf")
    tab_to(page, "input[name=contact]")
    page.keyboard.press("Space")
    tab_to(page, "#email")
    page.keyboard.type("amina@example.com")
    page.keyboard.press("Enter")
    page.wait_for_selector("dl.govuk-summary-list")
    tab_to(page, "main form[action$='/send'] button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-panel")
    assert page.inner_text("h1") == "Report sent"


def test_given_an_error_when_the_page_comes_back_then_the_focus_is_on_the_summary(see: Any) -> None:
    page = see()
    page.goto("/s/missed-bin")
    page.click("text=Start now")
    page.click(NEXT)
    page.wait_for_selector(".govuk-error-summary")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    assert page.title().startswith("Error: ")
    page.click(".govuk-error-summary a")
    assert page.evaluate("document.activeElement.id") == "query"


def test_given_back_and_forward_when_an_answer_is_changed_then_nothing_is_lost(see: Any) -> None:
    page = see()
    page.goto("/s/missed-bin")
    page.click("text=Start now")
    fill_in(page)
    page.go_back()
    assert page.inner_text("h1") == "Who should we tell?"
    assert page.input_value("#name") == "Amina Yusuf"
    page.click(NEXT)
    assert page.inner_text("h1") == "Check your answers"


def test_given_a_library_computer_when_it_is_finished_then_back_shows_the_next_person_nothing(see: Any) -> None:
    page = see()
    page.goto("/s/missed-bin")
    page.check("#shared")
    page.click("text=Start now")
    fill_in(page)
    assert "Amina Yusuf" in page.inner_text("main")
    page.click("text=Finish and clear")
    assert page.inner_text("h1") == "Everything is cleared"
    for _ in range(4):
        page.go_back()
        assert "Amina" not in page.content()


def test_given_a_sensitive_service_when_shift_is_pressed_three_times_then_the_page_is_left(see: Any) -> None:
    page = see()
    page.goto("/s/anti-social-behaviour")
    page.click("text=Start now")
    held = page.url
    page.wait_for_selector(".govuk-exit-this-page__indicator", state="attached")
    with page.expect_request("https://www.bbc.co.uk/weather"):
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_timeout(500)  # that site cannot be reached from a test; the browser gives up by itself
    page.goto(held)
    assert page.inner_text("h1") == "We do not know this page"


def test_given_a_double_click_when_it_is_sent_then_there_is_one_report(see: Any) -> None:
    from portreeve.modules.cases.models import Case

    page = see()
    page.goto("/s/missed-bin")
    page.click("text=Start now")
    fill_in(page)
    page.dblclick("text=Send report")
    page.wait_for_selector(".govuk-panel")
    assert Case.objects.count() == 1

"""Every page and error of the desk, in both languages, on a phone and on a desk: the checks of access find nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[2] / "assets/axe-4.14.1.min.js").read_text(encoding="utf-8")
RUN = """axe.run(document).then(found => found.violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')))"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
STRANGER = ("/desk/account/login/", "/desk/account/login/code/", "/desk/account/inactive/")


def pages(work: Any) -> dict[str, tuple[str, ...]]:
    """Return the pages of each member of staff."""
    return {
        "": STRANGER,
        "helen.ward": (
            "/desk/",
            "/desk/cases",
            "/desk/cases?street=nowhere",
            work.case,
            "/desk/promises",
            "/desk/none",
        ),
        "sam.okafor": (
            "/desk/",
            "/desk/help",
            "/desk/help/services/missed-bin",
            "/desk/help/services/dangerous-structure",
            "/desk/find",
            work.person,
            "/desk/people/new",
            "/desk/calls",
            "/desk/changes",
            work.change,
            "/desk/account/2fa/webauthn/",
            "/desk/account/logout/",
        ),
        "colin.reeve": ("/desk/area", "/desk/wards/QUA", "/desk/cases"),
        "jo.bell": (work.private,),
        "ines.duarte": ("/desk/events",),
    }


def faults(page: Any) -> list[str]:
    """Return what is wrong with the page that is open."""
    found = list(page.evaluate(RUN))
    if page.evaluate(SIDEWAYS):
        found.append("must be scrolled sideways")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} first headings")
    return found


@pytest.mark.parametrize(("language", "width"), [("", 320), ("/cy", 320), ("", 1280)])
def test_nothing_is_found_on_any_page(signed_in: Any, work: Any, language: str, width: int) -> None:
    found: dict[str, list[str]] = {}
    for name, addresses in pages(work).items():
        page = signed_in(name, width=width)
        page.add_init_script(AXE)
        for address in addresses:
            page.goto(language + address)
            if wrong := faults(page):
                found[f"{name} {address}"] = wrong
    assert found == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_found_while_somebody_is_helped_or_something_is_wrong(signed_in: Any, work: Any, width: int) -> None:
    page = signed_in("sam.okafor", width=width)
    page.add_init_script(AXE)
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        if wrong := faults(page):
            found[state] = wrong

    for state in helping(page, work):
        look(state)
    assert found == {}


def helping(page: Any, work: Any) -> Any:
    """Go through a contact from its beginning to its end, and yield at each state."""
    page.goto("/desk/help")
    page.click("text=Begin")
    yield "no channel"
    page.check("input[name=channel][value=phone]")
    page.check("input[name=for][value=other]")
    page.click("main button.govuk-button >> nth=0")
    yield "serving"
    page.fill("#code", "123456")
    page.click("text=Join >> nth=-1")
    yield "wrong code"
    page.fill("#said", "binmen missed us")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1 service")
    yield "found"
    page.goto("/desk/help/services/missed-bin")
    yield "service"
    page.click("main button.govuk-button")
    yield "question"
    page.click("main form button.govuk-button >> nth=0")
    page.wait_for_selector(".govuk-error-summary")
    yield "question wrong"
    page.click("button[value=manual]")
    for field, text in (("line1", "1 Mill Lane"), ("town", "Haverstock"), ("postcode", "HV1 2AB")):
        page.fill(f"#{field}", text)
    go_on(page)
    page.check("input[value=refuse]")
    go_on(page)
    page.check("input[value=out]")
    go_on(page)
    yield "photo"
    page.click("button[value=skip]")
    yield "person"
    page.fill("#name", "Ruth Marsh")
    page.check("input[name=contact][value=email]")
    page.fill("#email", "ruth@example.com")
    page.fill("#about_name", "Dorothy Marsh")
    go_on(page)
    yield "check"
    page.click("text=They agree, send it")
    page.wait_for_selector(".govuk-panel")
    yield "sent"
    yield from ending(page, work)


def ending(page: Any, work: Any) -> Any:
    """Go on from a report that was sent: the person, the end of the contact, and the case."""
    page.goto(work.person)
    yield "person while serving"
    for one in page.locator("details.pr-act summary").all():
        one.click()
    yield "person, all open"
    page.fill("#email", "nobody")
    page.click("details.pr-act >> nth=0 >> button")
    page.wait_for_selector(".govuk-error-summary")
    yield "person wrong"
    page.goto("/desk/help/wrap-up")
    page.click("main button.govuk-button")
    page.wait_for_selector(".govuk-error-summary")
    yield "wrap up wrong"
    page.check("input[name=reason][value=report]")
    page.check("input[name=ending][value=resolved]")
    page.click("main button.govuk-button")
    page.wait_for_selector("text=The contact has ended")
    yield "ended"
    page.goto("/desk/find")
    page.fill("#said", "Dorothy Marsh")
    page.check("input[value=person]")
    page.click("main button.govuk-button")
    page.wait_for_selector(".pr-people")
    yield "people found"
    page.goto(work.case)
    for one in page.locator("details.pr-act summary").all():
        one.click()
    yield "case, all acts open"


def go_on(page: Any) -> None:
    """Press the button that goes on."""
    page.click("main form button.govuk-button >> nth=0")

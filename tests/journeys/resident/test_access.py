"""Every page and state, in every language, at the width of a small phone: nothing that the checks of access find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[2] / "assets/axe-4.14.1.min.js").read_text(encoding="utf-8")
RUN = """axe.run(document).then(found => found.violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')))"""
PAGES = (
    "/",
    "/s/missed-bin",
    "/s/anti-social-behaviour",
    "/s/dangerous-structure",
    "/s/missed-bin/privacy",
    "/search?q=mattress",
    "/search?q=zebra",
    "/contact",
    "/cookies",
    "/privacy",
    "/accessibility-statement",
    "/performance",
    "/track",
    "/resume",
    "/finished",
    "/link/none",
    "/no-such-page",
    "/demo/gallery",
)


def pieces() -> list[str]:
    """Return every page and state of the gallery, read from the gallery itself."""
    from portreeve.channels.resident_web.views.gallery_pieces import PIECES

    return [f"/demo/gallery/{name}" for name in PIECES]


@pytest.mark.parametrize("language", ["", "/cy", "/ar"])
def test_nothing_is_found_on_any_page_or_state(see: Any, language: str) -> None:
    page = see(width=320, bypass_csp=True)
    page.add_init_script(AXE)
    found: dict[str, list[str]] = {}
    addresses = [*PAGES, *pieces()]
    assert len(addresses) > 80
    for address in addresses:
        page.goto(language + address if address != "/" else language or "/")
        faults = page.evaluate(RUN)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append("must be scrolled sideways")
        if faults:
            found[address] = faults
    assert found == {}


def test_every_page_has_a_title_of_its_own_and_one_heading(see: Any) -> None:
    page = see()
    titles: dict[str, str] = {}
    for address in PAGES:
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        title = page.title()
        assert title.endswith("Haverstock Borough Council"), address
        titles.setdefault(title, address)
    assert len(titles) == len(PAGES)

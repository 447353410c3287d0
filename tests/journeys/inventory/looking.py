"""A browser before the pages of the inventory, just as they were served, with the scripts and styles that they name.

Several tabs look at once: while one page is being checked the next is laid out, so that every core is at work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from journeys.inventory.collecting import Seen

AXE = (Path(__file__).parents[2] / "assets/axe-4.14.1.min.js").read_text(encoding="utf-8")
HOST = "http://inventory.test"
TABS = 3
LOOK = """() => {
    const sideways = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
    const wrong = sideways() ? ['must be scrolled sideways'] : []
    document.querySelectorAll('details').forEach(one => { one.open = true })
    if (sideways() && !wrong.length) wrong.push('must be scrolled sideways when all is open')
    window.found = axe.run(document, {resultTypes: ['violations']}).then(found => wrong.concat(found.violations.map(
        one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | '))))
}"""
"""Starts to look, everything opened that can be: what is folded away is checked too."""


class Tab:
    """One tab of the browser, and the page it is looking at."""

    def __init__(self, context: Any) -> None:
        self._page = context.new_page()
        self._page.add_init_script(AXE)
        self._seen: Seen | None = None
        self._served = {"html": ""}
        self._page.route("**/*", self._serve)

    def _serve(self, route: Any) -> None:
        """Answer with the page, or with one of our own files; nothing else is there."""
        request = route.request
        if request.is_navigation_request():
            route.fulfill(body=self._served["html"], content_type="text/html; charset=utf-8")
            return
        path = request.url.removeprefix(f"{HOST}/static/").partition("?")[0]
        found = finders.find(path) if request.url.startswith(f"{HOST}/static/") else None
        if found:
            route.fulfill(path=str(found))
        else:
            route.fulfill(status=204)

    def open(self, seen: Seen) -> None:
        """Open a page and begin to look at it."""
        self._seen, self._served["html"] = seen, seen.html
        self._page.goto(f"{HOST}/", wait_until="load")
        self._page.evaluate(LOOK)

    def result(self) -> Iterator[tuple[Seen, list[str]]]:
        """Yield what was found on the page that was opened last, if any was."""
        if self._seen is not None:
            yield self._seen, self._page.evaluate("() => window.found")
        self._seen = None


def look(browser: Any, pages: Iterable[Seen], *, width: int) -> dict[str, list[str]]:
    """Return what is found on pages at a width, by the page's name."""
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    context.set_default_timeout(30_000)
    tabs = [Tab(context) for _ in range(TABS)]
    found: dict[str, list[str]] = {}
    for turn, seen in enumerate(pages):
        tab = tabs[turn % TABS]
        found |= {one.name: wrong for one, wrong in tab.result() if wrong}
        tab.open(seen)
    for tab in tabs:
        found |= {one.name: wrong for one, wrong in tab.result() if wrong}
    context.close()
    return found

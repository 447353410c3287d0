"""People before their screens: by mouse or by keyboard, with scripts or without, each page looked at as it comes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from journeys.stories.world import World

AXE = (Path(__file__).parents[2] / "assets/axe-4.14.1.min.js").read_text(encoding="utf-8")
FIND_FAULTS = """async () => (await axe.run(document)).violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | '))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NEXT = "main form button.govuk-button:not([type=button])"
IN_THE_STREET = {"latitude": 52.434800, "longitude": -4.562378}
"""Where everybody in these stories stands with their telephone."""
_LOOKED_AT: set[tuple[str, ...]] = set()
"""Pages that the checks of access have seen: each kind of page once a run and width is enough."""


class Screen:
    """One person's browser, with what they do most."""

    def __init__(self, page: Any, *, scripts: bool, who: str) -> None:
        self.page = page
        self._scripts = scripts
        self.who = who

    def go(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)
        self.look()

    def press(self, selector: str) -> None:
        """Press a button or link that leads to another page."""
        self.page.click(selector)
        self.look()

    def choose(self, *selectors: str) -> None:
        """Choose radios or boxes."""
        for selector in selectors:
            self.page.check(selector)

    def select(self, selector: str, text: str) -> None:
        """Choose one of a list that drops down."""
        self.page.select_option(selector, label=text)

    def write(self, selector: str, text: str) -> None:
        """Fill a field in."""
        self.page.fill(selector, text)

    def attach(self, selector: str, picture: Path) -> None:
        """Choose a file."""
        self.page.set_input_files(selector, str(picture))

    def next(self) -> None:
        """Go on to the next question."""
        self.press(f"{NEXT} >> nth=0")

    def answer(self, *values: str) -> None:
        """Answer a question that offers options, and go on."""
        self.choose(*(f"input[name=answer][value='{value}']" for value in values))
        self.next()

    @property
    def heading(self) -> str:
        """Return the page's heading."""
        return str(self.page.inner_text("h1")).strip()

    @property
    def text(self) -> str:
        """Return the words of the page."""
        return re.sub(r"\s+", " ", str(self.page.inner_text("main")))

    @property
    def reference(self) -> str:
        """Return the reference that the page shows."""
        return str(self.page.inner_text(".pr-reference >> nth=0")).strip()

    def look(self) -> None:
        """See that the page is a page of ours, fits the screen, and has nothing that the checks of access find."""
        self.page.wait_for_selector("h1")
        address = re.sub(r"[\w-]{16,}|[0-9A-Z]{8}|[0-9a-f-]{36}", "*", self.page.url.split("/", 3)[3])
        width = self.page.viewport_size["width"]
        seen = (address, self.heading, str(width), self.who)
        if seen in _LOOKED_AT:
            return
        _LOOKED_AT.add(seen)
        assert self.page.evaluate(SIDEWAYS) <= 0, f"{address} must be scrolled sideways at {width}"
        if self._scripts:
            self.page.evaluate(AXE)
            faults = self.page.evaluate(FIND_FAULTS)
            assert faults == [], f"{address}: {faults}"


class Keyboard(Screen):
    """Does all of it without a mouse."""

    def __init__(self, page: Any, *, scripts: bool, who: str) -> None:
        super().__init__(page, scripts=scripts, who=who)
        # Choosers are caught from the beginning. Where catching begins with the press, as `expect_file_chooser` has it,
        # the key may overtake it in a busy browser: the chooser opens, and a browser without a window cancels it.
        page.on("filechooser", lambda _: None)

    def _to(self, selector: str) -> None:
        wanted = self.page.locator(selector).first.element_handle()
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{selector} cannot be reached by keyboard on {self.page.url}")

    def _to_option(self, selector: str) -> None:
        """Come to an option: a box by Tab, a radio by Tab to its group and then by the arrows."""
        handle = self.page.locator(selector).first.element_handle()
        if handle.get_attribute("type") == "checkbox":
            self._to(selector)
            self.page.keyboard.press("Space")
            return
        name = handle.get_attribute("name")
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("[document.activeElement.type, document.activeElement.name]") == ["radio", name]:
                break
        for _ in range(20):
            if handle.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert handle.is_checked(), selector

    def press(self, selector: str) -> None:
        self._to(selector)
        before = self.page.evaluate("performance.timeOrigin")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)
        self.page.wait_for_load_state()
        self.look()

    def choose(self, *selectors: str) -> None:
        for selector in selectors:
            self._to_option(selector)

    def select(self, selector: str, text: str) -> None:
        self._to(selector)
        chosen = self.page.locator(f"{selector} option:checked")
        for _ in range(self.page.locator(f"{selector} option").count()):
            if chosen.inner_text() == text:
                return
            self.page.keyboard.press("ArrowDown")
        assert chosen.inner_text() == text

    def write(self, selector: str, text: str) -> None:
        self._to(selector)
        self.page.keyboard.type(text)

    def attach(self, selector: str, picture: Path) -> None:
        """Choose a file."""
        self._to(selector)
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Enter")
        asked.value.set_files(str(picture))


class Screens:
    """Opens screens and closes them at the end of the story."""

    def __init__(self, browser: Any, world: World) -> None:
        self._browser = browser
        self.world = world
        self._open: list[Any] = []

    def resident(
        self, *, who: str = "resident", width: int = 1280, scripts: bool = True, keyboard: bool = False
    ) -> Screen:
        """Open a browser that has never been here."""
        context = self._browser.new_context(
            base_url=self.world.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            bypass_csp=scripts,
            geolocation=IN_THE_STREET,
            permissions=["geolocation"],
        )
        context.set_default_timeout(30_000)
        self._open.append(context)
        return (Keyboard if keyboard else Screen)(context.new_page(), scripts=scripts, who=who)

    def staff(self, name: str) -> Screen:
        """Open the browser of a member of staff who has signed in, such as `sam.okafor`."""
        screen = self.resident(who=name)
        screen.page.context.add_cookies([self.world.session(name)])
        return screen

    def close(self) -> None:
        """Close them all."""
        for context in self._open:
            context.close()

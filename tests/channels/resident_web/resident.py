"""A resident with a browser that shows no pictures and runs no scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVICES = Path(__file__).parents[3] / "demo/services"
ADDRESS = {"line1": "1 Mill Lane", "line2": "", "town": "Haverstock", "postcode": "HV1 2AB"}
AMINA = {"name": "Amina Yusuf", "contact": "email", "email": "amina@example.com"}
MOBILE = "07700 900111"


def publish_demo() -> None:
    """Publish every service of the demo, as its first start does."""
    from portreeve.config.facts import COLLECTION
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.catalogue import api as catalogue

    report, _ = catalogue.publish_folder(
        folder=SERVICES, facts=(COLLECTION,), languages=("en", "cy"), by=system("tests"), at=clock.now()
    )
    assert report.publishable


def behaviour(what: str, *, afraid: str, who: dict[str, str]) -> tuple[dict[str, str], ...]:
    """Return a reply to each question about anti-social behaviour that happens today; `who` says who is reporting."""
    from portreeve.foundation.clock import api as clock

    today = clock.now()
    skip = {"action": "skip"}
    return (
        {"answer": "no"},
        {"answer": what},
        {"action": "manual"},
        {"text": "1 Mill Lane"},
        {"day": str(today.day), "month": str(today.month), "year": str(today.year)},
        skip,
        {"answer": "weekly"},
        skip,
        {"answer": "They shout at night."},
        skip,
        skip,
        {"answer": afraid},
        who,
    )


@dataclass
class Resident:
    """Fills in forms as a browser does: with every hidden field of the page they are on."""

    client: Any
    at: str = ""
    """Address of the page they are on."""
    page: str = ""

    def go(self, address: str) -> str:
        response = self.client.get(address, follow=True)
        if response.redirect_chain:
            address = response.redirect_chain[-1][0]
        self.at, self.page, self.status, self.headers = (
            address,
            response.content.decode(),
            response.status_code,
            response,
        )
        return self.page

    def post(self, address: str = "", **fields: Any) -> str:
        """Send a form of this page, with its revision and key."""
        hidden = {name: self.hidden(name) for name in ("revision", "key") if self.hidden(name)}
        response = self.client.post(address or self.at, {**hidden, **fields}, follow=True)
        if response.redirect_chain:
            self.at = response.redirect_chain[-1][0]
        self.page, self.status, self.headers = response.content.decode(), response.status_code, response
        return self.page

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return found[1] if found else ""

    @property
    def heading(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.page, re.DOTALL)
        return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""

    @property
    def title(self) -> str:
        return re.sub(r"\s+", " ", re.search(r"<title>(.*?)</title>", self.page, re.DOTALL)[1]).strip()

    @property
    def reference(self) -> str:
        return re.search(r'class="pr-reference">([\d ]+)<', self.page)[1]

    def start(self, service: str = "missed-bin", language: str = "", **fields: str) -> str:
        return self.post(f"{language}/s/{service}/start", **fields)

    def to_check(self, language: str = "", **start: str) -> str:
        """Answer every question of a missed bin, up to check answers."""
        self.start(language=language, **start)
        self.post(action="manual")
        for answer in (ADDRESS, {"answer": "refuse"}, {"answer": "out"}, {"action": "skip"}, AMINA):
            self.post(**answer)
        return self.page

    def send(self) -> str:
        return self.post(self.at.replace("/q/~check", "/send"))

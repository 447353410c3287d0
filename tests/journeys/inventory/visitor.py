"""Somebody before the site, in one language: opens pages and fills in forms as a browser without scripts does."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
OWN = {"csrfmiddlewaretoken"}


class Visitor:
    """A visitor with the page that is open."""

    def __init__(self, client: Client, language: str = "en") -> None:
        self.client, self.language = client, language
        self.response: Any = None
        self.at = ""

    def address(self, route: str, fields: dict[str, str]) -> str:
        """Return a route's address in the visitor's language."""
        return self.turned(reverse(route, kwargs=fields))

    def turned(self, address: str) -> str:
        """Return an address in the visitor's language."""
        if self.language == "en" or re.match(rf"/{self.language}(/|$)", address):
            return address
        return f"/{self.language}{address if address != '/' else ''}"

    @property
    def html(self) -> str:
        """The page that is open."""
        return str(self.response.content.decode()) if self.response is not None else ""

    @property
    def route(self) -> str:
        """The route that made the page."""
        match = self.response.wsgi_request.resolver_match
        return str(match.view_name) if match else ""

    def get(self, address: str) -> None:
        """Open an address and stay at what it answers."""
        self.at, self.response = address, self.client.get(self.turned(address))

    def go(self, address: str) -> None:
        """Open an address and follow where it leads."""
        self.response = self.client.get(self.turned(address), follow=True)
        self._arrived(self.turned(address))

    def post(self, address: str = "", **fields: Any) -> None:
        """Send a form of this page, with its hidden revision and key, and follow where that leads."""
        kept = {name: value for name, value in self.hidden().items() if name in {"revision", "key", "upload"}}
        kept["page_key"] = uuid4().hex  # as if the form's own page had just been opened
        to = self.turned(address or self.at)
        self.response = self.client.post(to, {**kept, **fields}, follow=True)
        self._arrived(to)

    def _arrived(self, asked: str) -> None:
        chain = self.response.redirect_chain
        self.at = chain[-1][0] if chain else asked

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of this page."""
        return {name: value for name, value in HIDDEN.findall(self.html) if name not in OWN}

    def found(self, pattern: str) -> str:
        """Return what stands in this page; fails where it does not."""
        match = re.search(pattern, self.html)
        assert match, f"{pattern} is not on {self.at}: {self.heading}"
        return match[1]

    @property
    def heading(self) -> str:
        """The page's first heading."""
        match = re.search(r"<h1[^>]*>(.*?)</h1>", self.html, re.DOTALL)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", match[1])).strip() if match else ""

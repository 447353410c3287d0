"""What every page knows: its language, the council's brand, its nonce, and the addresses of the other languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from markupsafe import Markup

from portreeve.foundation.config_types.api import council, installation
from portreeve.foundation.design import wording
from portreeve.foundation.design.brand import Brand, Told, brand, said
from portreeve.foundation.design.middleware import language_of, nonce_of

FOOTER = (
    ("frame.accessibility", "/accessibility-statement"),
    ("frame.privacy", "/privacy"),
    ("frame.cookies", "/cookies"),
    ("frame.contact", "/contact"),
    ("frame.performance", "/performance"),
)
"""The same help in the same place on all pages (WCAG 3.2.6)."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One entry of the language switch."""

    tag: str
    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Footer:
    """What the footer of every page says of the council. Nothing in it is of a person: it is laid out for everybody."""

    phone: Markup
    hours: str
    relay: bool
    counter: str
    counter_hours: str
    links: tuple[tuple[str, str], ...]
    """Key of the words, and address."""


class Page:
    """One page being made. Templates read it as `page`; the words are beside it as `w`."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request; all else is worked out when first asked for."""
        self.request = request
        self.language = language_of(request)
        self.path = request.path_info
        self._languages = council().languages

    @cached_property
    def w(self) -> wording.Words:
        """The words of the page's language."""
        return words(self.language)

    @cached_property
    def brand(self) -> Brand:
        """The council's brand."""
        return brand()

    @property
    def council(self) -> str:
        """The council's name, in the page's language."""
        return self.told(self.brand.name)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return self.w.direction

    @property
    def nonce(self) -> str:
        """The nonce that the policy of this response lets run."""
        return nonce_of(self.request)

    @property
    def demo(self) -> bool:
        """Whether this is the demo council."""
        return installation().demo

    @property
    def style(self) -> Markup:
        """The brand's custom properties; colours are checked to be colours when they are read."""
        return Markup(self.brand.properties())  # noqa: S704 - every value has passed `is_colour`

    def number(self, number: str) -> Markup:
        """Return a telephone number that is not broken over lines and reads left to right in every language."""
        return Markup('<span class="pr-number">{}</span>').format(number)

    def told(self, text: Told) -> str:
        """Return a text of the council's own in the page's language."""
        return said(text, self.language)

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """Return the address of a route in the page's language."""
        plain = not args and not kwargs
        return self.at(_route(name) if plain else reverse(name, args=args or None, kwargs=kwargs or None))

    def at(self, path: str, language: str = "") -> str:
        """Return a path of the site in a language; the first language has no prefix."""
        tag = language or self.language
        return path if tag == self._languages[0] else f"/{tag}{path if path != '/' else ''}"

    def switches(self, offered: tuple[str, ...] = ("en", "cy")) -> tuple[Switch, ...]:
        """Return the language switch: those languages the page is offered in that the council has."""
        query = self.request.META.get("QUERY_STRING", "") if self.request.method == "GET" else ""
        suffix = f"?{query}" if query else ""
        return tuple(
            Switch(tag, self.w.plain(f"frame.language.{tag}"), self.at(self.path, tag) + suffix, tag == self.language)
            for tag in self._languages
            if tag in offered
        )

    def notices(self) -> tuple[str, ...]:
        """Return today's notices in the page's language."""
        from portreeve.foundation.clock import api as clock  # has a table, so only once Django is set up

        today = clock.local(clock.now()).date()
        return tuple(self.told(n.text) for n in self.brand.notices if n.first <= today <= n.last)

    @property
    def footer(self) -> Footer:
        """What the page's footer says, in the page's language."""
        contact = self.brand.contact
        return Footer(
            phone=self.number(contact.phone) if contact.phone else Markup(),
            hours=self.told(contact.hours),
            relay=contact.relay,
            counter=self.told(contact.counter),
            counter_hours=self.told(contact.counter_hours),
            links=tuple((key, self.at(path)) for key, path in FOOTER),
        )


@cache
def _route(name: str) -> str:
    """Return the address of a route that takes nothing. Worked out once: every page names a dozen of them."""
    return reverse(name)


def packages() -> tuple[str, ...]:
    """Return the packages whose words and templates make the pages, from the settings."""
    return tuple(settings.PAGE_PACKAGES)


def words(language: str) -> wording.Words:
    """Return the words of a language over all pages."""
    return wording.words(language, packages())


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every template its `page` and its words `w` (a Django context processor).

    A channel whose forms all carry something of their own says what, as `request.form_field`.
    """
    page = Page(request)
    own = getattr(request, "form_field", Markup())
    token = SimpleLazyObject(lambda: _carried(request, own))  # one for the page, however many forms it has
    return {"page": page, "w": page.w, "csrf_input": token}


def _carried(request: HttpRequest, own: Markup) -> Markup:
    """Return the hidden fields of every form: Django's token, and the channel's own."""
    return Markup(csrf_input(request)) + own  # noqa: S704 - Django has escaped what is in it

"""Small middlewares: the strict content policy with its nonce, the language that an address begins with, clean text."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from portreeve.foundation.config_types.api import council

Answer = Callable[[HttpRequest], HttpResponse]


def nonce_of(request: HttpRequest) -> str:
    """Return this request's nonce, made when first asked for."""
    nonce: str | None = getattr(request, "csp_nonce", None)
    if nonce is None:
        nonce = secrets.token_urlsafe(18)
        request.csp_nonce = nonce  # type: ignore[attr-defined]
    return nonce


class ContentPolicy:
    """Says what a page may load and run: our own files, and what carries the nonce. Nothing inline, no eval."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add the policy unless the page has set a stricter one itself."""
        response = self.get_response(request)
        if "Content-Security-Policy" not in response:
            own = f"'self' 'nonce-{nonce_of(request)}'"
            response["Content-Security-Policy"] = "; ".join(
                (
                    "default-src 'none'",
                    f"script-src {own}",
                    f"style-src {own}",
                    "img-src 'self' data: blob:",
                    "connect-src 'self'",
                    "form-action 'self'",
                    "frame-ancestors 'none'",
                    "base-uri 'none'",
                )
            )
        response.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()")
        return response


def language_of(request: HttpRequest) -> str:
    """Return the language of this page: what its address begins with, else the council's first."""
    language: str | None = getattr(request, "language", None)
    return language or council().languages[0]


class Language:
    """Takes `/cy` off the address and remembers it, so that every route exists in every language of the council.

    The language is in the address and not in a cookie: a page can be sent to somebody else, found by a search engine
    and kept by a cache, and nothing has to be remembered about anybody.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language that the address begins with."""
        first, *others = council().languages
        tag, _, rest = request.path_info.lstrip("/").partition("/")
        request.language = tag if tag in others else first  # type: ignore[attr-defined]
        if tag in others:
            request.path_info = f"/{rest}"
        response = self.get_response(request)
        response.setdefault("Content-Language", language_of(request))
        return response


class CleanText:
    """Takes the one character out of what was sent that no keyboard types and no database keeps: NUL.

    It comes along where text is copied from a damaged document. Dropped here once, it breaks no page and loses no word.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request without it."""
        request.GET = _clean(request.GET)  # type: ignore[assignment]  # Django's types know no setter
        if request.method == "POST":
            request.POST = _clean(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def _clean(sent: QueryDict) -> QueryDict:
    """Return what was sent without NUL; the same object where there was none."""
    if not any("\0" in text for name, texts in sent.lists() for text in (name, *texts)):
        return sent
    clean = QueryDict(mutable=True)
    for name, texts in sent.lists():
        clean.setlist(name.replace("\0", ""), [text.replace("\0", "") for text in texts])
    return clean

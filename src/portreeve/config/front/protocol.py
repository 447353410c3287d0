"""What the web server hands us for each request (its RSGI interface), as far as we use it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Protocol

Headers = list[tuple[str, str]]
Said = Mapping[tuple[str, str], bytes]
"""Pages of refusals by language and kind; the council's first language is the empty text, as it is in addresses."""


class IncomingHeaders(Protocol):
    """The request's headers; names in small letters."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Return every header, repeated ones repeatedly."""

    def get(self, name: str) -> str | None:
        """Return one header."""


class Scope(Protocol):
    """What was asked."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str

    @property
    def headers(self) -> IncomingHeaders:
        """Return the headers."""


class Stream(Protocol):
    """An answer that is sent bit by bit."""

    async def send_bytes(self, data: bytes) -> None:
        """Send a bit; waits for slow readers, and raises when they have gone."""


class Connection(Protocol):
    """The way to read the body and to answer."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the body bit by bit."""

    async def client_disconnect(self) -> None:
        """Wait until the other side has gone."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer at once."""

    def response_stream(self, status: int, headers: Headers) -> Stream:
        """Begin an answer that is sent bit by bit."""

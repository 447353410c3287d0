"""A web server's side of one request, for tests of the front: what is asked, and what was answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field


@dataclass
class Headers:
    all: list[tuple[str, str]] = field(default_factory=list)

    def items(self) -> Iterable[tuple[str, str]]:
        return self.all

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.all if key == name), None)


@dataclass
class Scope:
    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    headers: Headers = field(default_factory=Headers)
    http_version: str = "1.1"
    server: str = "127.0.0.1:8000"
    client: str = "192.0.2.7:51000"
    scheme: str = "http"


class Gone(RuntimeError):
    """As the server's own: the other side has gone."""


class Stream:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def send_bytes(self, data: bytes) -> None:
        if self._connection.gone.is_set():
            raise Gone
        self._connection.sent += data
        await asyncio.sleep(self._connection.slowness)


class Connection:
    """Sends the body in the parts it is given, and keeps the answer."""

    def __init__(self, *parts: bytes, pause: float = 0.0, slowness: float = 0.0) -> None:
        self.parts, self.pause, self.slowness = parts, pause, slowness
        self.status = 0
        self.headers: dict[str, str] = {}
        self.sent = b""
        self.gone = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            await asyncio.sleep(self.pause)
            yield part

    async def client_disconnect(self) -> None:
        await self.gone.wait()

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.sent = status, dict(headers), body

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Stream:
        self.status, self.headers = status, dict(headers)
        return Stream(self)

    async def until(self, words: str, patience: float = 10.0) -> None:
        """Wait until these words were sent."""
        async with asyncio.timeout(patience):
            while words.encode() not in self.sent:
                await asyncio.sleep(0.01)

"""Hands requests for pages to Django in threads. A slow reader or writer holds memory or disk, never a thread."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from portreeve.config.front.environ import environ
from portreeve.config.front.protocol import Connection, Headers, Said, Scope
from portreeve.config.front.proxy import Networks

log = logging.getLogger("portreeve.front")
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

THREADS = 4
WAITING = 200
"""Requests that may wait for a thread in one worker; more are asked to come back."""
IN_MEMORY = 1_000_000
BODY_BYTES = 64_000_000
"""The largest body taken at all. What a question or an upload may hold is decided, and explained, behind this."""
BODY_SECONDS = 120
_CHUNK = 65_536
_TEXT = ("content-type", "text/plain; charset=utf-8")
_PAGE = (("content-type", "text/html; charset=utf-8"), ("content-security-policy", "default-src 'none'"))
_LATER = ("retry-after", "30")
_FULL = {errno.ENOSPC, errno.EDQUOT}
PLAIN = {
    "large": "That is too large to send.",
    "slow": "That took too long to arrive.",
    "busy": "Too many people are here at this moment. Try again in a minute.",
    "full": "There is no room to take that just now. Try again in a few minutes.",
    "broken": "Sorry, there is a problem with the service. Try again later.",
}
"""Said where no pages were made: the council's words are in these."""


@dataclass(slots=True)
class Answer:
    """What Django said, whole: small in memory, large in a temporary file."""

    status: int
    headers: Headers
    body: IO[bytes]
    length: int


class Refused(Exception):
    """A request that is answered here, before Django sees it."""

    def __init__(self, status: int, kind: str, *headers: tuple[str, str]) -> None:
        """Keep the answer; `kind` names its page."""
        super().__init__(kind)
        self.status, self.kind, self.headers = status, kind, headers


class Pages:
    """Answers requests with a WSGI application."""

    def __init__(self, application: Application, proxies: Networks = (), said: Said | None = None) -> None:
        """Take the application, the proxies that are ours, and what to say where the application cannot be asked."""
        self._application = application
        self._said = said or {}
        self._proxies = proxies
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        self._waiting = 0

    async def answer(self, scope: Scope, connection: Connection) -> None:
        """Answer one request. Whatever goes wrong, the other side gets an answer."""
        try:
            with await _body(scope, connection) as body:
                answer = await self._ask(environ(scope, body, _size(body), self._proxies))
            with answer.body:
                await _send(connection, answer)
        except Refused as no:
            self._refuse(scope, connection, no)

    def _refuse(self, scope: Scope, connection: Connection, no: Refused) -> None:
        """Say why not, in the language that the address begins with."""
        tag = scope.path.lstrip("/").partition("/")[0]
        page = self._said.get((tag, no.kind)) or self._said.get(("", no.kind))
        if page is None:
            connection.response_bytes(no.status, [*no.headers, _TEXT], PLAIN[no.kind].encode())
        else:
            connection.response_bytes(no.status, [*no.headers, *_PAGE], page)

    def warm_up(self, path: str, host: str) -> None:
        """Ask for a page, by a name that we answer to, and throw the answer away: what pages share is then loaded."""
        copy_context().run(
            self._call,
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "SERVER_NAME": host,
                "SERVER_PORT": "80",
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.input": BytesIO(),
                "wsgi.url_scheme": "http",
            },
        ).body.close()

    async def _ask(self, request: dict[str, Any]) -> Answer:
        if self._waiting >= WAITING:
            raise Refused(503, "busy", _LATER)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._call, request)
        except Exception as error:
            log.exception("page_failed")
            raise Refused(500, "broken") from error
        finally:
            self._waiting -= 1

    def _call(self, request: dict[str, Any]) -> Answer:
        """Run the application to its end, so that the thread is free however slowly the answer is read."""
        begun: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, _error: object = None) -> None:
            begun[:] = [(int(status[:3]), [(name.lower(), value) for name, value in headers])]

        parts = self._application(request, start_response)
        body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by whoever sends it
        try:
            for part in parts:
                body.write(part)
        except BaseException:
            body.close()
            raise
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        return Answer(*begun[0], body, body.tell())


async def _body(scope: Scope, connection: Connection) -> IO[bytes]:
    """Read the whole body. Raises Refused when it is too large or too slow."""
    declared = scope.headers.get("content-length") or "0"
    if scope.method in {"GET", "HEAD"} and declared == "0":
        return BytesIO()
    too_large = Refused(413, "large")
    if not declared.isdigit() or int(declared) > BODY_BYTES:
        raise too_large
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by the caller
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in connection:
                body.write(part)
                if body.tell() > BODY_BYTES:
                    raise too_large
    except BaseException as problem:
        body.close()
        if isinstance(problem, TimeoutError):
            raise Refused(408, "slow") from problem
        if isinstance(problem, OSError) and problem.errno in _FULL:
            log.error("no_room")  # noqa: TRY400 - its trace says nothing more
            raise Refused(503, "full", _LATER) from problem
        raise
    return body


def _size(body: IO[bytes]) -> int:
    size = body.tell()
    body.seek(0)
    return size


async def _send(connection: Connection, answer: Answer) -> None:
    answer.body.seek(0)
    if answer.length <= IN_MEMORY:
        connection.response_bytes(answer.status, answer.headers, answer.body.read())
        return
    stream = connection.response_stream(answer.status, answer.headers)
    while part := answer.body.read(_CHUNK):
        await stream.send_bytes(part)

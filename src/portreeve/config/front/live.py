"""Live updates for the desk: one stream for each browser, fed by the relay's notices through PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, TypeVarTuple
from uuid import UUID

import psycopg

from portreeve.config.database_address import conninfo
from portreeve.config.front import hearing
from portreeve.config.front.listeners import RESYNC, Interest, Listener, Listeners, Notice
from portreeve.config.front.protocol import Connection, Scope, Stream
from portreeve.foundation.outbox.api import LIVE_CHANNEL

Found = TypeVar("Found")
Arguments = TypeVarTuple("Arguments")
log = logging.getLogger("portreeve.live")
PING = 15.0
GATHER = 0.05
"""Seconds in which notices are gathered, so that a burst asks the database once."""
_RETRY = 2.0
_EVENT_STREAM = [
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-accel-buffering", "no"),
    ("x-content-type-options", "nosniff"),
]


class Live:
    """The hub of one process: a connection that listens, and the streams of those who are told."""

    def __init__(self) -> None:
        """Begin with nobody; `start` opens the connection."""
        self.listeners = Listeners()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="live")
        self._hub: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start to listen, on the running event loop, once somebody wants to hear."""
        if self._hub is None or self._hub.done():
            self._hub = asyncio.get_running_loop().create_task(self._listen())

    async def answer(self, scope: Scope, connection: Connection) -> None:
        """Answer one request for a stream, and keep it until the other side or the session goes."""
        key = hearing.session_key(scope.headers.get("cookie") or "")
        actor = await self._in_thread(hearing.member_of_staff, key) if key else None
        if actor is None:
            connection.response_bytes(403, [("content-type", "text/plain")], b"Sign in to the desk first.")
            return
        self.start()
        listener = Listener(actor, key, Interest.asked(scope.query_string))
        self.listeners.add(listener)
        gone = asyncio.ensure_future(connection.client_disconnect())
        try:
            if scope.headers.get("last-event-id"):
                listener.tell(RESYNC)
            await self._stream(connection.response_stream(200, _EVENT_STREAM), listener, gone)
        except (RuntimeError, OSError):
            return  # the other side has gone
        finally:
            gone.cancel()
            self.listeners.remove(listener)

    async def _stream(self, stream: Stream, listener: Listener, gone: asyncio.Future[None]) -> None:
        await stream.send_bytes(b"retry: 3000\nevent: hello\ndata: {}\n\n")
        replaced = asyncio.ensure_future(listener.replaced.wait())
        try:
            while not gone.done():
                waiting = asyncio.ensure_future(listener.waiting.get())
                heard: set[asyncio.Future[Any]] = {waiting, gone, replaced}
                done, _ = await asyncio.wait(heard, timeout=PING, return_when=asyncio.FIRST_COMPLETED)
                if waiting in done:
                    await stream.send_bytes(_told(waiting.result()))
                    continue
                waiting.cancel()
                if replaced in done:
                    await stream.send_bytes(b"event: replaced\ndata: {}\n\n")
                    return
                if not done and not await self._still_welcome(stream, listener):
                    return
        finally:
            replaced.cancel()

    async def _still_welcome(self, stream: Stream, listener: Listener) -> bool:
        """Ping, and look again at who this is: a session may have ended, or grants been taken."""
        actor = await self._in_thread(hearing.member_of_staff, listener.session)
        if actor is None:
            await stream.send_bytes(b"event: signed-out\ndata: {}\n\n")
            return False
        listener.actor = actor
        await stream.send_bytes(b": ping\n\n")
        return True

    async def _listen(self) -> None:
        """Hear the relay for as long as the process lives; after a gap everyone is told to look again."""
        while True:
            try:
                await self._hear()
            except psycopg.Error as error:
                log.warning("live_lost_the_database", extra={"error": type(error).__name__})
            except Exception:
                log.exception("live_failed")
            await asyncio.sleep(_RETRY)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(conninfo(), autocommit=True) as connection:
            await connection.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(LIVE_CHANNEL)))
            self.listeners.tell_all_to_resync()
            while True:
                notices = [_notice(n.payload) async for n in connection.notifies(timeout=PING, stop_after=1)]
                if notices:
                    notices += [_notice(n.payload) async for n in connection.notifies(timeout=GATHER)]
                    await self._tell([notice for notice in dict.fromkeys(notices) if notice])
                else:
                    await connection.execute("SELECT 1")  # a connection that died silently is noticed

    async def _tell(self, notices: list[Notice]) -> None:
        for actor, subjects in self.listeners.circles(notices):
            may_hear = await self._in_thread(hearing.allowed, subjects, actor)
            self.listeners.tell(notices, actor.grants, may_hear)

    async def _in_thread(self, what: Callable[[*Arguments], Found], *arguments: *Arguments) -> Found:
        return await asyncio.get_running_loop().run_in_executor(self._threads, what, *arguments)


def _notice(payload: str) -> Notice | None:
    """Read what the relay said; None for what is not a notice."""
    try:
        said = json.loads(payload)
        return Notice(kind=str(said["kind"]), subject=UUID(said["subject"]))
    except (ValueError, TypeError, KeyError):
        return None


def _told(notice: Notice | None) -> bytes:
    """Return a notice as a server-sent event. Its id only says that there was one: a reader who returns looks again."""
    at = time.time_ns() // 1_000_000
    if notice is RESYNC:
        return f"id: {at}\nevent: resync\ndata: {{}}\n\n".encode()
    data = json.dumps({"kind": notice.kind, "subject": str(notice.subject)})
    return f"id: {at}\nevent: change\ndata: {data}\n\n".encode()

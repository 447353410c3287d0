"""Live updates with the database: rights, sessions and a server that goes away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connections

from fake_rsgi import Connection, Headers, Scope
from portreeve.config import wiring
from portreeve.config.database_address import conninfo
from portreeve.config.front import live
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.api import Account
from portreeve.foundation.clock import api as clock
from portreeve.foundation.outbox.api import LIVE_CHANNEL
from portreeve.foundation.pure.actor import Actor, system

pytestmark = pytest.mark.django_db(transaction=True)

SEEN: UUID = uuid4()
HIDDEN: UUID = uuid4()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ping often, and let everyone hear of one case and nobody of the other."""
    monkeypatch.setattr(live, "PING", 0.3)
    monkeypatch.setattr(live, "_RETRY", 0.1)

    def case(ids: frozenset[UUID], _actor: Actor) -> frozenset[UUID]:
        return ids & {SEEN}

    monkeypatch.setattr(wiring, "hearings", lambda: {"case": case})


@pytest.fixture
def priya() -> Account:
    by, at = system("test"), clock.now()
    made = accounts.create_account(email="priya.nair@haverstock.example", name="Priya Nair", by=by, at=at)
    return Account.objects.get(pk=made)


@pytest.fixture
def session(priya: Account) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(priya.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = priya.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def asked(session: str, *more: tuple[str, str], query: str = "") -> Scope:
    cookie = ("cookie", f"{settings.SESSION_COOKIE_NAME}={session}")
    return Scope(path="/desk/live", query_string=query, headers=Headers([cookie, *more]))


def listening(scope: Scope, then: Callable[[Connection], Awaitable[None]]) -> Connection:
    """Open a stream, do something, and go away."""

    async def run() -> Connection:
        hub, connection = live.Live(), Connection()
        stream = asyncio.create_task(hub.answer(scope, connection))
        try:
            await then(connection)
            connection.gone.set()
            await asyncio.wait_for(stream, 10)
            assert len(hub.listeners) == 0
        finally:
            stream.cancel()
            if hub._hub is not None:
                hub._hub.cancel()
                await asyncio.gather(hub._hub, return_exceptions=True)
            await hub._in_thread(connections.close_all)
            await hub._in_thread(connections.close_all)
            hub._threads.shutdown()
        return connection

    return asyncio.run(run())


def notify(*payloads: str) -> None:
    with psycopg.connect(conninfo(), autocommit=True) as database:
        for payload in payloads:
            database.execute("SELECT pg_notify(%s, %s)", [LIVE_CHANNEL, payload])


def said(kind: str, subject: UUID) -> str:
    return f'{{"kind": "{kind}", "subject": "{subject}"}}'


def test_staff_hear_by_id_of_what_they_may_and_of_nothing_else(session: str) -> None:
    async def then(connection: Connection) -> None:
        await connection.until("event: resync")
        await asyncio.to_thread(
            notify, "not even json", said("case.opened", HIDDEN), said("other.thing", SEEN), said("case.opened", SEEN)
        )
        await connection.until("event: change")

    sent = listening(asked(session), then).sent.decode()
    assert str(SEEN) in sent
    assert str(HIDDEN) not in sent
    assert "other.thing" not in sent


def test_whoever_is_not_signed_in_is_refused() -> None:
    async def then(connection: Connection) -> None:
        async with asyncio.timeout(10):
            while not connection.status:
                await asyncio.sleep(0.01)

    assert listening(asked("forged"), then).status == 403
    assert listening(Scope(path="/desk/live"), then).status == 403


def test_a_stream_ends_when_the_session_does(session: str) -> None:
    async def then(connection: Connection) -> None:
        await connection.until("event: hello")
        await asyncio.to_thread(_end, session)
        await connection.until("event: signed-out")

    listening(asked(session), then)


def test_a_stream_ends_when_the_account_is_closed(session: str, priya: Account) -> None:
    async def then(connection: Connection) -> None:
        await connection.until("event: hello")
        await asyncio.to_thread(_close, priya)
        await connection.until("event: signed-out")

    listening(asked(session), then)


def test_an_idle_stream_is_kept_open_by_pings(session: str) -> None:
    async def then(connection: Connection) -> None:
        await connection.until(": ping")

    listening(asked(session), then)


def test_whoever_comes_back_is_told_to_look_again(session: str) -> None:
    async def then(connection: Connection) -> None:
        await connection.until("event: resync")

    listening(asked(session, ("last-event-id", "1")), then)


def test_after_the_database_went_away_everyone_is_told_to_look_again(session: str) -> None:
    async def then(connection: Connection) -> None:
        await connection.until("event: resync")
        connection.sent = b""
        await asyncio.to_thread(_cut)
        await connection.until("event: resync")
        connection.sent = b""
        await asyncio.to_thread(notify, said("case.opened", SEEN))
        await connection.until(str(SEEN))

    listening(asked(session), then)


def _end(session: str) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore(session).delete()
    connections.close_all()


def _close(account: Account) -> None:
    account.is_active = False
    account.save()
    connections.close_all()


def _cut() -> None:
    """End the connection that listens, as a restart of the server would."""
    with psycopg.connect(conninfo(), autocommit=True) as database:
        cut = database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' OR query = 'SELECT 1'"
            " AND datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
        assert cut

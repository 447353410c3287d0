"""The bridge between the web server and Django."""

from __future__ import annotations

import asyncio
import errno
import threading
from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any

import pytest

from fake_rsgi import Connection, Headers, Scope
from portreeve.config.front import pages
from portreeve.config.front.environ import environ
from portreeve.config.front.pages import Pages


def echo(request: dict[str, Any], start: Any) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain"), ("X-Length", request.get("CONTENT_LENGTH", "none"))])
    return [request["wsgi.input"].read(), request["PATH_INFO"].encode("latin-1")]


def ask(application: Any, scope: Scope, *parts: bytes, **options: float) -> Connection:
    async def run() -> Connection:
        connection = Connection(*parts, **options)
        await Pages(application).answer(scope, connection)
        return connection

    return asyncio.run(run())


def test_a_body_in_parts_arrives_whole_with_its_length() -> None:
    answer = ask(echo, Scope(method="POST", path="/r"), b"one ", b"two")
    assert (answer.status, answer.sent, answer.headers["x-length"]) == (200, b"one two/r", "7")


def test_paths_in_welsh_and_arabic_arrive_as_they_were_typed() -> None:
    answer = ask(echo, Scope(path="/gwasanaethau/t%C5%B7/%D8%AD%D9%81%D8%B1%D8%A9"))
    assert answer.sent.decode() == "/gwasanaethau/tŷ/حفرة"


def through(*headers: tuple[str, str], client: str = "192.0.2.7:51000", proxy: str = "192.0.2.0/29") -> dict[str, Any]:
    with pages.SpooledTemporaryFile() as body:
        networks = (ip_network(proxy),) if proxy else ()
        return environ(Scope(headers=Headers([*headers]), client=client), body, 0, networks)


SAID = (("x-forwarded-proto", "https"), ("x-forwarded-for", "10.9.9.9, 203.0.113.5"))


def test_our_own_proxy_says_who_asks_and_that_it_was_https() -> None:
    found = through(*SAID)
    assert (found["REMOTE_ADDR"], found["wsgi.url_scheme"]) == ("203.0.113.5", "https")
    assert through(*SAID, client="[::ffff:192.0.2.1]:99")["REMOTE_ADDR"] == "203.0.113.5"
    assert through(("x-forwarded-for", "[2001:db8::5]:443"))["REMOTE_ADDR"] == "2001:db8::5"
    assert through(("x-forwarded-for", "203.0.113.5:1234"))["REMOTE_ADDR"] == "203.0.113.5"
    assert through(("x-forwarded-for", "<script>"))["REMOTE_ADDR"] == "192.0.2.7"
    assert through(("x-forwarded-proto", "http"))["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize("where", [{"client": "198.51.100.9:5"}, {"proxy": ""}])
def test_nobody_else_says_who_asks(where: dict[str, str]) -> None:
    more = (("x-forwarded-host", "evil.example"), ("forwarded", "for=10.0.0.1"), ("x-real-ip", "10.0.0.1"))
    found = through(*SAID, *more, **where)
    assert found["REMOTE_ADDR"] == where.get("client", "192.0.2.7:").partition(":")[0]
    assert found["wsgi.url_scheme"] == "http"
    assert {name for name in found if "FORWARDED" in name or "REAL" in name} == {"HTTP_X_FORWARDED_FOR"}
    assert found["HTTP_X_FORWARDED_FOR"] == "unknown", "that it came through somebody is still seen"


def test_a_header_that_imitates_the_proxys_is_dropped() -> None:
    headers = Headers(
        [("x_forwarded_for", "10.0.0.1"), ("x-forwarded-for", "192.0.2.1"), ("cookie", "a=1"), ("cookie", "b=2")]
    )
    with pages.SpooledTemporaryFile() as body:
        found = environ(Scope(headers=headers), body, 0)
    assert found["HTTP_X_FORWARDED_FOR"] == "unknown"
    assert found["HTTP_COOKIE"] == "a=1; b=2"
    assert found["REMOTE_ADDR"] == "192.0.2.7"


@pytest.mark.parametrize("declared", ["99999999999", "many", "-1"])
def test_a_body_declared_too_large_or_strangely_is_refused_unread(declared: str) -> None:
    scope = Scope(method="POST", headers=Headers([("content-length", declared)]))
    assert ask(echo, scope, b"x").status == 413


def test_a_body_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BODY_BYTES", 10)
    assert ask(echo, Scope(method="POST"), b"123456", b"789012").status == 413


def test_a_refusal_is_said_in_the_language_that_the_address_begins_with() -> None:
    said = {("", "large"): b"<h1>That is too much to send</h1>", ("cy", "large"): b"<h1>Mae hynny'n ormod</h1>"}
    headers = Headers([("content-length", "99999999999")])

    async def run(path: str) -> Connection:
        connection = Connection()
        await Pages(echo, (), said).answer(Scope(method="POST", path=path, headers=headers), connection)
        return connection

    for path, words in (("/s/x", b"too much"), ("/cy/s/x", b"ormod"), ("/klingon", b"too much")):
        connection = asyncio.run(run(path))
        assert connection.status == 413
        assert words in connection.sent
        assert connection.headers["content-security-policy"] == "default-src 'none'"


def test_a_body_that_finds_no_room_on_the_disk_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(pages.SpooledTemporaryFile):  # type: ignore[type-arg]
        """Goes over to a device on which there is never room, as a temporary folder can be."""

        def rollover(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pages, "IN_MEMORY", 4)
    monkeypatch.setattr(pages, "SpooledTemporaryFile", FullDisk)
    connection = ask(echo, Scope(method="POST"), b"123456", b"789012")
    assert connection.status == 503
    assert b"no room" in connection.sent
    assert connection.headers["retry-after"] == "30"


def test_a_body_that_comes_too_slowly_is_refused_and_holds_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BODY_SECONDS", 0.1)
    before = set(threading.enumerate())
    assert ask(echo, Scope(method="POST"), b"a", b"b", b"c", pause=0.08).status == 408
    assert [t.name for t in set(threading.enumerate()) - before if t.name.startswith("page")] == []


def test_a_large_answer_is_sent_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "IN_MEMORY", 1000)

    def large(_request: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        return (b"x" * 1000 for _ in range(200))

    assert len(ask(large, Scope()).sent) == 200_000


def test_an_application_that_breaks_is_answered_with_an_apology(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_request: dict[str, Any], _start: Any) -> Iterable[bytes]:
        raise ValueError("not for the public")

    answer = ask(broken, Scope())
    assert answer.status == 500
    assert b"not for the public" not in answer.sent


def test_when_too_many_wait_the_next_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "WAITING", 2)
    go = threading.Event()

    def slow(request: dict[str, Any], start: Any) -> Iterable[bytes]:
        go.wait(5)
        return echo(request, start)

    async def run() -> list[int]:
        served = Pages(slow)
        connections = [Connection() for _ in range(3)]
        tasks = [asyncio.create_task(served.answer(Scope(), connection)) for connection in connections]
        await asyncio.sleep(0.1)
        go.set()
        await asyncio.gather(*tasks)
        return sorted(connection.status for connection in connections)

    assert asyncio.run(run()) == [200, 200, 503]


def test_the_applications_answer_is_closed() -> None:
    closed = []

    class Answer(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def application(_request: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("204 No Content", [])
        return Answer([b""])

    assert ask(application, Scope()).status == 204
    assert closed == [True]

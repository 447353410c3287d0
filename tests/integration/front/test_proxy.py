"""A person's form, sent through the council's proxy with TLS, reaches Django as what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from fake_rsgi import Headers, Scope
from portreeve.config.front.environ import environ

PROXY = (ip_network("192.0.2.7"),)
BY_PROXY = [("host", "localhost"), ("x-forwarded-proto", "https"), ("x-forwarded-for", "203.0.113.5")]


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """Keep the test's connection over several requests, as Django's own test client does."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def ask(one_connection: None, settings: Any) -> Any:
    settings.SECURE_HSTS_SECONDS = 60
    application = get_wsgi_application()

    def asked(method: str, proxies: Any, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], str]:
        found: list[Any] = []
        more = [(name.replace("_", "-"), value) for name, value in headers.items()]
        scope = Scope(method=method, path="/track", headers=Headers([*BY_PROXY, *more]))
        request = environ(scope, BytesIO(body), len(body), proxies)
        parts = application(request, lambda status, said: found.extend((int(status[:3]), dict(said))))
        return found[0], found[1], b"".join(parts).decode()

    return asked


def sent(ask: Any, proxies: Any) -> int:
    """Open a page and send its form, as a browser does that sees https; return the status."""
    _, headers, page = ask("GET", proxies)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # type: ignore[index]
    body = urlencode({"csrfmiddlewaretoken": token, "reference": "12345678901", "detail": "x@example.com"}).encode()
    cookie = headers["Set-Cookie"].partition(";")[0]
    kind = "application/x-www-form-urlencoded"
    more = {"origin": "https://localhost", "referer": "https://localhost/track", "cookie": cookie, "content_type": kind}
    status: int = ask("POST", proxies, body, **more)[0]
    return status


def test_a_form_sent_by_https_through_our_proxy_is_taken_and_strangers_are_not_believed(ask: Any) -> None:
    assert sent(ask, PROXY) == 200
    assert sent(ask, ()) == 403, "nobody vouches for https: the page does not know itself as its own origin"


def test_browsers_are_told_to_stay_with_https(ask: Any) -> None:
    assert ask("GET", PROXY)[1]["Strict-Transport-Security"].startswith("max-age=60")
    assert "Strict-Transport-Security" not in ask("GET", ())[1]


def test_each_person_behind_the_proxy_is_counted_by_themselves(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from portreeve.foundation.limits import api as limits

    counted: list[str] = []

    def allow(*, route: str, keys: dict[str, str], at: object) -> bool:
        counted.append(keys["address"])
        return True

    monkeypatch.setattr(limits, "allow", allow)
    sent(ask, PROXY)
    assert counted == ["203.0.113.5"]

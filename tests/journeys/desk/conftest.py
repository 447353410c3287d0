"""The desk served with a day's work on it, and a browser before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
DEMO = Path(__file__).parents[3] / "demo"


@dataclass
class Work:
    """What is on the desk, by the addresses of its pages."""

    cast: Any
    case: str
    private: str
    person: str
    change: str


@pytest.fixture
def work(live_server: Any, transactional_db: None, settings: Any) -> Iterator[Work]:
    """Put a day's work on the desk: staff, people, cases at several stages, a change and a failed event."""
    from channels.resident_web.resident import publish_demo
    from integration.cases.scene import make_cast, opener, publish_services
    from portreeve.foundation.accounts import loading
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    clock.set_for_demo(NOW)
    loading.load_staff(folder=DEMO, by=system("tests"), at=NOW, demo_password="quayside demo")
    publish_services()
    publish_demo()
    cast, open_one = make_cast(), opener()
    late = open_one(cast.amina)
    private = open_one(cast.gwen, service="anti-social-behaviour")
    for _ in range(3):
        open_one(cast.dorothy)
    _words_on(late.case)
    yield Work(
        cast,
        f"/desk/cases/{late.public_id}",
        f"/desk/cases/{private.public_id}",
        f"/desk/people/{cast.dorothy}",
        f"/desk/changes/{_change(cast)}",
    )
    clock.set_for_demo(None)


def _words_on(case: Any) -> None:
    """Write long and short things on a case."""
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.types import Audience

    by = system("tests")
    long = "The sofa stands behind the flats and can only be reached from the lane. " * 6 + "w" * 90
    cases.note(case=case, text=long, by=by, at=NOW)
    cases.update(case=case, text="We have seen it.", audience=Audience.REPORTERS, by=by, at=NOW)


def _change(cast: Any) -> Any:
    """Register a change of address that two holders must hear of, and an event that could not be taken."""
    from portreeve.foundation.outbox.models import Letter, OutboxEvent
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.people import api as people
    from portreeve.modules.people.types import NewRegistration

    by = system("tests")
    for code, name in (("roll", "Electoral roll"), ("library", "Libraries and the mobile library van")):
        mailbox = f"{code}@haverstock.example"
        people.set_holder(
            code=code, name=name, mailbox=mailbox, promise="5 working days", team="registrations", by=by, at=NOW
        )
    details = {"New address": "9 Castle Road\nHaverstock\nHV1 2AB", "From": "1 December 2026"}
    new = NewRegistration(
        service="change-of-address",
        version="",
        holders=("roll", "library"),
        subject=cast.amina,
        told=cast.amina,
        details=details,
        key="one",
    )
    made = people.register_change(change=new, by=by, at=NOW)
    event = OutboxEvent.objects.order_by("id").first()
    assert event
    Letter.objects.create(
        handler="insight.count",
        event=event,
        subject=event.subject,
        state="dead",
        attempts=8,
        since=NOW,
        next_at=NOW,
        error="ValueError at insight/operations/counting.py:41 count",
    )
    return made.id


@pytest.fixture
def signed_in(browser: Any, live_server: Any, work: Work) -> Iterator[Callable[..., Any]]:
    """Return what opens a page for a member of the cast: `signed_in("sam.okafor", width=320)`."""
    from django.conf import settings
    from django.test import Client

    from portreeve.foundation.accounts.models import Account

    opened = []

    def new(name: str, **options: Any) -> Any:
        width = options.pop("width", 1280)
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, bypass_csp=True, **options
        )
        context.set_default_timeout(15_000)
        if name:
            client = Client()
            client.force_login(Account.objects.get(email=f"{name}@haverstock.example"))
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server.url)}])
        opened.append(context)
        return context.new_page()

    yield new
    for context in opened:
        context.close()

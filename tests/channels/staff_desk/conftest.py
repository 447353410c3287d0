"""The demo's staff, services and people, for the tests of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from integration.cases.scene import Cast, Open


@pytest.fixture
def cast(db: None) -> Cast:
    from integration.cases.scene import make_cast

    return make_cast()


@pytest.fixture
def open_one(db: None) -> Open:
    from integration.cases.scene import opener, publish_services

    publish_services()
    return opener()


@pytest.fixture
def staff(db: None, settings: Any) -> None:
    from datetime import UTC, datetime
    from pathlib import Path

    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.pure.actor import system

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    demo = Path(__file__).parents[3] / "demo"
    accounts.load_staff(folder=demo, by=system("tests"), at=at, demo_password="quayside demo")


@pytest.fixture
def as_staff(staff: None) -> Callable[[str], Client]:
    """Return what signs a member of the cast in."""

    def sign_in(name: str) -> Client:
        from channels.staff_desk.browser import Browser
        from portreeve.foundation.accounts.models import Account

        client = Browser()
        client.force_login(Account.objects.get(email=f"{name}@haverstock.example"))
        return client

    return sign_in


@pytest.fixture(autouse=True)
def monday_morning(db: None) -> Any:
    from datetime import UTC, datetime

    from portreeve.foundation.clock import api as clock

    clock.set_for_demo(datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
    yield
    clock.set_for_demo(None)


@pytest.fixture
def services(db: None) -> None:
    from channels.resident_web.resident import publish_demo

    publish_demo()

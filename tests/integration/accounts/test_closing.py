"""Closing the account of somebody who has left, from the command line."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner, Result

from portreeve.config.command_line import staff
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.pure.actor import system

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def this_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the database of the test."""
    monkeypatch.setattr(staff, "with_database", nullcontext)


def close(email: str) -> Result:
    return CliRunner().invoke(staff.app, ["close", email])


@pytest.mark.parametrize("email", ["sam@strasse.example", "sam@straße.example"])
def test_the_account_closed_is_the_one_that_signs_in_with_this_address(email: str) -> None:
    ids = {
        name: accounts.create_account(email=name, name="Sam Okafor", by=system("tests"), at=AT)
        for name in ("sam@strasse.example", "sam@straße.example")
    }
    assert close(f" {email.replace('sam', 'SAM')} ").exit_code == 0
    active = {name: accounts.account(id).active for name, id in ids.items()}
    assert active == {name: name != email for name in ids}


def test_an_address_that_nobody_has_closes_nothing() -> None:
    sam = accounts.create_account(email="sam@example.com", name="Sam Okafor", by=system("tests"), at=AT)
    assert close("sam@example.org").exit_code != 0
    assert accounts.account(sam).active

"""Somebody who has left is closed from the command line: out at once, and in by no way again."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client
from typer.testing import CliRunner, Result

from portreeve.config.command_line import staff as commands
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.pure.actor import system

pytestmark = pytest.mark.django_db
TOM = "tom.fletcher@haverstock.example"


@pytest.fixture
def tom(monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setattr(commands, "with_database", nullcontext)  # the test has its own
    at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    return accounts.create_account(email=TOM, name="Tom Fletcher", by=system("tests"), at=at)


def run(*words: str) -> Result:
    return CliRunner().invoke(commands.app, list(words))


def test_whoever_is_closed_is_out_at_once(tom: UUID, client: Client) -> None:
    client.force_login(accounts.Account.objects.get(pk=tom))
    assert client.get("/desk/").status_code == 403, "known, though nobody has given them a grant yet"
    done = run("close", TOM.upper())
    assert (done.exit_code, done.stdout) == (0, "Closed. Take them out of staff.yaml too.\n")
    assert client.get("/desk/").status_code == 302
    assert not json.loads(run("list", "--json").stdout)[0]["active"]
    assert "(closed)" in run("list").stdout


def test_closing_twice_is_closing_once(tom: UUID) -> None:
    assert [run("close", TOM).exit_code for _ in range(2)] == [0, 0]
    assert AuditEntry.objects.filter(act="account.deactivated", subject=tom).count() == 1


def test_an_address_without_an_account_is_said(tom: UUID) -> None:
    wrong = run("close", "nobody@haverstock.example")
    assert wrong.exit_code == 2
    assert accounts.account(tom).active

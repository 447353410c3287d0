"""Somebody begins by their link at the very moment at which their account is closed, or the link used a second time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.inviting import use_invitation
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.pure.actor import system

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY = system("tests")
DEMO = Path(__file__).parents[3] / "demo"


def invited() -> tuple[UUID, str]:
    """Return somebody new, and the token of the link that they were sent."""
    new = accounts.NewColleague(email="sam@example.com", name="Sam Okafor", language="en")
    sam = accounts.add_colleague(new=new, folder=DEMO, by=BY, at=AT)
    made = accounts.make_invitation_token(account=sam, by=BY, at=AT)
    assert made is not None
    return sam, made[0]


def begin(token: str, between: Callable[[], None] = lambda: None) -> None:
    """Use a link up and write when its owner signed in, in one transaction, as the desk does."""
    with transaction.atomic():
        account = use_invitation(token=token, by=BY, at=AT)
        between()
        Account.objects.filter(id=account.id).update(last_login=AT)


def until_somebody_waits() -> None:
    """Wait until one transaction is held up by another, as the database sees it."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees what it saw before
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.01)
    pytest.fail("Nobody waited.")


class Beside(threading.Thread):
    """Does something at the same time, on a connection of its own, and keeps what came of it."""

    def __init__(self, do: Callable[[], Any]) -> None:
        super().__init__()
        self.do, self.failed = do, None  # type: Callable[[], Any], Exception | None

    def run(self) -> None:
        try:
            self.do()
        except Exception as error:  # noqa: BLE001 - looked at by the test
            self.failed = error
        finally:
            connections.close_all()


@pytest.mark.parametrize("change", [accounts.deactivate, accounts.reset_sign_in, accounts.invite])
def test_who_changes_an_account_waits_for_its_owner_who_is_beginning(change: Any) -> None:
    sam, token = invited()
    other = Beside(lambda: change(account=sam, by=BY, at=AT))

    def meets() -> None:
        other.start()
        until_somebody_waits()

    begin(token, between=meets)
    other.join(10)
    assert Account.objects.get(id=sam).last_login is not None or change is accounts.reset_sign_in
    expected = accounts.HasBegun if change is accounts.invite else type(None)
    assert isinstance(other.failed, expected), other.failed


def test_who_begins_waits_for_the_account_that_is_being_closed_and_does_not_get_in() -> None:
    sam, token = invited()
    other = Beside(lambda: begin(token))
    with transaction.atomic():
        accounts.deactivate(account=sam, by=BY, at=AT)
        other.start()
        until_somebody_waits()
    other.join(10)
    assert isinstance(other.failed, accounts.InvitationNotGood)
    assert Account.objects.get(id=sam).last_login is None


def test_a_link_used_twice_at_once_lets_one_in() -> None:
    _, token = invited()
    other = Beside(lambda: begin(token))

    def meets() -> None:
        other.start()
        until_somebody_waits()

    begin(token, between=meets)
    other.join(10)
    assert isinstance(other.failed, accounts.InvitationNotGood)
    assert other.failed.why is accounts.NoWayIn.USED

"""Staff sign in by password or emailed code; nobody signs up, and guessing is slowed for all workers together."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.pure.actor import system

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SAM = "sam.okafor@haverstock.example"
PASSWORD = "a long demo password"


@pytest.fixture(autouse=True)
def _settings(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def sam() -> UUID:
    return accounts.create_account(email=SAM, name="Sam Okafor", password=PASSWORD, by=system("tests"), at=AT)


def signed_in(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def acts() -> list[str]:
    return list(AuditEntry.objects.exclude(act="account.created").order_by("id").values_list("act", flat=True))


def test_staff_sign_in_with_a_password_and_it_is_audited(client: Client, sam: UUID) -> None:
    answer = client.post("/desk/account/login/", {"login": SAM.upper(), "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert signed_in(client) == str(sam)
    client.post("/desk/account/logout/")
    assert signed_in(client) == ""
    assert acts() == ["account.signed_in", "account.signed_out"]


def test_a_wrong_password_is_refused_and_audited_without_what_was_typed(client: Client, sam: UUID) -> None:
    client.post("/desk/account/login/", {"login": SAM, "password": "wrong"})
    client.post("/desk/account/login/", {"login": "nobody@example.com", "password": "wrong"})
    assert signed_in(client) == ""
    entries = list(AuditEntry.objects.filter(act="account.sign_in_failed").order_by("id"))
    assert [entry.subject for entry in entries] == [sam, None]
    assert "example" not in str([entry.details for entry in entries])


def test_guessing_a_password_is_stopped_for_all_workers(client: Client, sam: UUID) -> None:
    for _ in range(6):
        client.post("/desk/account/login/", {"login": SAM, "password": "wrong"})
    client.post("/desk/account/login/", {"login": SAM, "password": PASSWORD})
    assert signed_in(client) == "", "The right password does not help any more for a while."


def test_attempts_are_counted_where_all_workers_see_them(client: Client, sam: UUID) -> None:
    client.post("/desk/account/login/", {"login": SAM, "password": "wrong"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portreeve_accounts_cache")
        assert cursor.fetchone()[0] > 0


def test_staff_without_a_password_sign_in_by_an_emailed_code(client: Client) -> None:
    tom = accounts.create_account(
        email="tom.fletcher@haverstock.example", name="Tom Fletcher", by=system("tests"), at=AT
    )
    client.post("/desk/account/login/code/", {"email": "tom.fletcher@haverstock.example"})
    (letter,) = mail.outbox
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", str(letter.body), re.MULTILINE)
    assert found, letter.body
    assert letter.subject == "Your code to sign in to the desk of Haverstock Borough Council"
    assert "Nobody from the council will ever ask you for it." in letter.body
    client.post("/desk/account/login/code/confirm/", {"code": "WRONG1"})
    assert signed_in(client) == ""
    client.post("/desk/account/login/code/confirm/", {"code": found[1]})
    assert signed_in(client) == str(tom)


def test_the_letter_with_a_code_is_in_the_language_of_the_page_that_asked_for_it(client: Client, sam: UUID) -> None:
    client.post("/cy/desk/account/login/code/", {"email": SAM})
    (letter,) = mail.outbox
    assert letter.subject == "Eich cod i fewngofnodi i ddesg Cyngor Bwrdeistref Haverstock"
    assert "o fewn 15 munud" in letter.body
    assert "&#39;" not in letter.body


def test_asking_for_a_code_does_not_say_who_has_an_account(client: Client, sam: UUID) -> None:
    known = client.post("/desk/account/login/code/", {"email": SAM})
    unknown = Client().post("/desk/account/login/code/", {"email": "nobody@example.com"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [letter.to for letter in mail.outbox] == [[SAM]]


def test_whoever_has_left_cannot_sign_in(client: Client, sam: UUID) -> None:
    accounts.deactivate(account=sam, by=system("tests"), at=AT)
    client.post("/desk/account/login/", {"login": SAM, "password": PASSWORD})
    client.post("/desk/account/login/code/", {"email": SAM})
    assert signed_in(client) == ""
    assert mail.outbox == []


def test_a_session_ends_when_the_account_does(client: Client, sam: UUID) -> None:
    client.post("/desk/account/login/", {"login": SAM, "password": PASSWORD})
    accounts.deactivate(account=sam, by=system("tests"), at=AT)
    answer = client.get("/desk/account/2fa/webauthn/")
    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]


@pytest.mark.parametrize("page", ["signup/", "signup/passkey/", "email/"])
def test_nobody_signs_up_or_changes_their_own_email(client: Client, page: str) -> None:
    assert client.get(f"/desk/account/{page}").status_code == 404
    assert client.post(f"/desk/account/{page}", {"email": "new@example.com"}).status_code == 404
    assert accounts.accounts() == ()


def test_a_passkey_can_be_added_after_signing_in_by_code_alone(client: Client) -> None:
    accounts.create_account(email=SAM, name="Sam Okafor", by=system("tests"), at=AT)
    client.post("/desk/account/login/code/", {"email": SAM})
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", str(mail.outbox[0].body), re.MULTILINE)
    assert found
    client.post("/desk/account/login/code/confirm/", {"code": found[1]})
    assert client.get("/desk/account/2fa/webauthn/add/").status_code == 200

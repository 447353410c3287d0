"""Whose way of signing in was changed is told by email: in their language, when, what to do, and without any secret."""

from __future__ import annotations

from typing import Any

import pytest

from channels.staff_desk.test_accounts import entries, give_passkey_to, id_of, of

pytestmark = pytest.mark.django_db


def test_who_loses_their_passkeys_is_told_when_and_what_to_do_and_nothing_secret(as_staff: Any) -> None:
    from channels.staff_desk.post import LINK, sent

    give_passkey_to("sam.okafor")
    as_staff("ines.duarte").post(f"{of('sam.okafor')}/reset")
    [email] = sent()
    assert email.to == ["sam.okafor@haverstock.example"]
    assert email.subject == "Your passkeys were taken away"
    assert "Monday 23 November, 11am: somebody who looks after accounts took away your passkeys" in email.body
    assert "/desk/account/login/" in email.body
    assert "If you did not ask for this" in email.body
    assert not LINK.search(email.body)
    assert "Ines" not in email.body


def test_it_is_in_the_language_they_last_signed_in_in(as_staff: Any, client: Any) -> None:
    from channels.staff_desk.post import sent

    ines = as_staff("ines.duarte")  # the demo's staff are loaded by signing somebody in
    known = {"login": "sam.okafor@haverstock.example", "password": "quayside demo"}
    assert client.post("/cy/desk/account/login/", known).status_code == 302
    ines.post(f"{of('sam.okafor')}/reset")
    [email] = sent()
    assert email.subject == "Tynnwyd eich allweddi mynediad yn ôl"
    assert "Dydd Llun 23 Tachwedd" in email.body
    assert "/cy/desk/account/login/" in email.body


def test_a_language_that_the_desk_has_no_words_in_is_not_theirs(as_staff: Any, client: Any) -> None:
    from channels.staff_desk.post import sent
    from portreeve.foundation.accounts import api as accounts

    ines = as_staff("ines.duarte")
    known = {"login": "sam.okafor@haverstock.example", "password": "quayside demo"}
    assert client.post("/ar/desk/account/login/", known).status_code == 302
    assert accounts.account(id_of("sam.okafor")).language == ""
    ines.post(f"{of('sam.okafor')}/reset")
    [email] = sent()
    assert email.extra_headers["Content-Language"] == "en"


@pytest.mark.parametrize("what", ["added", "removed"])
def test_a_passkey_made_or_removed_is_written_down_and_told(as_staff: Any, what: str, rf: Any) -> None:
    from allauth.account.adapter import get_adapter

    from channels.staff_desk.post import sent
    from portreeve.foundation.accounts.models import Account

    as_staff("sam.okafor")
    sam = Account.objects.get(id=id_of("sam.okafor"))
    get_adapter(rf.get("/")).send_notification_mail(f"mfa/email/webauthn_{what}", sam)
    assert entries(f"account.passkey_{what}") == [(str(sam.id), sam.id)]
    [email] = sent()
    assert f"A passkey was {what}" in email.subject


def test_who_removes_a_passkey_on_the_desks_page_is_told(as_staff: Any, client: Any) -> None:
    from allauth.mfa.models import Authenticator

    from channels.staff_desk.post import sent

    as_staff("ines.duarte")  # the demo's staff are loaded by signing somebody in
    known = {"login": "sam.okafor@haverstock.example", "password": "quayside demo"}
    assert client.post("/desk/account/login/", known).status_code == 302
    give_passkey_to("sam.okafor")
    key = Authenticator.objects.get(type="webauthn")
    remove = f"/desk/account/2fa/webauthn/keys/{key.id}/remove/"
    again = client.post(remove)["Location"]
    assert again.startswith("/desk/account/reauthenticate/")
    assert entries("account.passkey_removed") == []
    assert client.post(again, {"password": "quayside demo"})["Location"] == "/desk/account/2fa/webauthn/"
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert entries("account.passkey_removed") == [(str(id_of("sam.okafor")), id_of("sam.okafor"))]
    [email] = sent()
    assert email.subject == "A passkey was removed from your account"


def test_what_the_library_would_say_otherwise_is_no_matter_of_ours(as_staff: Any, rf: Any) -> None:
    from allauth.account.adapter import get_adapter

    from channels.staff_desk.post import sent
    from portreeve.foundation.accounts.models import Account

    as_staff("sam.okafor")
    sam = Account.objects.get(id=id_of("sam.okafor"))
    get_adapter(rf.get("/")).send_notification_mail("mfa/email/recovery_codes_generated", sam)
    assert sent() == []


def test_a_closed_account_is_not_written_to(as_staff: Any) -> None:
    from channels.staff_desk.post import sent

    ines = as_staff("ines.duarte")
    ines.post(f"{of('sam.okafor')}/reset")
    ines.post(f"{of('sam.okafor')}/close")
    assert sent() == []

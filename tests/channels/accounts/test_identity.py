"""Staff sign in with the council's own accounts; the provider is talked to over HTTP, by the real library."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
import requests
from django.core.cache import cache
from django.test import Client

from channels.accounts.provider import CLIENT, KEY, SECRET, STRANGERS_KEY, Provider, serving, sign
from portreeve.config.settings.sign_in import OidcSettings
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts import openid
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.pure.actor import system

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SAM = "sam.okafor@haverstock.example"
START, BACK = "/desk/account/oidc/", "/desk/account/oidc/callback/"
PASSWORD = "a long demo password"
WORDS = {
    "again": "Start signing in again",
    "cancelled": "You are not signed in",
    "broken": "We could not sign you in",
    "unverified": "Your email address is not confirmed",
    "stranger": "There is no account for you here",
    "closed": "Your account is closed",
}


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with serving(Provider(person={"email": SAM, "email_verified": True})) as found:
        settings.IDENTITY_PROVIDER = OidcSettings("Haverstock account", found.address, CLIENT, SECRET)
        yield found


@pytest.fixture
def sam() -> UUID:
    return accounts.create_account(email=SAM, name="Sam Okafor", password=PASSWORD, by=system("tests"), at=AT)


def go(client: Client, start: str = START) -> Any:
    """Go to the provider and come back, as a browser does; return what we answer at last."""
    away = client.get(start)
    if not away.headers.get("Location", "").startswith("http"):
        return away
    back = requests.get(away.headers["Location"], allow_redirects=False, timeout=5)
    return client.get(back.headers["Location"].removeprefix("http://testserver"))


def trouble(client: Client, answer: Any) -> str:
    """Return why nobody was signed in, having read the page that says so."""
    assert signed_in(client) == ""
    assert answer.status_code == 302
    found = str(answer.headers["Location"]).removeprefix("/desk/account/oidc/problem/").strip("/")
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert WORDS[found] in page.content.decode()
    return found


def signed_in(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def acts() -> list[tuple[str, UUID | None, str]]:
    found = AuditEntry.objects.exclude(act__in=["account.created", "account.deactivated"]).order_by("id")
    return [(one.act, one.subject, one.details.get("trouble", "")) for one in found]


def test_staff_sign_in_with_the_councils_accounts_and_it_is_audited(
    client: Client, sam: UUID, provider: Provider
) -> None:
    page = client.get("/desk/account/login/?next=/desk/calls").content.decode()
    assert "Sign in with Haverstock account" in page
    assert f'href="{START}?next=%2Fdesk%2Fcalls"' in page
    answer = go(client, f"{START}?next=%2Fdesk%2Fcalls")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/calls")
    assert signed_in(client) == str(sam)
    assert acts() == [("account.signed_in", sam, "")]
    assert "/userinfo" not in provider.asked, "the signed token says it all"


def test_nothing_the_provider_says_is_kept_and_the_password_stays(
    client: Client, sam: UUID, provider: Provider
) -> None:
    from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken

    go(client)
    kept = [model.objects.count() for model in (SocialAccount, SocialToken, SocialApp)]
    assert kept == [0, 0, 0]
    assert accounts.Account.objects.get(id=sam).check_password(PASSWORD)
    assert len(accounts.accounts()) == 1


def test_capitals_of_the_address_do_not_matter_but_look_alikes_do(
    client: Client, sam: UUID, provider: Provider
) -> None:
    provider.person["email"] = SAM.replace("k", "\N{KELVIN SIGN}")
    assert provider.person["email"].lower() == SAM
    assert trouble(client, go(client)) == "stranger"
    provider.person["email"] = SAM.upper()
    go(client)
    assert signed_in(client) == str(sam)


def test_a_provider_whose_tokens_are_thin_is_asked_for_the_address(
    client: Client, sam: UUID, provider: Provider
) -> None:
    provider.thin = True
    provider.info = {"sub": "8"}
    assert trouble(client, go(client)) == "broken"
    provider.info = {"email_verified": False}
    assert trouble(client, go(client)) == "unverified"
    provider.info = {}
    go(client)
    assert signed_in(client) == str(sam)


def test_microsofts_way_of_saying_that_an_address_is_verified_counts(
    client: Client, sam: UUID, provider: Provider
) -> None:
    provider.person = {"email": SAM, "xms_edov": True}
    go(client)
    assert signed_in(client) == str(sam)


@pytest.mark.parametrize("said", [False, "false", None, "", 0, [True], {"yes": True}])
def test_an_address_that_is_not_verified_lets_nobody_in_and_tells_of_no_account(
    client: Client, sam: UUID, provider: Provider, said: Any
) -> None:
    provider.person["email_verified"] = said
    known = go(client)
    provider.person["email"] = "nobody@haverstock.example"
    unknown = go(client)
    assert trouble(client, known) == trouble(client, unknown) == "unverified"
    assert acts() == [("account.sign_in_failed", None, "unverified")] * 2


def test_a_stranger_is_not_signed_up(client: Client, sam: UUID, provider: Provider) -> None:
    for email in ("nobody@haverstock.example", "", "no\0body@haverstock.example", "x" * 400):
        provider.person["email"] = email
        assert trouble(client, go(client)) == "stranger"
    assert len(accounts.accounts()) == 1
    assert acts()[0] == ("account.sign_in_failed", None, "stranger")


def test_whoever_has_left_is_told_so_and_stays_out(client: Client, sam: UUID, provider: Provider) -> None:
    accounts.deactivate(account=sam, by=system("tests"), at=AT)
    assert trouble(client, go(client)) == "closed"
    assert acts() == [("account.sign_in_failed", sam, "closed")]


def test_a_second_factor_of_the_account_is_still_asked_for(client: Client, sam: UUID, provider: Provider) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(accounts.Account.objects.get(id=sam), generate_totp_secret())
    answer = go(client)
    assert answer.headers["Location"] == "/desk/account/2fa/authenticate/"
    assert signed_in(client) == ""
    assert acts() == [], "nobody is signed in yet"


def test_whoever_left_in_welsh_comes_back_in_welsh(client: Client, sam: UUID, provider: Provider) -> None:
    assert f'href="/cy{START}"' in client.get("/cy/desk/account/login/").content.decode()
    provider.person["email_verified"] = False
    answer = go(client, f"/cy{START}")
    assert answer.headers["Location"] == "/cy/desk/account/oidc/problem/unverified/"
    assert "Nid yw Haverstock account yn cadarnhau" in client.get(answer.headers["Location"]).content.decode()
    provider.person["email_verified"] = True
    assert go(client, f"/cy{START}").headers["Location"] == "/cy/desk/"
    assert signed_in(client) == str(sam)


TOKENS = {
    "wrong nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "expired": {"exp": 1_700_000_000},
    "no end": {"exp": None},
    "other issuer": {"iss": "https://login.example"},
    "for others": {"aud": "others"},
    "for us and others": {"aud": [CLIENT, "others"]},
    "issued to others": {"azp": "others"},
    "nobody": {"sub": None},
    "a subject of no kind": {"sub": "7\0"},
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_a_token_that_is_not_ours_now_is_not_believed(
    client: Client, sam: UUID, provider: Provider, token: dict[str, Any]
) -> None:
    provider.token = token
    assert trouble(client, go(client)) == "broken"
    assert acts() == [("account.sign_in_failed", None, "broken")]


SIGNATURES = {
    "by another key": lambda claims: sign(claims, STRANGERS_KEY),
    "by a key nobody knows": lambda claims: sign(claims, kid="2"),
    "by our secret": lambda claims: sign(claims, SECRET, "HS256"),
    "by nobody": lambda claims: sign(claims, None, "none"),
    "not a token": lambda _: "let me in",
    "in another way than its key's": lambda claims: sign(claims, KEY, "RS512"),
}


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize("signed", SIGNATURES.values(), ids=SIGNATURES)
def test_a_token_that_the_provider_did_not_sign_is_not_believed(
    client: Client, sam: UUID, provider: Provider, signed: Any
) -> None:
    provider.signed = signed
    assert trouble(client, go(client)) == "broken"


DOCUMENT = "/.well-known/openid-configuration"
ANSWERS = {
    f"{path} {name}": (path, answer)
    for path in (DOCUMENT, "/token", "/keys")
    for name, answer in {
        "fails": (500, "Traceback: secret", {}),
        "is no JSON": (200, "<html>", {"Content-Type": "text/html"}),
        "is a list": (200, [1], {}),
        "is nothing": (200, "null", {}),
        "is empty": (200, {}, {}),
        "leads elsewhere": (307, "", {"Location": "/keys"}),
        "has odd parts": (200, {"issuer": 1, "keys": 1, "access_token": [1], "id_token": {}, "expires_in": "x"}, {}),
    }.items()
}


@pytest.mark.parametrize("answers", [{path: answer} for path, answer in ANSWERS.values()], ids=ANSWERS)
def test_an_answer_that_makes_no_sense_gets_a_plain_page(
    client: Client, sam: UUID, provider: Provider, answers: dict[str, Any], caplog: Any
) -> None:
    provider.answers = answers
    with caplog.at_level(logging.INFO):
        assert trouble(client, go(client)) == "broken"
    assert "The identity provider could not be used." in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("path", [DOCUMENT, "/token", "/keys", "/userinfo"])
def test_a_provider_that_dawdles_is_not_waited_for(
    client: Client, sam: UUID, provider: Provider, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openid, "SECONDS", (0.2, 0.2))
    provider.slow, provider.thin = path, path == "/userinfo"
    assert trouble(client, go(client)) == "broken"


def test_a_provider_that_is_gone_when_somebody_comes_back_gets_a_plain_page(
    client: Client, sam: UUID, provider: Provider
) -> None:
    away = client.get(START)
    back = requests.get(away.headers["Location"], allow_redirects=False, timeout=5).headers["Location"]
    provider.answers = {DOCUMENT: (503, "", {})}
    assert trouble(client, client.get(back.removeprefix("http://testserver"))) == "broken"


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://login.example"},
        {"token_endpoint": "file:///etc/passwd"},
        {"token_endpoint": None},
        {"authorization_endpoint": None},
        {"jwks_uri": None},
        {"token_endpoint_auth_methods_supported": None},
    ],
)
def test_a_provider_is_who_we_asked_and_at_addresses_that_can_be_asked(
    client: Client, sam: UUID, provider: Provider, described: dict[str, Any]
) -> None:
    provider.described = described
    assert trouble(client, go(client)) == "broken"


def test_the_secret_is_not_sent_where_somebody_could_read_it() -> None:
    said = {"issuer": "https://login.example/", "authorization_endpoint": "https://login.example/authorize"}
    said["token_endpoint"] = "http://login.example/token"
    with pytest.raises(ValueError, match="token_endpoint"):
        openid._described(said, "https://login.example")


def test_whoever_says_no_there_is_told_how_to_go_on(client: Client, sam: UUID, provider: Provider) -> None:
    for said, becomes in (("access_denied", "cancelled"), ("server_error", "broken")):
        state = parse_qs(urlsplit(client.get(START).headers["Location"]).query)["state"][0]
        assert trouble(client, client.get(f"{BACK}?error={said}&state={state}")) == becomes


def test_only_whoever_set_out_comes_back_and_only_once(client: Client, sam: UUID, provider: Provider) -> None:
    away = client.get(START)
    back = requests.get(away.headers["Location"], allow_redirects=False, timeout=5).headers["Location"]
    back = back.removeprefix("http://testserver")
    other = Client()
    assert trouble(other, other.get(back)) == "again"
    assert trouble(client, client.get(BACK)) == "again"
    assert trouble(client, client.get(f"{BACK}?code=1&state=forged")) == "again"
    client.get(back)
    assert signed_in(client) == str(sam)
    client.post("/desk/account/logout/")
    assert trouble(client, client.get(back)) == "again"


def test_the_provider_leads_to_no_other_site(client: Client, sam: UUID, provider: Provider) -> None:
    assert go(client, f"{START}?next=https://evil.example/").headers["Location"] == "/desk/"


def test_no_other_site_can_send_somebody_off(client: Client, provider: Provider) -> None:
    answer = client.get(START, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.headers["Location"] == "/desk/account/login/"
    assert provider.asked == []


@pytest.mark.usefixtures("one_window")
def test_signing_in_is_counted(client: Client, provider: Provider) -> None:
    for _ in range(30):
        assert client.get(START).status_code == 302
    refused = client.get(START)
    assert refused.status_code == 429
    assert "Too many people are signing in" in refused.content.decode()


def test_without_a_provider_nothing_changes(client: Client) -> None:
    page = client.get("/desk/account/login/").content.decode()
    assert START not in page
    for address in (START, BACK, f"{START}problem/broken/"):
        assert client.get(address).status_code == 404

"""The council's identity provider is set whole or not at all, and is asked at no address that others can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portreeve.config.settings.sign_in import OidcSettings, oidc_settings

WHOLE = {
    "PORTREEVE_OIDC_NAME": "Haverstock account",
    "PORTREEVE_OIDC_ISSUER": "https://login.council.example/",
    "PORTREEVE_OIDC_CLIENT_ID": "portreeve",
    "PORTREEVE_OIDC_CLIENT_SECRET": "very secret",
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in (*WHOLE, "PORTREEVE_OIDC_CLIENT_SECRET_FILE"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def say(told: pytest.MonkeyPatch, said: dict[str, str]) -> None:
    for name, value in said.items():
        told.setenv(name, value)


def test_none_set_is_no_provider(told: pytest.MonkeyPatch) -> None:
    assert oidc_settings(demo=False) is None


def test_all_set_is_one_whose_secret_no_log_shows(told: pytest.MonkeyPatch) -> None:
    say(told, WHOLE)
    found = oidc_settings(demo=False)
    assert found == OidcSettings("Haverstock account", "https://login.council.example", "portreeve", "very secret")
    assert "very secret" not in repr(found)


def test_the_secret_may_be_in_a_file(told: pytest.MonkeyPatch, tmp_path: Path) -> None:
    say(told, {name: value for name, value in WHOLE.items() if not name.endswith("SECRET")})
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    told.setenv("PORTREEVE_OIDC_CLIENT_SECRET_FILE", str(tmp_path / "secret"))
    found = oidc_settings(demo=False)
    assert found is not None
    assert found.client_secret == "from a file"


@pytest.mark.parametrize("missing", WHOLE)
def test_half_set_is_refused_with_what_is_missing(told: pytest.MonkeyPatch, missing: str) -> None:
    say(told, WHOLE | {missing: " " if missing.endswith("NAME") else ""})
    with pytest.raises(ImproperlyConfigured, match=f"Set {missing} too"):
        oidc_settings(demo=True)


@pytest.mark.parametrize(
    ("issuer", "demo"),
    [
        ("http://login.council.example", False),
        ("http://login.council.example", True),
        ("http://127.0.0.1:9000", False),
        ("login.council.example", False),
        ("https://", False),
        ("https://login.council.example?tenant=1", False),
        ("https://login.council.example/.well-known/openid-configuration", False),
    ],
)
def test_an_issuer_that_is_unsafe_or_none_is_refused(told: pytest.MonkeyPatch, issuer: str, demo: bool) -> None:
    say(told, WHOLE | {"PORTREEVE_OIDC_ISSUER": issuer})
    with pytest.raises(ImproperlyConfigured, match="PORTREEVE_OIDC_ISSUER"):
        oidc_settings(demo=demo)


def test_the_demo_may_ask_on_its_own_machine(told: pytest.MonkeyPatch) -> None:
    say(told, WHOLE | {"PORTREEVE_OIDC_ISSUER": "http://127.0.0.1:9000"})
    assert oidc_settings(demo=True) is not None


def test_half_set_no_command_starts_and_one_sentence_says_what_is_missing(told: pytest.MonkeyPatch) -> None:
    from portreeve.config.command_line.django import chosen_settings
    from portreeve.config.command_line.output import WrongUse

    say(told, {"PORTREEVE_OIDC_NAME": "Haverstock account"})
    with pytest.raises(WrongUse, match="Set PORTREEVE_OIDC_ISSUER and"):
        chosen_settings()

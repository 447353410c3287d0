"""Outside the demo staff get their sign-in codes by the council's own mail server, or nothing starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portreeve.config.settings.post import PostSettings, sign_in_mail

SHOW = "from portreeve.config.settings import django as s; print(s.EMAIL_HOST, s.EMAIL_PORT, s.DEFAULT_FROM_EMAIL)"
NEEDED = {
    "PORTREEVE_SECRET_KEY": "x" * 60,
    "PORTREEVE_SMTP_URL": "smtp://us%40er:pass@mail.council.example",
    "PORTREEVE_MAIL_FROM": "noreply@council.example",
    "PORTREEVE_NOTIFY_URL": "https://notify.example",
    "PORTREEVE_NOTIFY_KEY": "key",
    "PORTREEVE_NOTIFY_TEMPLATES": "sms=1",
}


def told(url: str) -> dict[str, object]:
    return sign_in_mail(PostSettings(url, "noreply@council.example", "", "", "", "", Path()))


def test_the_mail_server_is_djangos_too() -> None:
    found = told("smtp://us%40er:pass@mail.council.example")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.council.example", 587)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("us@er", "pass")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    assert found["DEFAULT_FROM_EMAIL"] == "noreply@council.example"
    assert found["EMAIL_TIMEOUT"], "a server that never answers must not hold a sign-in for ever"


@pytest.mark.parametrize(
    ("url", "tls", "ssl"), [("smtps://mail.example", False, True), ("smtp+plain://localhost", False, False)]
)
def test_tls_is_spoken_as_the_address_says(url: str, tls: bool, ssl: bool) -> None:
    assert (told(url)["EMAIL_USE_TLS"], told(url)["EMAIL_USE_SSL"]) == (tls, ssl)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="PORTREEVE_SMTP_URL"):
        told("mail.council.example")


def start(**more: str) -> subprocess.CompletedProcess[str]:
    """Load the settings as an installation that is not the demo does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTREEVE_")}
    return subprocess.run(
        [sys.executable, "-c", SHOW], env=environment | more, capture_output=True, text=True, check=False
    )


def test_a_production_start_needs_a_mail_server_and_says_so() -> None:
    assert start(**NEEDED).stdout.split() == ["mail.council.example", "587", "noreply@council.example"]
    missing = start(**{name: value for name, value in NEEDED.items() if name != "PORTREEVE_SMTP_URL"})
    assert missing.returncode != 0
    assert "Set PORTREEVE_SMTP_URL and PORTREEVE_MAIL_FROM" in missing.stderr

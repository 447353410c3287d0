"""Settings of what we send: the mail server and GOV.UK Notify. Without them the demo, and only it, uses their twins."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

from portreeve.config.settings.read import Settings, secret_setting, settings

TLS_PORT = 465
"""Where mail servers speak TLS from the first byte; elsewhere they are asked to begin it."""
TWIN_ABOVE = 90
"""How far above our own port the demo's twin of Notify listens."""


@dataclass(frozen=True, slots=True)
class PostSettings:
    """How to reach those who carry what we send. Each has an entry in docs/reference/settings.md."""

    smtp_url: str
    """PORTREEVE_SMTP_URL or _FILE: smtp://user:password@host:587, or smtp+plain:// for a server on this machine."""
    mail_from: str
    """PORTREEVE_MAIL_FROM: the address our emails come from, and replies go to."""
    notify_url: str
    """PORTREEVE_NOTIFY_URL: GOV.UK Notify, or its twin in the demo."""
    notify_key: str
    """PORTREEVE_NOTIFY_KEY or _FILE: the API key of our service there."""
    notify_callback_token: str
    """PORTREEVE_NOTIFY_CALLBACK_TOKEN or _FILE: the bearer token of Notify's reports; empty: none are taken."""
    notify_templates: str
    """PORTREEVE_NOTIFY_TEMPLATES: ids by use, such as `sms=…,standard=…,large print=…`; the formats not named cannot
    be printed and go another way."""
    folder: Path
    """Where the demo's twins keep what was sent."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The parts of PORTREEVE_SMTP_URL."""

    host: str
    port: int
    user: str
    password: str
    encrypted: bool


@cache
def post_settings() -> PostSettings:
    """Read the settings once. Raises ImproperlyConfigured where the demo's own would be used outside it."""
    own = settings()
    found = PostSettings(
        smtp_url=secret_setting("PORTREEVE_SMTP_URL"),
        mail_from=os.environ.get("PORTREEVE_MAIL_FROM", "noreply@haverstock.example" if own.demo else ""),
        notify_url=os.environ.get("PORTREEVE_NOTIFY_URL", _twin(own)).rstrip("/"),
        notify_key=secret_setting("PORTREEVE_NOTIFY_KEY"),
        notify_callback_token=secret_setting("PORTREEVE_NOTIFY_CALLBACK_TOKEN"),
        notify_templates=os.environ.get("PORTREEVE_NOTIFY_TEMPLATES", ""),
        folder=own.home / "post",
    )
    if not own.demo and not (found.smtp_url and found.mail_from):
        raise ImproperlyConfigured("Set PORTREEVE_SMTP_URL and PORTREEVE_MAIL_FROM: without them no email goes out.")
    if not own.demo and not (found.notify_url and found.notify_key and found.notify_templates):
        raise ImproperlyConfigured(
            "Set PORTREEVE_NOTIFY_URL, PORTREEVE_NOTIFY_KEY and PORTREEVE_NOTIFY_TEMPLATES: without them no text "
            "message or letter goes out."
        )
    if not own.demo:  # said at the start, not when the first message goes
        mail_server(found.smtp_url)
        templates_by_use(found.notify_templates)
    return found


def _twin(own: Settings) -> str:
    """Return where the demo's twin of Notify listens."""
    return f"http://127.0.0.1:{own.port + TWIN_ABOVE}" if own.demo else ""


def mail_server(url: str) -> MailServer:
    """Read PORTREEVE_SMTP_URL. Raises ImproperlyConfigured."""
    parts = urlparse(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        raise ImproperlyConfigured("PORTREEVE_SMTP_URL must be like smtp://user:password@mail.council.example:587.")
    encrypted = parts.scheme != "smtp+plain"
    if not encrypted and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise ImproperlyConfigured("PORTREEVE_SMTP_URL: smtp+plain:// is for a mail server on this machine only.")
    usual = TLS_PORT if parts.scheme == "smtps" else 587 if encrypted else 25
    return MailServer(
        parts.hostname, parts.port or usual, unquote(parts.username or ""), unquote(parts.password or ""), encrypted
    )


def sign_in_mail(found: PostSettings) -> dict[str, Any]:
    """Return what Django must be told to send staff their sign-in codes. Raises ImproperlyConfigured."""
    server = mail_server(found.smtp_url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_SSL": server.encrypted and server.port == TLS_PORT,
        "EMAIL_USE_TLS": server.encrypted and server.port != TLS_PORT,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": found.mail_from,
        "SERVER_EMAIL": found.mail_from,
    }


def templates_by_use(text: str) -> dict[str, str]:
    """Read PORTREEVE_NOTIFY_TEMPLATES. Raises ImproperlyConfigured."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    found = {use.strip(): template.strip() for use, _, template in pairs}
    if not all(found.values()) or (found and "sms" not in found):
        raise ImproperlyConfigured("PORTREEVE_NOTIFY_TEMPLATES must be like sms=ID,standard=ID,large print=ID.")
    return found

"""Settings of staff sign-in with the council's own accounts, by OpenID Connect. None set: staff sign in as before."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlparse

from django.core.exceptions import ImproperlyConfigured

from portreeve.config.settings.read import secret_setting

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """The council's identity provider. Each has an entry in docs/reference/settings.md."""

    name: str
    """PORTREEVE_OIDC_NAME: what the button says we sign in with, such as the council's name for its accounts."""
    issuer: str
    """PORTREEVE_OIDC_ISSUER: the provider's address as it names itself; without a slash at the end."""
    client_id: str
    """PORTREEVE_OIDC_CLIENT_ID: what the provider calls us."""
    client_secret: str = field(repr=False)
    """PORTREEVE_OIDC_CLIENT_SECRET or _FILE: what we show the provider for it to believe that we are we."""


def oidc_settings(*, demo: bool) -> OidcSettings | None:
    """Read the settings; None where none is set. Raises ImproperlyConfigured where some are missing, or unsafe."""
    said = {
        "PORTREEVE_OIDC_NAME": os.environ.get("PORTREEVE_OIDC_NAME", "").strip(),
        "PORTREEVE_OIDC_ISSUER": os.environ.get("PORTREEVE_OIDC_ISSUER", "").strip().rstrip("/"),
        "PORTREEVE_OIDC_CLIENT_ID": os.environ.get("PORTREEVE_OIDC_CLIENT_ID", "").strip(),
        "PORTREEVE_OIDC_CLIENT_SECRET": secret_setting("PORTREEVE_OIDC_CLIENT_SECRET"),
    }
    missing = [name for name, value in said.items() if not value]
    if len(missing) == len(said):
        return None
    if missing:
        raise ImproperlyConfigured(
            f"Set {' and '.join(missing)} too, or none of PORTREEVE_OIDC_…: half set, nobody could sign in that way."
        )
    found = OidcSettings(*said.values())
    _check_issuer(found.issuer, demo=demo)
    return found


def _check_issuer(issuer: str, *, demo: bool) -> None:
    """Refuse what nobody should be asked at. Raises ImproperlyConfigured."""
    parts = urlparse(issuer)
    near = demo and parts.scheme == "http" and parts.hostname in _THIS_MACHINE
    if not parts.hostname or parts.query or parts.fragment or not (near or parts.scheme == "https"):
        raise ImproperlyConfigured(
            "PORTREEVE_OIDC_ISSUER must be like https://login.council.example: our secret is sent there, and whoever "
            "answers there says who signs in."
        )
    if "/.well-known/" in issuer:
        raise ImproperlyConfigured("PORTREEVE_OIDC_ISSUER ends before /.well-known/, which we add.")

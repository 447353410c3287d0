"""The talk with an OpenID provider: what it says of itself, and when its word about a person is believed.

Stricter than the library, which asks for no nonce, trusts the token of a direct call unsigned, takes the issuer's own
word for who it is, and lets an answer of an unforeseen shape end in a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

PROVIDER = "council"
SECONDS = (3.05, 5)
"""To connect, and to wait for an answer."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures by a key that only the provider has; never a shared secret, never none."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MISUNDERSTOOD = (
    requests.RequestException,
    jwt.PyJWTError,
    LookupError,
    StopIteration,
    TypeError,
    ValueError,
    AttributeError,
)
"""What reading an answer of the wrong shape may lead to."""


class ShortCalls(requests.Session):
    """Calls to the provider: each has a time limit, and none is led elsewhere, with our secret in it."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask."""
        return super().request(*args, **kwargs | {"timeout": SECONDS, "allow_redirects": False})


class IdentityProvider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the library has no types
    """The council's identity provider. Whatever is wrong with its answers is an OAuth2Error."""

    def __init__(self, request: HttpRequest, *, back: str) -> None:
        """Keep the request, and the path that people come back to."""
        super().__init__(request, PROVIDER)
        self.back = back

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, asked once in a request."""
        if not hasattr(self, "_openid_config"):
            provider = self.get_provider()
            with _understood():
                self._openid_config = _described(_read(provider.server_url), provider.app.settings["server_url"])
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002 - the library's signature
        """Return where people come back to, in the first language: the provider knows only one such address."""
        return request.build_absolute_uri(self.back)

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Exchange the code."""
        with _understood():
            found = super().get_access_token_data(*args, **kwargs)
            return {"access_token": found["access_token"], "id_token": found["id_token"]}

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Return who it is. An address that the signed token leaves out is asked for."""
        with _understood():
            claims = self._decode_id_token(app, kwargs["response"]["id_token"])
            if "email" not in claims:
                claims |= self._address(token.token, claims["sub"])
            return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        keys = jwt.PyJWKSet.from_dict(_read(self.openid_config["jwks_uri"])).keys
        kid = jwt.get_unverified_header(id_token).get("kid")
        key = next(one for one in keys if one.key_id == kid or (kid is None and len(keys) == 1))
        claims = jwt.decode(
            id_token,
            key,
            algorithms=ALGORITHMS,
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "exp", "iat", "sub", "nonce"]},
        )
        others = [one for one in claims["aud"] if one != app.client_id] if isinstance(claims["aud"], list) else []
        if claims.get("azp", "" if others else app.client_id) != app.client_id:
            raise ValueError("issued to another")
        if not (claims["sub"].isascii() and claims["sub"].isprintable() and len(claims["sub"]) <= 255):
            raise ValueError("subject")
        return claims

    def _address(self, token: str, subject: str) -> dict[str, Any]:
        """Return the email address, and whether it is verified, of the person whom the token is about."""
        said = _read(self.openid_config["userinfo_endpoint"], {"Authorization": f"Bearer {token}"})
        if said["sub"] != subject:
            raise ValueError("another person")
        return {name: said[name] for name in ("email", "email_verified") if name in said}


@contextmanager
def _understood() -> Iterator[None]:
    """Turn whatever reading an answer of the wrong shape leads to into the error that the library listens for."""
    try:
        yield
    except OAuth2Error:
        raise
    except _MISUNDERSTOOD as wrong:
        raise OAuth2Error from wrong


def _read(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """Ask for a document."""
    with get_adapter().get_requests_session() as calls:
        answer = calls.get(address, headers=headers)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise TypeError("no document")
    return found


def _described(said: dict[str, Any], issuer: str) -> dict[str, Any]:
    """Return what a provider says of itself, if it is the one we asked and its addresses are as safe as its own.

    The library reads the addresses and the methods where it does not expect that they may be missing.
    """
    if said["issuer"].rstrip("/") != issuer:
        raise ValueError("another issuer")
    safe = "https://" if issuer.startswith("https://") else "http"
    for name in _NEEDED:
        if not said[name].startswith(safe):
            raise ValueError(name)
    if not said.get("userinfo_endpoint", safe).startswith(safe):
        raise ValueError("userinfo_endpoint")
    if not isinstance(said.get("token_endpoint_auth_methods_supported", []), list):
        raise TypeError("token_endpoint_auth_methods_supported")
    return said

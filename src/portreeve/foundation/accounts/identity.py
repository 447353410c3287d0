"""Sign-in with the council's own accounts, by OpenID Connect: whom the provider lets in, and whom not (ADR 0020).

The library keeps state and PKCE, exchanges the code and signs in. What it leaves open is closed here.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from portreeve.foundation.accounts.models import Account
from portreeve.foundation.accounts.openid import PROVIDER, IdentityProvider, ShortCalls
from portreeve.foundation.audit import api as audit
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.refusals import Refusal

log = logging.getLogger(__name__)
YES = (True, "true", "True", "1")
"""How providers say yes; some say it as text. What is anything else is no."""


class Trouble(StrEnum):
    """Why somebody was not signed in. Each has a page of its own."""

    AGAIN = "again"
    """We do not remember having sent them to the provider, or it is too long ago."""
    CANCELLED = "cancelled"
    """They, or the provider, said no."""
    BROKEN = "broken"
    """The provider did not answer, or not so that it can be believed."""
    UNVERIFIED = "unverified"
    """The provider does not vouch for an email address of theirs."""
    STRANGER = "stranger"
    """There is no account for the address."""
    CLOSED = "closed"
    """Their account is closed."""


class NotSignedIn(Refusal):
    """Somebody came back from the provider and was not signed in; `trouble` says why."""

    code = "not-signed-in"

    def __init__(self, trouble: Trouble = Trouble.BROKEN, *, account: UUID | None = None) -> None:
        """Keep why, and whose account it was, where it was somebody's."""
        super().__init__(trouble=trouble.value)
        self.trouble = trouble
        self.account = account


class StaffFromProvider(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Lets in staff who have an account, and nobody else; keeps nothing of what the provider says."""

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002 - the library's signature
        provider: str | None = None,  # noqa: ARG002
        client_id: str | None = None,  # noqa: ARG002
    ) -> list[SocialApp]:
        """Return the one provider of the settings, if there is one; none can be added in the database."""
        said = settings.IDENTITY_PROVIDER
        if said is None:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER,
                name=said.name,
                client_id=said.client_id,
                secret=said.client_secret,
                settings={"server_url": said.issuer, "oauth_pkce_enabled": True, "scope": ["openid", "email"]},
            )
        ]

    def get_requests_session(self) -> ShortCalls:
        """Return what asks the provider, with a time limit."""
        return ShortCalls()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:  # noqa: ARG002
        """Say whose account it is. Raises NotSignedIn: what is not somebody's account goes no further."""
        claims = sociallogin.account.extra_data["id_token"]
        sent = str(sociallogin.state.get("nonce") or token_urlsafe())
        if not compare_digest(str(claims.get("nonce")).encode(), sent.encode()):
            raise NotSignedIn(Trouble.BROKEN)
        sociallogin.user = _staff(claims)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Refuse: accounts are made by administrators."""
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,  # noqa: ARG002
        provider: Any,  # noqa: ARG002
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Turn each way in which the library fails into one of ours. Raises NotSignedIn."""
        if not (extra_context or {}).get("state"):
            raise NotSignedIn(Trouble.AGAIN) from exception
        raise NotSignedIn(Trouble.CANCELLED if error == AuthError.CANCELLED else Trouble.BROKEN) from exception


def provider_name() -> str:
    """Return what the council's identity provider is called; empty where there is none."""
    return settings.IDENTITY_PROVIDER.name if settings.IDENTITY_PROVIDER else ""


def begin(request: HttpRequest, *, back: str) -> str:
    """Return where to send somebody to sign in; `back` is the path they come back to. Raises NotSignedIn."""
    provider = get_adapter(request).get_provider(request, PROVIDER)
    asked = IdentityProvider(request, back=back)
    try:
        client = asked.get_client(request, provider.app)
        asking = provider.get_pkce_params() | {"nonce": token_urlsafe(32)}
        client.state = provider.stash_redirect_state(
            request,
            AuthProcess.LOGIN,
            get_next_redirect_url(request),
            pkce_code_verifier=asking.pop("code_verifier"),
            nonce=asking["nonce"],
        )
        return str(client.get_redirect_url(asked.authorize_url, provider.get_scope(), asking))
    except OAuth2Error as wrong:
        _log(Trouble.BROKEN, wrong)
        raise NotSignedIn(Trouble.BROKEN) from wrong


def finish(request: HttpRequest, *, back: str) -> HttpResponseBase:
    """Sign somebody in who comes back, or go on to their second factor. Raises NotSignedIn, and writes it down."""
    view = OAuth2CallbackView.adapter_view(IdentityProvider(request, back=back))
    try:
        answer: HttpResponseBase = view(request)
    except NotSignedIn as no:
        _failed(no, no.__cause__)
        raise
    except OAuth2Error as wrong:  # before the library listens for it: the provider did not even describe itself
        broken = NotSignedIn(Trouble.BROKEN)
        _failed(broken, wrong)
        raise broken from wrong
    return answer


def _staff(claims: dict[str, Any]) -> Account:
    """Return whose account the provider vouches for. Raises NotSignedIn.

    Whether there is an account is looked up only for an address that the provider says is theirs. `xms_edov` is how
    Microsoft says so. Only ASCII is compared: other letters have look-alikes that small letters make equal.
    """
    email = claims.get("email")
    if not isinstance(email, str) or not any(claims.get(name) in YES for name in ("email_verified", "xms_edov")):
        raise NotSignedIn(Trouble.UNVERIFIED)
    plain = email.isascii() and email.isprintable()
    found = Account.objects.filter(email=email.strip().lower()).first() if plain else None
    if found is None:
        raise NotSignedIn(Trouble.STRANGER)
    if not found.is_active:
        raise NotSignedIn(Trouble.CLOSED, account=found.id)
    return found


def _failed(no: NotSignedIn, cause: BaseException | None) -> None:
    """Write down a sign-in that failed, by account and code; one that nobody tried to the end is none."""
    if no.trouble is Trouble.BROKEN:
        _log(no.trouble, cause)
    if no.trouble not in {Trouble.AGAIN, Trouble.CANCELLED}:
        audit.append(
            act="account.sign_in_failed",
            subject_type="account",
            subject=no.account,
            by=system("sign-in"),
            at=clock.now(),
            details={"trouble": no.trouble.value},
        )


def _log(trouble: Trouble, cause: BaseException | None) -> None:
    """Say in the log what kind of thing went wrong; never what the provider wrote, which may name people."""
    deepest = cause.__cause__ if cause is not None and cause.__cause__ is not None else cause
    log.warning(
        "The identity provider could not be used.",
        extra={"code": trouble.value, "kind": type(deepest).__name__ if deepest else "refused"},
    )

"""How staff sign in: by emailed code, passkey or, where an account has one, password. Nobody signs up by themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from portreeve.foundation.accounts.inviting import note_signed_in, use_invitation
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.accounts.operations import note_passkey
from portreeve.foundation.accounts.queries import actor_for
from portreeve.foundation.audit import api as audit
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.channel import Channel

_PASSKEYS = {"mfa/email/webauthn_added": True, "mfa/email/webauthn_removed": False}
"""What the library would write about, and whether it is a passkey made."""


class StaffSignIn(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Closes sign-up, and writes down who signed in and out and which accounts somebody failed to get into."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """Refuse: accounts are made by administrators, and residents need none."""
        return False

    def language_of(self, request: HttpRequest) -> str:  # noqa: ARG002 - whoever makes the pages knows more
        """Return the language that somebody signs in in; empty where that is not known."""
        return ""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign somebody in."""
        super().login(request, user)
        _note("account.signed_in", user)
        if isinstance(user, Account):
            language, by = self.language_of(request), actor_for(user, Channel.WEB)
            note_signed_in(account=user.id, language=language, by=by, at=clock.now())

    def logout(self, request: HttpRequest) -> None:
        """Sign somebody out."""
        user = request.user
        super().logout(request)
        if isinstance(user, Account):
            _note("account.signed_out", user)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - the library's signature
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Write down a passkey made or removed; whoever listens to what is written down tells its owner."""
        added = _PASSKEYS.get(template_prefix)
        if added is not None and isinstance(user, Account):
            note_passkey(account=user.id, added=added, by=actor_for(user, Channel.WEB), at=clock.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Write down a failed password, by account; what was typed is not kept."""
        email = str(credentials.get("email") or "").strip().lower()
        tried: UUID | None = Account.objects.filter(email=email).values_list("id", flat=True).first()
        audit.append(
            act="account.sign_in_failed", subject_type="account", subject=tried, by=system("sign-in"), at=clock.now()
        )


def _note(act: str, user: AbstractBaseUser) -> None:
    if isinstance(user, Account):
        by = actor_for(user, Channel.WEB)
        audit.append(act=act, subject_type="account", subject=user.id, by=by, at=clock.now())


def begin_anew(request: HttpRequest) -> None:
    """Forget a sign-in that waits for a passkey which was taken away meanwhile.

    The library would send its owner from the page that asks for the passkey to the first one and back, without end.
    """
    if LoginStageController.enter(request, AuthenticateStage.key) is not None:
        clear_login(request)


def begin_by_invitation(request: HttpRequest, token: str, *, to: str) -> HttpResponseBase:
    """Sign in whoever follows the link they were sent, once, and lead them on. Raises InvitationNotGood."""
    at = clock.now()
    with transaction.atomic():
        account = use_invitation(token=token, by=system("sign-in"), at=at)
        record_authentication(request, account, method="invitation")
        answer: HttpResponseBase = perform_login(request, Login(user=account, redirect_url=to))
    return answer

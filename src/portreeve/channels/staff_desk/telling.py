"""Emails to staff about their own accounts: how to begin, and that somebody changed how they sign in.

No secret is in them but the one-time link of somebody who has never signed in.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from portreeve.channels.staff_desk import lists, naming
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.events import AccountInvited
from portreeve.foundation.accounts.types import AccountView
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import Words, brand, said, words
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.refusals import NotFound

BY = system("staff-desk")


def email_about(kind: str, account: UUID, happened: datetime, *, at: datetime) -> EmailMessage | None:
    """Return the email about what happened to an account; None where there is nothing to tell any more.

    A new one-time link is made for it each time: an earlier email with one, if it went out after all, is worth nothing.
    """
    try:
        one = accounts.account(account)
    except NotFound:
        return None
    if not one.active:
        return None
    w = words(one.language if one.language in naming.languages() else council().languages[0])
    parts = _invited(one, w, at) if kind == AccountInvited.kind else _changed(kind, w, happened)
    if parts is None:
        return None
    about, paragraphs = _group(kind), [w.plain("emails.hello", name=one.name), *parts, w.plain("emails.never")]
    name = said(brand().name, w.language)
    return EmailMessage(
        subject=w.plain(f"emails.{about}.subject", council=name),
        body="\n\n".join(paragraphs) + "\n",
        to=[one.email],
        headers={"Content-Language": w.language, "Auto-Submitted": "auto-generated"},
    )


def _invited(one: AccountView, w: Words, at: datetime) -> list[str] | None:
    """Return how to begin: by the council's own accounts where it has such, else by a link; None once they have."""
    if accounts.has_begun(one.id):
        return None
    name, door, provider = said(brand().name, w.language), _address("account_login", w), accounts.provider_name()
    lead = w.plain("emails.invited.lead", council=name)
    if provider:
        return [lead, w.plain("emails.invited.provider", provider=provider), door]
    made = accounts.make_invitation_token(account=one.id, by=BY, at=at)
    if made is None:
        return None
    token, ends = made
    return [
        lead,
        w.plain("emails.invited.link"),
        _address("desk-invitation", w, token),
        w.plain("emails.invited.ends", until=lists.when(w, ends)),
        door,
        w.plain("emails.invited.not_you", council=name),
    ]


def _changed(kind: str, w: Words, happened: datetime) -> list[str]:
    """Return what was changed, when, and what to do if it was not oneself who wanted it."""
    about, name, when = _group(kind), said(brand().name, w.language), lists.when(w, happened)
    return [
        w.plain(f"emails.{about}.lead", council=name, when=when[:1].upper() + when[1:]),
        w.plain(f"emails.{about}.next"),
        _address("account_login", w),
        w.plain("emails.not_you"),
    ]


def _group(kind: str) -> str:
    return kind.partition(".")[2]


def _address(route: str, w: Words, *args: str) -> str:
    """Return the whole address of a page in the language of the email."""
    prefix = "" if w.language == council().languages[0] else f"/{w.language}"
    return f"{settings.PORTREEVE_URL}{prefix}{reverse(route, args=args or None)}"

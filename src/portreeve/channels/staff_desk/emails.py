"""Emails of the desk's sign-in, in our own words and the language of the page that asked for them."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMessage
from django.http import HttpRequest

from portreeve.channels.staff_desk import naming
from portreeve.foundation.accounts.api import StaffSignIn
from portreeve.foundation.design.api import context as of_page
from portreeve.foundation.design.api import language_of


class DeskSignIn(StaffSignIn):
    """How staff sign in, with emails that know the council and its words."""

    def language_of(self, request: HttpRequest) -> str:
        """Return the language of the page on which somebody signs in; empty where the desk has no words in it."""
        language = language_of(request)
        return language if language in naming.languages() else ""

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Return an email; the library gives the words of a page to its text, but not to its subject."""
        words = of_page(context["request"])
        email_of_page: EmailMessage = super().render_mail(template_prefix, email, words | context, headers)
        return email_of_page

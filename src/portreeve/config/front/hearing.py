"""Who may hear of what, and who is asking: looked up in the database, from threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from portreeve.config import wiring
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel

Hearing = Callable[[frozenset[UUID], Actor], frozenset[UUID]]
"""Given subjects and somebody, returns those subjects of which they may hear."""


def session_key(cookie: str) -> str:
    """Return the session's key from a Cookie header; empty where there is none."""
    try:
        found = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""


def member_of_staff(key: str) -> Actor | None:
    """Return who is signed in with a session, with the grants they have now; None for anyone else."""
    close_old_connections()
    try:
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        user = get_user(request)
        return accounts.actor_for(user.pk, Channel.WEB) if user.is_authenticated and user.is_active else None
    finally:
        close_old_connections()


def allowed(told: Mapping[str, frozenset[UUID]], actor: Actor) -> frozenset[tuple[str, UUID]]:
    """Return those topics and subjects of which the actor may hear. A topic that nobody wired is silent."""
    close_old_connections()
    try:
        hearings = wiring.hearings()
        return frozenset(
            (topic, subject)
            for topic, ids in told.items()
            if topic in hearings
            for subject in hearings[topic](ids, actor)
        )
    finally:
        close_old_connections()

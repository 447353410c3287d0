"""Sessions in the database, told apart: one that is gone, and a database that cannot be asked just now."""

from __future__ import annotations

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import OperationalError


class SessionStore(DatabaseStore):
    """Django's own, but for this: a database that dies while a session is saved is our fault, not the person's.

    Django calls it "the session was deleted before the request completed", a bad request, which nobody tries again.
    """

    def save(self, must_create: bool = False) -> None:
        """Save. Raises UpdateError where the session is gone, OperationalError where the database is."""
        try:
            super().save(must_create)
        except UpdateError as lost:
            if isinstance(lost.__context__, OperationalError):
                raise lost.__context__ from lost
            raise

"""Sessions in the database, told apart: one that is gone, and a database that cannot be asked just now."""

from __future__ import annotations

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import OperationalError
from django.utils import timezone

from portreeve.foundation.statements.api import Reading


class SessionStore(DatabaseStore):
    """Django's own, but read as cheaply as every page needs it, and but for a database that dies during a save.

    That is our fault, not the person's. Django calls it "the session was deleted before the request completed", a bad
    request, which nobody tries again.
    """

    def save(self, must_create: bool = False) -> None:
        """Save. Raises UpdateError where the session is gone, OperationalError where the database is."""
        try:
            super().save(must_create)
        except UpdateError as lost:
            if isinstance(lost.__context__, OperationalError):
                raise lost.__context__ from lost
            raise

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """Return the session's row; without one that is still good the browser is given a new key."""
        found = _GOOD.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found


_GOOD = Reading(lambda key, now: SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now))

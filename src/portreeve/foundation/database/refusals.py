"""Why an embedded database cannot be had, in words for the person at the terminal."""

from __future__ import annotations


class DatabaseUnavailable(Exception):
    """The embedded database cannot be started or used; the text says what to do."""


class AlreadyRunning(DatabaseUnavailable):
    """Another process runs the database of this home folder."""

"""Gets Django, and where wanted the database, ready for a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from portreeve.config.command_line.output import WrongUse
from portreeve.config.settings.read import Settings


def chosen_settings() -> Settings:
    """Return the settings, once all of them are right. Raises WrongUse, saying what to set, where one is wrong."""
    from django.core.exceptions import ImproperlyConfigured

    from portreeve.config.settings.places import places_settings
    from portreeve.config.settings.post import post_settings
    from portreeve.config.settings.read import settings
    from portreeve.config.settings.sign_in import oidc_settings

    try:
        chosen = settings()
        post_settings()
        places_settings()
        oidc_settings(demo=chosen.demo)
        return chosen
    except (ImproperlyConfigured, OSError) as wrong:
        raise WrongUse(str(wrong)) from wrong


def set_up() -> Settings:
    """Get Django ready, for commands that need no database. Raises WrongUse."""
    chosen = chosen_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")
    import django

    django.setup()
    return chosen


@contextmanager
def with_database() -> Iterator[Settings]:
    """Get Django and the database ready: the embedded one is started for the command where it is not running.

    Raises WrongUse where the database cannot be had.
    """
    from portreeve.foundation.database import api as database

    chosen = set_up()
    if chosen.database_url:
        yield chosen
        return
    try:
        running = database.running(chosen.home, programs=chosen.postgres_bin)
        running.__enter__()
    except database.DatabaseUnavailable as problem:
        raise WrongUse(str(problem)) from problem
    try:
        yield chosen
    finally:
        from django.db import connections

        connections.close_all()
        running.__exit__(None, None, None)

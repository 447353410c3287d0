"""What must be done now and then to keep the house tidy: by timers, never by people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.files import api as files
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import system


def sweep_files(at: datetime) -> int:
    """Erase uploads that nobody claimed; returns how many."""
    return files.sweep(by=system("files.sweep"), at=at)


def dispose(at: datetime) -> int:
    """Dispose of what is past its time in every table that says how long it keeps; returns how many rows went."""
    by = system("records.dispose")

    def erase_file(file: UUID) -> None:
        files.erase(file=file, by=by, at=at)

    return sum(line.disposed for line in personal_data.dispose(erase_file=erase_file, by=by, at=at))


def clear_sessions(at: datetime) -> int:
    """Delete the sessions of visits that are over; returns how many."""
    from django.contrib.sessions.models import Session

    return Session.objects.filter(expire_date__lt=at).delete()[0]

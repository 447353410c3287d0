"""What must be done now and then to keep the house tidy: by timers, never by people."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from portreeve.config.backup import holds_file
from portreeve.config.settings.read import settings
from portreeve.foundation.files import api as files
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import system
from portreeve.modules.cases import api as cases
from portreeve.modules.journeys import api as journeys


def sweep_files(at: datetime) -> int:
    """Erase uploads that nobody claimed; returns how many."""
    return files.sweep(by=system("files.sweep"), at=at)


def dispose(at: datetime) -> int:
    """Dispose of what is past its time, rows by their tables' and answers by their own; returns how many rows went.

    Afterwards, what was left of people erased before goes, where the hold on somebody else that kept it is lifted.
    """
    by = system("records.dispose")

    def erase_file(file: UUID) -> None:
        files.erase(file=file, by=by, at=at)

    parts = (cases.forget_answers, journeys.forget_registered, journeys.forget_dropped)
    answers = sum(forget(erase_file=erase_file, by=by, at=at) for forget in parts)
    rows = sum(line.disposed for line in personal_data.dispose(erase_file=erase_file, by=by, at=at))
    personal_data.erase_what_was_left(erase_file=erase_file, by=by, at=at)
    return answers + rows


def clear_sessions(at: datetime) -> int:
    """Delete the sessions of visits that are over; returns how many."""
    from django.contrib.sessions.models import Session

    return Session.objects.filter(expire_date__lt=at).delete()[0]


def erased_list(home: Path) -> Path:
    """Return where the ids of erased people are kept outside the database, for a restore on a machine that lost it."""
    return home / "erased.txt"


def keep_erasures(at: datetime) -> int:
    """Keep the ids of everybody erased in a file outside the database, whole or as it was; returns how many there are.

    Ids say nothing by themselves: they are what is left of a person, and a backup made before brings the rest back.
    """
    del at
    known = [str(party) for party in personal_data.erased_since()]
    path = erased_list(settings().home)
    kept = path.read_text(encoding="ascii").split() if path.exists() else []
    if set(known) <= set(kept):
        return len(kept)
    wanted = [*kept, *(one for one in known if one not in set(kept))]
    beside = path.with_suffix(f".{os.getpid()}.part")
    beside.write_text("\n".join(wanted) + "\n", encoding="ascii")
    beside.replace(path)
    return len(wanted)


def keep_holds(at: datetime) -> int:
    """Keep every legal hold, in force or lifted, in a file outside the database; returns how many there are."""
    del at
    return holds_file.keep(holds_file.holds_file(settings().home), personal_data.every_hold())


def erased_here(home: Path) -> tuple[UUID, ...]:
    """Return the ids kept outside the database, for a restore to erase them again."""
    path = erased_list(home)
    return tuple(UUID(line) for line in path.read_text(encoding="ascii").split()) if path.exists() else ()

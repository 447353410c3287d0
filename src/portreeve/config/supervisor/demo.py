"""The demo council's data: what a first visitor sees before the first page, the long rest while pages are served."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from portreeve.config.settings.read import Settings
from portreeve.foundation.database.api import data_folder

FIRST = frozenset({"services", "templates", "holders", "staff"})
"""Steps of `portreeve prepare` without which the first page would be empty or nobody could sign in."""


def is_prepared(settings: Settings) -> bool:
    """Say whether this database was prepared from the council's files as they are now, so that a start can be quick."""
    mark = _mark(settings)
    return mark.exists() and mark.read_text() == _fingerprint(settings)


def mark_prepared(settings: Settings) -> None:
    """Keep that all is in place."""
    _mark(settings).write_text(_fingerprint(settings))


def prepare_first() -> Iterator[str]:
    """Do the first steps; yields what there is to say."""
    from portreeve.config.prepare import steps
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system

    for step in steps():
        if step.name in FIRST:
            yield from step.do(system("prepare"), clock.now())


def sign_ins(settings: Settings) -> list[str]:
    """Return a line for each member of the demo's staff: how to sign in to the desk, and as what."""
    from ruamel.yaml import YAML

    from portreeve.config.prepare import DEMO_PASSWORD

    file = settings.council / "staff.yaml"
    staff = YAML(typ="safe").load(file) if file.exists() else []
    lines = [f"  {one['email']:<36} {_roles(one)}" for one in staff]
    return [f'Sign in to the desk with the password "{DEMO_PASSWORD}" as one of:', *lines] if lines else []


def _roles(one: dict[str, str | list[str]]) -> str:
    """Return the roles of somebody in the file, which names one or several."""
    return one["role"] if isinstance(one["role"], str) else ", ".join(one["role"])


def _mark(settings: Settings) -> Path:
    return settings.home / "prepared"


def _fingerprint(settings: Settings) -> str:
    """Return a digest of the council's files and of which database this is."""
    files = sorted(path for path in settings.council.rglob("*") if path.is_file())
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    made = data_folder(settings.home) / "PG_VERSION"
    which = settings.database_url or (made.stat().st_mtime_ns if made.exists() else 0)
    return hashlib.sha256(repr((which, seen)).encode()).hexdigest()

"""Publishing whole folders of service files: by hand, and in the demo on every save."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue.operations.publishing import publish
from portreeve.modules.catalogue.queries.folders import check_folder
from portreeve.modules.catalogue.types import CheckReport, FactDeclaration, Publishing

_seen: dict[Path, frozenset[tuple[str, int, int]]] = {}
"""What each folder looked like when this process last published it: file names, times and sizes."""


def publish_folder(
    *,
    folder: Path,
    facts: tuple[FactDeclaration, ...],
    languages: tuple[str, ...],
    required: tuple[str, ...] = (),
    by: Actor,
    at: datetime,
) -> tuple[CheckReport, tuple[Publishing, ...]]:
    """Check a folder and publish every service in it that nothing stops, each in a transaction of its own.

    A service with problems is left as it is and does not hold up the others. Raises FolderMissing, NotAllowed.
    """
    report = check_folder(folder, facts, languages=languages, required=required)
    ready = [reading for reading in report.readings if reading.publishable]
    return report, tuple(publish(reading=reading, facts=facts, by=by, at=at) for reading in ready)


def publish_changed(
    *, folder: Path, facts: tuple[FactDeclaration, ...], languages: tuple[str, ...], by: Actor, at: datetime
) -> tuple[CheckReport, tuple[Publishing, ...]] | None:
    """Publish a folder if any file in it was saved since this process last did; None where nothing was.

    For a watcher that asks every second or so: nothing is read while nothing changes. Raises FolderMissing, NotAllowed.
    """
    looks = _looks_of(folder)
    if _seen.get(folder) == looks:
        return None
    done = publish_folder(folder=folder, facts=facts, languages=languages, by=by, at=at)
    _seen[folder] = looks
    return done


def _looks_of(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return what tells a changed folder from an unchanged one; a file that goes away meanwhile is not there."""
    looks = set()
    for path in folder.glob("*.y*ml"):
        try:
            found = path.stat()
        except FileNotFoundError:
            continue
        looks.add((path.name, found.st_mtime_ns, found.st_size))
    return frozenset(looks)

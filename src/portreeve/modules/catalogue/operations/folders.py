"""Publishing whole folders of service files: by hand, and in the demo on every save."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue.models import Publication, ServiceVersion
from portreeve.modules.catalogue.operations.publishing import publish
from portreeve.modules.catalogue.queries.folders import check_folder
from portreeve.modules.catalogue.rules.canonical import versioned
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

    For a watcher that asks every second or so: no file is read while nothing changes. What was withdrawn stays so until
    its file says something else. Raises FolderMissing, NotAllowed.
    """
    looks = _looks_of(folder)
    if _seen.get(folder) == looks and ServiceVersion.objects.exists():
        return None
    report = check_folder(folder, facts, languages=languages)
    withdrawn = set(Publication.objects.filter(withdrawn_at__isnull=False).values_list("version_id", flat=True))
    ready = [
        reading
        for reading in report.readings
        if reading.publishable and reading.service and versioned(reading.service, facts).version not in withdrawn
    ]
    done = tuple(publish(reading=reading, facts=facts, by=by, at=at) for reading in ready)
    _seen[folder] = looks
    return report, done


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

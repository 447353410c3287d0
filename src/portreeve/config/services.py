"""Joins the catalogue to the installation: its facts, its languages, and the demo's folder that publishes on save."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from portreeve.config.journeys import CollectionFacts
from portreeve.config.settings.read import settings
from portreeve.foundation.config_types.api import CouncilDataWrong, council, installation
from portreeve.foundation.pure.actor import system
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import CheckReport, Publishing

log = logging.getLogger("portreeve.services")


def _languages() -> tuple[str, ...]:
    """Return the council's languages; English where files are checked without a council's data beside them."""
    try:
        return council().languages
    except CouncilDataWrong:
        if (installation().council / "council.yaml").exists():
            raise
        return ("en",)


def check_here(folder: Path, *, required: tuple[str, ...] = ()) -> CheckReport:
    """Check a folder against what this installation has. Raises FolderMissing."""
    facts = CollectionFacts().declared()
    return catalogue.check_folder(folder, facts, languages=_languages(), required=required)


def publish_here(
    folder: Path, *, required: tuple[str, ...] = (), at: datetime
) -> tuple[CheckReport, tuple[Publishing, ...]]:
    """Publish a folder for this installation. Raises FolderMissing."""
    return catalogue.publish_folder(
        folder=folder,
        facts=CollectionFacts().declared(),
        languages=council().languages,
        required=required,
        by=system("services.publish"),
        at=at,
    )


def publish_on_save(at: datetime) -> None:
    """In the demo, publish the council's services whenever a file was saved; elsewhere people publish."""
    folder = settings().council / "services"
    if not settings().demo or not folder.is_dir():
        return
    done = catalogue.publish_changed(
        folder=folder,
        facts=CollectionFacts().declared(),
        languages=council().languages,
        by=system("services.save"),
        at=at,
    )
    if done is None:
        return
    report, published = done
    for one in published:
        if one.changed:
            log.info("service_published", extra={"service": one.service})
    for problem in report.all_problems:
        if problem.blocks:
            log.warning(
                "service_not_published", extra={"code": problem.code, "service": problem.file.partition(".")[0]}
            )

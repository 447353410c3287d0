"""Publishing the council's templates from its files."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.modules.correspondence import events, models
from portreeve.modules.correspondence.queries import template_files

PUBLISH = "catalogue.publish"


class TemplatesFaulty(Exception):
    """The templates cannot be published; `problems` says what to mend."""

    def __init__(self, report: template_files.Report) -> None:
        """Keep the report for whoever shows it."""
        super().__init__(f"{len(report.blocking)} things are to be mended first.")
        self.report = report


@operation
def publish_templates(*, folder: Path, by: Actor, at: datetime) -> int:
    """Check a folder of templates and publish what changed; returns how many. Raises NotAllowed, TemplatesFaulty."""
    if not may_everywhere(by, PUBLISH):
        raise NotAllowed(act=PUBLISH)
    report = template_files.check_folder(folder)
    if report.blocking:
        raise TemplatesFaulty(report)
    rows = models.TemplateVersion.objects.select_for_update().filter(current=True)
    now = {(row.template, row.language): row for row in rows}
    changed = 0
    for file in report.files:
        digest = hashlib.sha256(json.dumps(file.parts, sort_keys=True).encode()).hexdigest()
        before = now.get((file.template, file.language))
        if before is not None and before.hash == digest:
            continue
        if before is not None:
            before.current = False
            before.save(update_fields=["current"])
        row = models.TemplateVersion.objects.create(
            template=file.template, language=file.language, hash=digest, parts=dict(file.parts), published_at=at
        )
        happened = events.TemplatePublished(
            subject=row.id, template=row.template, language=row.language, version_hash=digest
        )
        record(happened, by=by, at=at)
        changed += 1
    return changed

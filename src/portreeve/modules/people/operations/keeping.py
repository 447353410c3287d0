"""Single details of changes go when their own time is over."""

from __future__ import annotations

from datetime import datetime

from portreeve.foundation.journal.api import operation
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.people import models, types
from portreeve.modules.people.queries.keeping import with_details_over
from portreeve.modules.people.rules.keeping import over, without

MOST = 2000
"""Changes that one run sees to; the next goes on."""
_TABLE = "portreeve_people.Registration"


@operation
def forget_details(*, by: Actor, at: datetime) -> tuple[types.Forgotten, ...]:
    """Forget every detail whose time is over, and return which, for what was sent to be emptied of them as well.

    What a legal hold keeps stays, and is counted in the log of disposals.
    """
    due, kept = with_details_over(at=at, held=personal_data.held_rows(_TABLE), most=MOST)
    gone = []
    for row in models.Registration.objects.select_for_update().filter(id__in=due).order_by("id"):
        paths = over(row.details, row.closed_at, at)
        row.details = without(row.details, paths)
        row.save(update_fields=["details"])
        gone.append(types.Forgotten(registration=row.id, submission=row.submission, paths=paths))
    personal_data.log_disposal(model=f"{_TABLE}.details", rows=len(gone), held=len(kept), by=by, at=at)
    return tuple(gone)

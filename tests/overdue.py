"""What the worker does with the jobs of overdue dispatches, at once and in this thread."""

from __future__ import annotations

from portreeve.foundation.clock import api as clock
from portreeve.modules.correspondence import jobs
from portreeve.modules.correspondence.queries import dispatches


def see_to_overdue() -> int:
    """See to everything that is overdue now, one after another; returns how much there was."""
    overdue = dispatches.due(at=clock.now())
    for dispatch, *_ in overdue:
        jobs.see_to(dispatch=str(dispatch))
    return len(overdue)

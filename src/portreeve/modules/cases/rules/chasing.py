"""Why somebody had to ask again, when nobody says."""

from __future__ import annotations

from datetime import datetime

from portreeve.modules.cases.types import ChaseCause


def cause_of(*, ended: bool, broken: bool, due: datetime, at: datetime) -> ChaseCause:
    """Return the likeliest cause of avoidable contact (NI 14) from where the case stands."""
    if ended:
        return ChaseCause.CLOSED_TOO_SOON
    return ChaseCause.LATE if broken or due < at else ChaseCause.NO_NEWS

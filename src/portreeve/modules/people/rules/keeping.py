"""When the time of a single detail of a change is over: it is kept so long after every holder has answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portreeve.foundation.pure.span import after

Details = Sequence[Sequence[Any]]


def over(details: Details, closed_at: datetime | None, at: datetime) -> tuple[str, ...]:
    """Return the paths of the details whose time is over; none while some holder has still to answer."""
    if closed_at is None:
        return ()
    return tuple(sorted({about["question"] for _, _, about in details if _is_over(about, closed_at, at)}))


def _is_over(about: dict[str, Any], closed_at: datetime, at: datetime) -> bool:
    return bool(about.get("keep")) and after(closed_at, about["keep"]) <= at


def without(details: Details, paths: Sequence[str]) -> list[list[Any]]:
    """Return details without the texts at some paths; that there was such a detail stays."""
    return [
        [label, None, {"question": about["question"]}] if about["question"] in paths else [label, text, about]
        for label, text, about in details
    ]

"""One row of somebody else's file as a past case and its contact, or the reason why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from portreeve.config.importing.mapping import PastMapping
from portreeve.modules.cases.types import Audience, CaseStatus, ClosingReason, PastCase, PastNote
from portreeve.modules.contacts.types import Avoidable
from portreeve.modules.places.types import Place

_POINT = re.compile(r"\(?\s*(-?\d{1,3}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*\)?")


class RowWrong(Exception):
    """A row that cannot be brought in; the text says why, for the person who sees to the file."""


@dataclass(frozen=True, slots=True)
class PastRow:
    """What one row says."""

    case: PastCase
    avoidable: Avoidable | None


def read_row(row: Mapping[str, str | None], mapping: PastMapping) -> PastRow:
    """Return what a row says. Raises RowWrong."""
    said = {name: (row.get(column) or "").strip() for name, column in mapping.columns.items()}
    if not said["key"]:
        raise RowWrong("it has no number of its own")
    opened, closed = _time(said["opened"], mapping, "opened"), _time(said["closed"], mapping, "closed")
    if opened is None:
        raise RowWrong("it does not say when it was opened")
    if closed is not None and closed < opened:
        raise RowWrong("it was closed before it was opened")
    if said["channel"] not in mapping.channels:
        raise RowWrong(f"the mapping does not know the channel {said['channel'] or '(none)'}")
    if not said["category"]:
        raise RowWrong("it does not say what it is about")
    status, reason = _standing(said, mapping, closed)
    notes = said.get("notes", "")
    case = PastCase(
        key=said["key"],
        service=mapping.service(said["category"]),
        channel=mapping.channels[said["channel"]],
        team=mapping.teams.get(said.get("team", "") or said["category"], mapping.team),
        opened_at=opened,
        ended_at=closed,
        status=status,
        closing_reason=reason,
        place=_place(said),
        notes=(PastNote(at=closed or opened, text=notes, audience=Audience.STAFF),) if notes else (),
    )
    return PastRow(case, Avoidable.REPEATED if reason is ClosingReason.DUPLICATE else None)


def _standing(
    said: Mapping[str, str], mapping: PastMapping, closed: datetime | None
) -> tuple[CaseStatus, ClosingReason | None]:
    """Return where a row stands: by its status, and for a closed one by what its notes say. Raises RowWrong."""
    if said["status"] not in mapping.statuses:
        raise RowWrong(f"the mapping does not know the status {said['status'] or '(none)'}")
    status = mapping.statuses[said["status"]]
    ended = status in {CaseStatus.DONE, CaseStatus.CLOSED}
    if ended != (closed is not None):
        raise RowWrong("its status and its closing time do not agree")
    found = mapping.ending(said.get("notes", "")) if ended else None
    return (found.status, found.reason) if found else (status, None)


def _time(text: str, mapping: PastMapping, name: str) -> datetime | None:
    """Read a local time; of an hour that came twice, the first is meant. Raises RowWrong."""
    if not text:
        return None
    try:
        return datetime.strptime(text, mapping.times).replace(tzinfo=mapping.zone).astimezone(UTC)
    except ValueError as error:
        raise RowWrong(f"{name} is not a time as the mapping describes it") from error


def _place(said: Mapping[str, str]) -> Place:
    """Return where it was, as far as the row says."""
    found = _POINT.fullmatch(said.get("point", ""))
    lat, long = (float(found[1]), float(found[2])) if found else (None, None)
    return Place(text=said.get("address", "")[:500], ward=said.get("ward", "")[:40], lat=lat, long=long)

"""A mapping file: what the columns and codes of somebody else's file mean here. Read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portreeve.foundation.config_types.api import CouncilDataWrong, read_mapping
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases.types import CaseStatus, ClosingReason

COLUMNS = {"key", "opened", "closed", "status", "channel", "category"}
MAY = {"notes", "type", "address", "ward", "point", "team"}
_ENTRIES = {"source", "zone", "times", "columns", "channels", "services", "teams", "team", "statuses", "endings"}


@dataclass(frozen=True, slots=True)
class Ending:
    """What a closed row's notes say about how it ended; the first that matches counts."""

    notes: re.Pattern[str]
    status: CaseStatus
    reason: ClosingReason | None


@dataclass(frozen=True, slots=True)
class PastMapping:
    """A checked mapping."""

    source: str
    zone: ZoneInfo
    times: str
    columns: Mapping[str, str]
    channels: Mapping[str, Channel]
    services: Mapping[str, str]
    teams: Mapping[str, str]
    team: str
    statuses: Mapping[str, CaseStatus]
    endings: tuple[Ending, ...]

    def service(self, category: str) -> str:
        """Return our service for a category: as mapped, else the category made into an id."""
        return self.services.get(category) or re.sub(r"[^a-z0-9]+", "-", category.lower()).strip("-")

    def ending(self, notes: str) -> Ending | None:
        """Return the first ending that the notes match."""
        return next((one for one in self.endings if one.notes.search(notes)), None)


def read_past_mapping(path: Path) -> PastMapping:
    """Read and check a mapping. Raises CouncilDataWrong, saying what is wrong and what to do."""
    raw = read_mapping(path)
    if unknown := sorted(set(raw) - _ENTRIES):
        raise CouncilDataWrong(
            f"{path.name}: unknown entry {unknown[0]}; known ones are {', '.join(sorted(_ENTRIES))}."
        )
    columns = {str(k): str(v) for k, v in _map(path, raw, "columns").items()}
    if missing := sorted(COLUMNS - set(columns)):
        raise CouncilDataWrong(f"{path.name}: columns must say which one is {missing[0]}.")
    if unknown := sorted(set(columns) - COLUMNS - MAY):
        raise CouncilDataWrong(f"{path.name}: columns: {unknown[0]} is not something we ask for.")
    try:
        return PastMapping(
            source=str(raw["source"]),
            zone=ZoneInfo(str(raw["zone"])),
            times=str(raw["times"]),
            columns=columns,
            channels={str(k): Channel(v) for k, v in _map(path, raw, "channels").items()},
            services={str(k): str(v) for k, v in (raw.get("services") or {}).items()},
            teams={str(k): str(v) for k, v in (raw.get("teams") or {}).items()},
            team=str(raw["team"]),
            statuses={str(k): CaseStatus(v) for k, v in _map(path, raw, "statuses").items()},
            endings=tuple(_ending(one) for one in raw.get("endings") or ()),
        )
    except KeyError as error:
        raise CouncilDataWrong(f"{path.name}: {error} is missing.") from error
    except ZoneInfoNotFoundError as error:
        raise CouncilDataWrong(f"{path.name}: zone must be such as Europe/London.") from error
    except (ValueError, re.error) as error:
        raise CouncilDataWrong(f"{path.name}: {error}.") from error


def _map(path: Path, raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an entry that must be a map. Raises CouncilDataWrong."""
    found = raw.get(name)
    if not isinstance(found, Mapping) or not found:
        raise CouncilDataWrong(f"{path.name}: {name} must be a map, such as {{their word: ours}}.")
    return found


def _ending(raw: Mapping[str, Any]) -> Ending:
    """Read one ending. Raises KeyError, ValueError or re.error."""
    reason = raw.get("reason")
    return Ending(
        notes=re.compile(str(raw["notes"]), re.IGNORECASE),
        status=CaseStatus(raw["status"]),
        reason=ClosingReason(reason) if reason else None,
    )

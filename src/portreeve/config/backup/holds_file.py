"""Legal holds, kept in a file outside the database, so that a restore knows of those its backup does not.

As a line of JSON each: ids, a code, a reference and times, never a name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from portreeve.config.backup.manifest import BackupWrong
from portreeve.foundation.personal_data.types import Hold, HoldReason


def holds_file(home: Path) -> Path:
    """Return where the holds of an installation are kept."""
    return home / "holds.jsonl"


def keep(path: Path, holds: Iterable[Hold]) -> int:
    """Add holds to a file, and say of those in it that they are lifted; whole or as it was. Returns how many there are.

    None is taken out, though the database may have lost it; one that is lifted stays so.
    """
    known = read(path) if path.exists() else ()
    wanted = together(known, holds)
    if wanted != known:
        beside = path.with_suffix(f".{os.getpid()}.part")
        beside.write_text("".join(_line(one) for one in wanted), encoding="utf-8")
        beside.replace(path)
    return len(wanted)


def read(path: Path) -> tuple[Hold, ...]:
    """Return the holds that a file keeps. Raises BackupWrong where it is not as we write it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise BackupWrong(f"{path} cannot be read: {problem}.") from problem
    return tuple(_hold(path, number, line) for number, line in enumerate(lines, 1) if line.strip())


def together(*parts: Iterable[Hold]) -> tuple[Hold, ...]:
    """Return what several sources know of holds, each once, in the order in which they were placed."""
    found: dict[UUID, Hold] = {}
    for part in parts:
        for one in part:
            if one.id not in found or one.lifted_at is not None:
                found[one.id] = one
    return tuple(sorted(found.values(), key=lambda one: one.id))


def _line(hold: Hold) -> str:
    return json.dumps(asdict(hold), default=_plain, ensure_ascii=False) + "\n"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _hold(path: Path, number: int, line: str) -> Hold:
    try:
        said: dict[str, Any] = json.loads(line)
        return Hold(
            id=UUID(said["id"]),
            party=UUID(said["party"]),
            reason=HoldReason(said["reason"]),
            reference=str(said["reference"]),
            placed_at=datetime.fromisoformat(said["placed_at"]),
            placed_by=str(said["placed_by"]),
            lifted_at=datetime.fromisoformat(said["lifted_at"]) if said["lifted_at"] else None,
            lifted_by=str(said["lifted_by"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BackupWrong(
            f"{path}, line {number}, is no legal hold, so nothing was touched. Mend the line, or take it out and place"
            " that hold again by hand."
        ) from problem

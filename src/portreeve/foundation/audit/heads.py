"""The file outside the database to which every seal's head is written, and signed notes of what was deleted on purpose.

One JSON document a line, appended and never rewritten. Copy it, or its folder, to where the database's administrators
cannot write: whoever can change the database and this file and holds the key can change history.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from portreeve.foundation.audit.signing import sign, signed
from portreeve.foundation.config_types.api import installation


@dataclass
class Published:
    """What the file says, as far as it was signed with our key."""

    heads: dict[int, str] = field(default_factory=dict)
    """Heads in hexadecimal, by seal number."""
    disposed: set[int] = field(default_factory=set)
    """Seals whose entries were deleted under the retention rule."""
    lost: set[int] = field(default_factory=set)
    """Seals that a restored backup did not hold, accepted as lost by a person."""
    forged: list[int] = field(default_factory=list)
    """Lines that our key did not sign, counted from 1."""

    @property
    def last(self) -> int:
        """Return the number of the last published seal; 0 if there is none."""
        return max(self.heads, default=0)


def heads_file() -> Path:
    """Return where heads are written."""
    return installation().home / "seals" / "audit-heads.jsonl"


def read() -> Published:
    """Read the whole file, checking every signature."""
    found = Published()
    path = heads_file()
    if not path.exists():
        return found
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not _take(found, line):
                found.forged.append(number)
    return found


def last_published() -> int:
    """Return the number of the last seal in the file, without reading all of it."""
    path = heads_file()
    if not path.exists():
        return 0
    with path.open("rb") as reader:
        reader.seek(max(0, path.stat().st_size - 65_536))
        for line in reversed(reader.read().splitlines()):
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if isinstance(said, dict) and isinstance(said.get("seal"), int):
                return int(said["seal"])
    return max(read().heads, default=0)


@contextmanager
def appending() -> Iterator[IO[str]]:
    """Hold the file for appending: no other sealer writes meanwhile, and what was written is on the disk afterwards."""
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("a", encoding="utf-8") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        yield writer
        writer.flush()
        os.fsync(writer.fileno())


def note(kind: str, first: int, last: int, at: str) -> None:
    """Write a signed note that the seals from `first` to `last` were `disposed` or `lost`."""
    said: dict[str, Any] = {"note": kind, "first": first, "last": last, "at": at}
    said["signature"] = sign(_content(said)).hex()
    with appending() as writer:
        writer.write(json.dumps(said) + "\n")


def _content(said: dict[str, Any]) -> bytes:
    unsigned = {name: value for name, value in said.items() if name != "signature"}
    return json.dumps(unsigned, sort_keys=True).encode()


def _take(found: Published, line: str) -> bool:
    """Add what one line says, if our key signed it."""
    try:
        said = json.loads(line)
        signature = bytes.fromhex(said["signature"])
        if "seal" in said:
            if signed(bytes.fromhex(said["head"]), signature):
                found.heads[int(said["seal"])] = str(said["head"])
                return True
        elif signed(_content(said), signature):
            kept = found.disposed if said["note"] == "disposed" else found.lost
            kept.update(range(int(said["first"]), int(said["last"]) + 1))
            return True
    except (ValueError, KeyError, TypeError):
        return False
    return False

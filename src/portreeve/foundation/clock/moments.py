"""What time it is. In the demo it can be set, for every process at once; anywhere else it cannot."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from portreeve.foundation.config_types.api import council, installation
from portreeve.foundation.pure.refusals import Refusal

_FILE = "demo-clock.json"
_read: dict[Path, tuple[int, int, Setting]] = {}


class ClockNotSettable(Refusal):
    """The clock can be set in the demo and in tests only."""

    code = "clock-not-settable"


class Setting:
    """A clock that was set: standing still at a moment, or running on from it."""

    __slots__ = ("at", "offset", "running")

    def __init__(self, text: str) -> None:
        """Read what `set_for_demo` wrote."""
        raw = json.loads(text)
        self.at = datetime.fromisoformat(raw["at"])
        self.running = bool(raw["running"])
        self.offset = timedelta(seconds=float(raw["offset"]))

    def now(self) -> datetime:
        """Return the moment that this clock shows."""
        return datetime.now(UTC) + self.offset if self.running else self.at


def now() -> datetime:
    """Return the present moment, in UTC."""
    here = installation()
    if here.demo:
        setting = _setting(here.home / _FILE)
        if setting is not None:
            return setting.now()
    return datetime.now(UTC)


def set_for_demo(at: datetime | None, *, running: bool = False) -> None:
    """Set the clock of all processes: standing still at `at`, or running on from there; None: the true time again.

    Raises ClockNotSettable outside the demo, ValueError for a moment without its zone.
    """
    here = installation()
    if not here.demo:
        raise ClockNotSettable
    path = here.home / _FILE
    if at is None:
        path.unlink(missing_ok=True)
        return
    if at.tzinfo is None:
        raise ValueError("Set the clock to an aware moment.")
    offset = (at - datetime.now(UTC)).total_seconds()
    raw = {"at": at.astimezone(UTC).isoformat(), "running": running, "offset": offset}
    here.home.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(raw), encoding="utf-8")
    part.replace(path)


def council_zone() -> ZoneInfo:
    """Return the time zone of the council."""
    return council().zone


def local(at: datetime) -> datetime:
    """Return a moment in the council's zone, for showing it and for rules about times of day."""
    return at.astimezone(council_zone())


def _setting(path: Path) -> Setting | None:
    """Return the clock that was set, if any. One `stat` when nothing has changed."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    known = _read.get(path)
    if known is None or known[:2] != (found.st_mtime_ns, found.st_ino):
        try:
            known = (found.st_mtime_ns, found.st_ino, Setting(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        _read[path] = known
    return known[2]

"""What the twin took, one line of JSON each, on disk before it is answered."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portreeve.modules.correspondence.ports import Shown
from portreeve.modules.correspondence.types import Way

FILE = "notify.jsonl"
Entry = dict[str, Any]


class Book:
    """Notifications by id, kept in a file that only grows."""

    def __init__(self, folder: Path) -> None:
        """Read what is there already."""
        self.path = folder / FILE
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}
        for line in self._lines():
            self._entries.setdefault(line["id"], {}).update(line)

    def take(self, entry: Entry) -> None:
        """Write a new notification down."""
        self._write(entry | {"took_at": _now()})

    def move(self, one: str, status: str) -> Entry:
        """Write a new status down and return the whole notification."""
        self._write({"id": one, "status": status, "moved_at": _now()})
        return self._entries[one]

    def get(self, one: str) -> Entry | None:
        """Return a notification, if there is one."""
        return self._entries.get(one)

    def all(self) -> list[Entry]:
        """Return every notification, the latest first."""
        return list(reversed(list(self._entries.values())))

    def shown(self, limit: int) -> tuple[Shown, ...]:
        """Return the latest, as the demo's page shows them."""
        return tuple(_shown(entry) for entry in self.all()[:limit])

    def _write(self, line: Entry) -> None:
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
            self._entries.setdefault(line["id"], {}).update(line)

    def _lines(self) -> Iterator[Entry]:
        """Yield the lines on disk; a last line that was cut off by a crash was never answered for."""
        if not self.path.exists():
            return
        for text in self.path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(text)
            except json.JSONDecodeError:
                continue


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _shown(entry: Entry) -> Shown:
    return Shown(
        at=datetime.fromisoformat(entry["took_at"]),
        way=Way.SMS if entry["type"] == "sms" else Way.LETTER if entry["type"] == "letter" else Way.EMAIL,
        to=entry["to"],
        subject=entry.get("subject", ""),
        text=entry["body"],
        format=entry.get("format", ""),
        status=entry["status"],
    )

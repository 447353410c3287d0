"""What becomes of what the twin took: statuses in their order, and callbacks that are tried again."""

from __future__ import annotations

import json
import logging
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from portreeve.adapters.notify.twin.book import Book, Entry

log = logging.getLogger("portreeve.demo.notify")
ENDS: Final = {"+447700900003": "temporary-failure", "+447700900002": "permanent-failure"}
"""Numbers that Notify's own documentation sets aside for trying failures out."""
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Callback:
    """Where reports go. Notify waits five minutes between its tries; the demo is quicker."""

    url: str
    token: str
    wait: float = 2.0


class Delivery:
    """Moves each notification to its end after a while, in a thread of its own, and reports it."""

    def __init__(self, book: Book, callback: Callback | None, *, seconds: float = 0.5) -> None:
        """Keep where statuses are written and reports go."""
        self._book = book
        self._callback = callback
        self._seconds = seconds

    def begin(self, entry: Entry) -> None:
        """Deliver one notification, later."""
        threading.Thread(target=self._deliver, args=(entry["id"],), daemon=True).start()

    def resume(self) -> None:
        """Go on with whatever was under way when the twin stopped."""
        for entry in self._book.all():
            if entry["status"] in {"created", "sending", "accepted"}:
                self.begin(entry)

    def _deliver(self, one: str) -> None:
        time.sleep(self._seconds)
        entry = self._book.get(one) or {}
        if entry["type"] == "letter":
            self._report(self._book.move(one, "received"))
            return
        self._book.move(one, "sending")
        time.sleep(self._seconds)
        self._report(self._book.move(one, ENDS.get(entry["to"], "delivered")))

    def _report(self, entry: Entry) -> None:
        """Tell the service, up to five times."""
        if self._callback is None:
            return
        body = json.dumps(_report_of(entry)).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._callback.token}"}
        for attempt in range(_TRIES):
            request = urllib.request.Request(self._callback.url, body, headers, method="POST")  # noqa: S310 - ours
            try:
                with urllib.request.urlopen(request, timeout=10):  # noqa: S310 - the address is a setting
                    return
            except (urllib.error.URLError, OSError) as error:
                log.warning("callback failed", extra={"attempt": attempt + 1, "error": type(error).__name__})
                time.sleep(self._callback.wait)


def _report_of(entry: Entry) -> Entry:
    """Return a delivery report in Notify's shape."""
    now = datetime.now(UTC).isoformat()
    return {
        "id": entry["id"],
        "reference": entry["reference"],
        "to": entry["to"],
        "status": entry["status"],
        "created_at": entry["took_at"],
        "completed_at": now,
        "sent_at": now,
        "notification_type": entry["type"],
        "template_id": entry["template"],
        "template_version": 1,
    }

"""The demo twin of a supplier's collection system: slow, away or sparse when told to, with its own log."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from portreeve.modules.places.ports import SourceFailed
from portreeve.modules.places.types import Calendar


@dataclass(slots=True)
class CollectionsTwin:
    """A CollectionSource in memory."""

    calendars: Mapping[str, Calendar]
    """By UPRN."""
    delay: float = 0.0
    limit: float = 1.0
    """Seconds after which an answer counts as none."""
    down: bool = False
    name: str = "collections twin"
    log: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=1000))
    """(UPRN, what came of it)."""
    sleep: Callable[[float], None] = time.sleep

    def calendar(self, uprn: str, *, since: date, until: date) -> Calendar | None:
        """Return a property's days and records within the dates, or None. Raises SourceFailed."""
        self.sleep(min(self.delay, self.limit))
        if self.down or self.delay > self.limit:
            code = "unreachable" if self.down else "timeout"
            self.log.append((uprn, code))
            raise SourceFailed(code, permanent=False, source=self.name)
        known = self.calendars.get(uprn.strip().lstrip("0"))
        self.log.append((uprn, "known" if known else "unknown"))
        if known is None:
            return None
        return replace(
            known,
            days=tuple(day for day in known.days if since <= day.on <= until),
            records=tuple(record for record in known.records if since <= record.on <= until),
        )

"""Places in commit order, and which rows are final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

FINAL = "(transaction < pg_snapshot_xmin(pg_current_snapshot()) OR era < {era})"
_NO_ID = UUID(int=0)


@dataclass(frozen=True, slots=True, order=True)
class CommitPlace:
    """Where a row stands: the era (one more after each restore elsewhere), its transaction, then its own id."""

    era: int = 0
    transaction: int = 0
    id: UUID = _NO_ID

    def parameters(self) -> list[Any]:
        """Return the place as SQL parameters, for `(era, transaction, id) > (%s, %s::xid8, %s)`."""
        return [self.era, str(self.transaction), self.id]


START = CommitPlace()

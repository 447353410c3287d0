"""Audit entries and what checking them found, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did or saw what, to what, when."""

    id: UUID
    act: str
    subject_type: str
    subject: UUID | None
    at: datetime
    actor_kind: str
    actor: str
    channel: str
    trace: str
    details: Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole audit found. Everything but `unsealed` and `disposed` is a finding."""

    entries: int
    """Entries that are as they were sealed."""
    seals: int
    unsealed: int
    """Entries not sealed yet: for them nothing can be said. Normally those of the last second."""
    unsealed_since: datetime | None
    disposed: int
    """Entries deleted under the retention rule, as a signed note outside the database says."""
    altered: tuple[UUID, ...] = ()
    missing: tuple[UUID, ...] = ()
    added: tuple[UUID, ...] = ()
    """Entries that lie among sealed ones and were not there when those were sealed."""
    broken_seals: tuple[int, ...] = ()
    """Seals that do not fit their contents or the seal before them."""
    forged_seals: tuple[int, ...] = ()
    """Seals that were not signed with the installation's key."""
    removed_seals: tuple[int, ...] = ()
    """Seals that were published outside the database and are no longer in it."""
    differing_seals: tuple[int, ...] = ()
    """Seals that are not those published outside the database under the same number."""
    unpublished_seals: tuple[int, ...] = ()
    """Seals before the last published one that the file outside the database does not have."""
    forged_lines: tuple[int, ...] = ()
    """Lines of the file outside the database that were not signed with the installation's key."""

    @property
    def intact(self) -> bool:
        """Say whether nothing was found."""
        return not any(self.findings().values())

    def findings(self) -> dict[str, tuple[UUID, ...] | tuple[int, ...]]:
        """Return everything found, by name."""
        return {
            "altered": self.altered,
            "missing": self.missing,
            "added": self.added,
            "broken_seals": self.broken_seals,
            "forged_seals": self.forged_seals,
            "removed_seals": self.removed_seals,
            "differing_seals": self.differing_seals,
            "unpublished_seals": self.unpublished_seals,
            "forged_lines": self.forged_lines,
        }

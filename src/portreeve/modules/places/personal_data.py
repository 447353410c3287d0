"""Why places declares no personal data."""

from __future__ import annotations

from portreeve.foundation.pure.personal import Declaration, nothing_personal

DECLARATIONS: tuple[Declaration, ...] = (
    *nothing_personal(
        *(f"portreeve_places.Gazetteer{name}" for name in ("Ward", "Street", "Address", "Load")),
        why="The gazetteer says which properties there are. It names no occupier; an address becomes personal data "
        "only where it is held beside a person, and there it is declared (people, journeys, cases).",
    ),
    *nothing_personal(
        *(f"portreeve_places.{name}" for name in ("CollectionRound", "CollectionDate", "CollectionStop", "CrewEntry")),
        why="When bins are collected and what a crew recorded at a property, by codes alone; there is no free text.",
    ),
)

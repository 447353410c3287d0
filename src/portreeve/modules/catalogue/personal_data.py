"""Why the catalogue declares no personal data."""

from __future__ import annotations

from portreeve.foundation.pure.personal import Declaration, nothing_personal

DECLARATIONS: tuple[Declaration, ...] = (
    *nothing_personal(
        "portreeve_catalogue.ServiceVersion",
        "portreeve_catalogue.Publication",
        why="What the council offers, in its own words; nobody's answers are here, nor who published it.",
    ),
)

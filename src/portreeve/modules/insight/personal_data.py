"""What insight holds about people: nothing."""

from portreeve.foundation.pure.personal import nothing_personal

DECLARATIONS = nothing_personal(
    "portreeve_insight.Fact",
    "portreeve_insight.Daily",
    why="Codes, counts and ids of contacts, journeys and cases; nothing that says who. Kept when a person is erased.",
)

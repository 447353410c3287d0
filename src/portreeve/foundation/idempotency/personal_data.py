"""What kept answers hold about people."""

from portreeve.foundation.pure.personal import nothing_personal

DECLARATIONS = nothing_personal(
    "portreeve_idempotency.Answered",
    why="Receipts under the id of an actor: references and ids only, deleted when they expire.",
)

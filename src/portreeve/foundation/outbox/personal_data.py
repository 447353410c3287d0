"""What events hold about people: ids and codes, which say nothing once the person is erased."""

from portreeve.foundation.pure.personal import nothing_personal

DECLARATIONS = nothing_personal(
    "portreeve_outbox.OutboxEvent",
    "portreeve_outbox.Cursor",
    "portreeve_outbox.Letter",
    why="Events carry ids and codes only (design §4.6), and are kept so that figures can be rebuilt to the digit.",
)

"""What the audit holds about people: ids and codes, under a rule of its own for how long."""

from portreeve.foundation.pure.personal import nothing_personal

DECLARATIONS = nothing_personal(
    "portreeve_audit.AuditEntry",
    "portreeve_audit.AuditSeal",
    why="Who did and saw what, as ids and codes; deleted by `audit.dispose` only, which the seals account for.",
)

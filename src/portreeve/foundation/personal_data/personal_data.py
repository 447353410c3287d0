"""What this package itself holds: ids of parties, which is all that is left of an erased one."""

from portreeve.foundation.pure.personal import nothing_personal

DECLARATIONS = nothing_personal(
    "portreeve_personal_data.Erasure",
    "portreeve_personal_data.LegalHold",
    "portreeve_personal_data.Disposal",
    why="Proof that data were erased, held or disposed of: ids, counts and times.",
)

"""What limits hold about people: nothing that can be tied to one."""

from portreeve.foundation.pure.personal import nothing_personal

DECLARATIONS = nothing_personal(
    "portreeve_limits.Tries",
    why="Counts of tries under keyed hashes, deleted after two days.",
)

"""How often somebody may try something: one table of limits shared by all workers."""

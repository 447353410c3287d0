"""Tables read in the order in which their rows were committed: the transaction column, and which rows are final."""

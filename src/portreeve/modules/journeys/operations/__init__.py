"""Writing journeys. Whatever must be found out outside is found out before a transaction begins."""

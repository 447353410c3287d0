"""Writes of correspondence: sending, attempts and their ends, calls owed, links, published words."""

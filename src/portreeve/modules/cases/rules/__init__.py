"""Decisions about cases in plain Python: their life, promises, routes, places and duplicates."""

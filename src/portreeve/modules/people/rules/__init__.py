"""Decisions about people in plain Python: contact details, matching, and what may be said to whom."""

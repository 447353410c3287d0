"""Writes of cases, one function an act. `change` holds what they share."""

"""Generates the demo's data: a fictional borough and its people, always the same for the same seed."""

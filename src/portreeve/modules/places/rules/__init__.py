"""Decisions about places: reading what people type, ranking what fits, geometry, and when a bin counts as missed."""

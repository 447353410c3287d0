"""Reads of people. Whatever is read for a member of staff is audited."""

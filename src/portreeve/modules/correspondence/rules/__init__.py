"""Decisions about what we send, in plain Python: which way, when, in which words, and when to try again."""

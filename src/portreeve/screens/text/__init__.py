"""A step as a text message, and a short written reply."""

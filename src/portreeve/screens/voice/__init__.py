"""A step as speech and keys, and keys or words as a reply."""

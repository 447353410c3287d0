"""A step as something said, with the keys that answer it; and the keys back. Zero is always a person."""

from portreeve.screens.voice.heard import AGAIN, read
from portreeve.screens.voice.said import Prompt, receipt, show, spell

__all__ = ["AGAIN", "Prompt", "read", "receipt", "show", "spell"]

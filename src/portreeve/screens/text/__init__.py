"""A step as text messages, and the reply back. For SMS and chat, and for anybody who reads one thing at a time."""

from portreeve.screens.text.heard import read
from portreeve.screens.text.said import receipt, show

__all__ = ["read", "receipt", "show"]

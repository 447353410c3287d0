"""Portreeve: a council's customer access platform, every service defined once and offered on every channel."""

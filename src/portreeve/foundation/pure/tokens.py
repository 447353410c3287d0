"""Capability tokens: who holds one may do one thing with one subject until a time. Only their hashes are kept."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from typing import Final

_BYTES: Final = 20
"""160 bits: nobody guesses one, and it fits a text message and the local part of an email address."""
TOKEN: Final = re.compile(r"[a-z2-7]{32}")


def new_token() -> str:
    """Return a token of 32 small letters and digits, which email addresses and people's keyboards leave unharmed."""
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower()


def digest(token: str) -> str:
    """Return what is kept of a token. Its randomness makes a plain hash enough. Empty for what cannot be one."""
    plain = token.strip().lower()
    return hashlib.sha256(plain.encode()).hexdigest() if TOKEN.fullmatch(plain) else ""

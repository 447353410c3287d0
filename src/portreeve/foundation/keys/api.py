"""The public names of keys."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from portreeve.foundation.keys import ring
from portreeve.foundation.keys.ring import CannotOpen
from portreeve.foundation.keys.secret_files import write_first
from portreeve.foundation.keys.streams import new_key, open_stream, seal_stream


def _home() -> Path:
    """Return the folder that settings name for everything kept outside the database."""
    return Path(settings.PORTREEVE_HOME)


def seal(plain: bytes, *, ring_name: str = "answers") -> str:
    """Seal bytes with the newest key of a ring; the result is text without spaces."""
    return ring.seal(_home(), ring_name, plain)


def unseal(sealed: str, *, ring_name: str = "answers") -> bytes:
    """Open what `seal` made, with any key still on the ring. Raises CannotOpen."""
    return ring.unseal(_home(), ring_name, sealed)


def turn(*, ring_name: str = "answers") -> int:
    """Put a new key first on a ring; returns how many it has.

    From then on everything is sealed with the new key; what was sealed before, data keys of files included, is still
    opened with its own. So an old key may be taken off the ring only when nothing sealed with it is kept any more.
    """
    return ring.turn(_home(), ring_name)


__all__ = ["CannotOpen", "new_key", "open_stream", "seal", "seal_stream", "turn", "unseal", "write_first"]

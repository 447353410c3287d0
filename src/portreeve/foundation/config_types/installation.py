"""What the parts need to know of this installation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Installation:
    """Where things are kept, and whether this is the demo. Set in the settings as `INSTALLATION`."""

    home: Path
    """Where the embedded database, uploads, keys and seals live."""
    demo: bool
    """True where a settable clock and other unsafe conveniences are allowed."""
    council: Path
    """The folder with the council's own data."""


def installation() -> Installation:
    """Return this installation's own, from Django's settings."""
    from django.conf import settings

    found = settings.INSTALLATION
    if not isinstance(found, Installation):
        raise TypeError("The setting INSTALLATION must be an Installation.")
    return found

"""Where the embedded database keeps its things under the home folder. Paths only; nothing is created here."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

PORT = 5432
_LONGEST_SOCKET = 107  # bytes: the kernel's limit for the path of a Unix socket
_SOCKET_NAME = f"/.s.PGSQL.{PORT}"


def data_folder(home: Path) -> Path:
    """Return the folder with the tables."""
    return home.absolute() / "database"


def log_file(home: Path) -> Path:
    """Return the file the server writes its log to."""
    return home.absolute() / "log" / "database.log"


def lock_file(home: Path) -> Path:
    """Return the file that whoever runs the server keeps locked while it runs."""
    return home.absolute() / "database.lock"


def socket_folder(home: Path) -> Path:
    """Return the folder of the server's socket: inside home, or a short one elsewhere where home's path is too long.

    The same home always gives the same folder, so that every process finds the server without being told.
    """
    inside = home.absolute() / "run"
    if len(os.fsencode(inside)) + len(_SOCKET_NAME) <= _LONGEST_SOCKET:
        return inside
    name = hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"portreeve-{os.getuid()}-{name}"

"""Files of keys: written whole or not at all, and readable by their owner only."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Write a file, or put what it says now in the place of what it said."""
    with _beside(path, content) as new:
        new.replace(path)


def write_first(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; of several that try at once one wins. Says whether it was this one."""
    with _beside(path, content) as new:
        try:
            os.link(new, path)
        except FileExistsError:
            return False
    return True


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Give a file with the content beside the one that is meant, safe on the disk; gone afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as writer:
            writer.write(content)
            writer.flush()
            os.fsync(writer.fileno())
        yield new
    finally:
        new.unlink(missing_ok=True)

"""Where files are kept, and who looks at them first."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Protocol


class Readable(Protocol):
    """Anything that bytes can be read from, such as an upload."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        ...


class BlobStore(Protocol):
    """Keeps bytes under keys. `put` is complete or not at all."""

    def put(self, key: str, source: Path) -> None:
        """Keep a copy of a file under a key, durably. Raises OSError if there is no room."""
        ...

    def open(self, key: str) -> BinaryIO:
        """Open what is kept under a key. Raises FileNotFoundError."""
        ...

    def delete(self, key: str) -> None:
        """Forget a key; it may be gone already."""
        ...

    def keys(self) -> set[str]:
        """Return every key kept, for backups and for finding what no row names."""
        ...


class Scanner(Protocol):
    """Looks for harmful content before a file is kept."""

    def is_harmful(self, path: Path) -> bool:
        """Say whether the file is known to be harmful. Raises OSError if the scanner cannot be reached."""
        ...

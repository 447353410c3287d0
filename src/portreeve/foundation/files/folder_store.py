"""A blob store in a folder: one file a key, written beside and moved into place, so that it is whole or not there."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import BinaryIO

_KEY = re.compile(r"[0-9a-f-]{36}(\.small)?")


class FolderStore:
    """Keeps blobs under a folder, spread over 256 sub-folders."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is made when first needed."""
        self.folder = folder

    def _path(self, key: str) -> Path:
        """Return where a key is kept. Raises ValueError for anything that is not one of our keys."""
        if not _KEY.fullmatch(key):
            raise ValueError("Not a key of the blob store.")
        return self.folder / key[34:36] / key

    def put(self, key: str, source: Path) -> None:
        """Keep a copy durably: written in full and synced before its name appears."""
        target = self._path(key)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = target.with_name(f".{key}.part")
        try:
            with source.open("rb") as reader, beside.open("wb") as writer:
                shutil.copyfileobj(reader, writer)
                writer.flush()
                os.fsync(writer.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)

    def open(self, key: str) -> BinaryIO:
        """Open a blob for reading."""
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        """Forget a blob."""
        self._path(key).unlink(missing_ok=True)

    def keys(self) -> set[str]:
        """Return every key kept."""
        return {p.name for p in self.folder.glob("*/*") if _KEY.fullmatch(p.name)}

"""Where this installation keeps files."""

from __future__ import annotations

from portreeve.config.settings.read import settings
from portreeve.foundation.files.api import FolderStore
from portreeve.foundation.files.ports import BlobStore


def blob_store() -> BlobStore:
    """Return the blob store under the home folder."""
    return FolderStore(settings().home / "files")

"""The public names of catalogue."""

from portreeve.modules.catalogue.queries.folders import FolderMissing, read_service

__all__ = ["FolderMissing", "read_service"]

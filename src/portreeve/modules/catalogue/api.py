"""The public names of catalogue."""

from portreeve.foundation.expressions.api import evaluate, now_bindings
from portreeve.modules.catalogue.queries.folders import FolderMissing, check_folder, read_service

__all__ = ["FolderMissing", "check_folder", "evaluate", "now_bindings", "read_service"]

"""The public names of files."""

from portreeve.foundation.files.folder_store import FolderStore
from portreeve.foundation.files.operations import claim, erase, erase_held, hand_on, open_file, receive, store, sweep
from portreeve.foundation.files.queries import files

__all__ = ["FolderStore", "claim", "erase", "erase_held", "files", "hand_on", "open_file", "receive", "store", "sweep"]

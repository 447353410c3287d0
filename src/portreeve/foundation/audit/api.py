"""The public names of audit."""

from portreeve.foundation.audit.operations import Details, append, seen

__all__ = ["Details", "append", "seen"]

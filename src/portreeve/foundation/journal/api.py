"""The public names of journal."""

from portreeve.foundation.journal.writing import WrongOperation, operation, record

__all__ = ["WrongOperation", "operation", "record"]

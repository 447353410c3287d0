"""The public names of outbox."""

from portreeve.foundation.outbox.operations import NotInTransaction, emit

__all__ = ["NotInTransaction", "emit"]

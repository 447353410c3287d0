"""The public names of idempotency."""

from portreeve.foundation.idempotency.operations import KeyReused, once, tidy

__all__ = ["KeyReused", "once", "tidy"]

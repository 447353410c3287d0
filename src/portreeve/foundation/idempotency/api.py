"""The public names of idempotency."""

from portreeve.foundation.idempotency.operations import Json, KeyReused, answered, once, tidy

__all__ = ["Json", "KeyReused", "answered", "once", "tidy"]

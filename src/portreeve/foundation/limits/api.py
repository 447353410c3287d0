"""The public names of limits."""

from portreeve.foundation.limits.operations import allow, tidy

__all__ = ["allow", "tidy"]

"""The public names of statements."""

from portreeve.foundation.statements.reading import Reading

__all__ = ["Reading"]

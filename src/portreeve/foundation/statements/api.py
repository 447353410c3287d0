"""The public names of statements."""

from portreeve.foundation.statements.planned import planned
from portreeve.foundation.statements.reading import Reading
from portreeve.foundation.statements.writing import add, change

__all__ = ["Reading", "add", "change", "planned"]

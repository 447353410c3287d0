"""The public names of expressions."""

from portreeve.foundation.expressions.evaluation import WEEKDAYS, evaluate, now_bindings
from portreeve.foundation.expressions.parser import FUNCTIONS, parse
from portreeve.foundation.expressions.tokens import RESERVED
from portreeve.foundation.expressions.types import ExpressionFailed, ExpressionRefused
from portreeve.foundation.expressions.writer import children, names, path, paths, write

__all__ = [
    "FUNCTIONS",
    "RESERVED",
    "WEEKDAYS",
    "ExpressionFailed",
    "ExpressionRefused",
    "children",
    "evaluate",
    "names",
    "now_bindings",
    "parse",
    "path",
    "paths",
    "write",
]

"""What a condition proves about what is there: after `known(x) && …`, x can be used."""

from __future__ import annotations

from typing import TypeAlias

from portreeve.foundation.expressions.api import path
from portreeve.foundation.expressions.types import Binary, Call, Literal, Tree, Unary

Path: TypeAlias = tuple[str, ...]
Paths: TypeAlias = frozenset[Path]

NOTHING: Paths = frozenset()


def proves(tree: Tree, holds: bool) -> Paths:
    """Return the paths that are there for certain if the tree is true (`holds`) or false."""
    match tree:
        case Call(function="known" | "has", arguments=(asked,)):
            return _all_of(path(asked)) if holds else NOTHING
        case Unary(operator="!", operand=operand):
            return proves(operand, not holds)
        case Binary(operator="&&" | "||", left=left, right=right):
            one, other = proves(left, holds), proves(right, holds)
            # Of `a && b` true, both hold; of `a && b` false, only what either way is certain. `||` is its mirror.
            return one | other if (tree.operator == "&&") is holds else one & other
        case Binary(operator="==" | "!=" | "in"):
            return _compared(tree, holds)
        case _:
            return _all_of(path(tree)) if holds else NOTHING


def _compared(tree: Binary, holds: bool) -> Paths:
    """Return what a comparison proves: what equals something is there."""
    nulls = [isinstance(side, Literal) and side.value is None for side in (tree.left, tree.right)]
    if tree.operator == "in":
        return _all_of(path(tree.left)) if holds else NOTHING
    equal = (tree.operator == "==") is holds
    proved = NOTHING
    for side, other, other_is_null in ((tree.left, tree.right, nulls[1]), (tree.right, tree.left, nulls[0])):
        certain = isinstance(other, Literal) and not other_is_null
        if (other_is_null and not equal) or (certain and equal):
            proved |= _all_of(path(side))
    return proved


def _all_of(whole: Path) -> Paths:
    """Return a path and everything above it."""
    return frozenset(whole[:end] for end in range(1, len(whole) + 1))

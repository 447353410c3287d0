"""A condition as a tree, and what can go wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    """A bool, a whole number, a text or null."""

    value: bool | int | str | None
    at: int
    """Where it begins in the condition, counted in characters from 0; the same in every node."""


@dataclass(frozen=True, slots=True)
class Name:
    """A question, or `now`."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Member:
    """A part of something: `where.ward`."""

    of: Tree
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function: `known(x)`, or `x.contains(y)` where `of` is x."""

    function: str
    of: Tree | None
    arguments: tuple[Tree, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`!` or `-` before something."""

    operator: str
    operand: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two things with an operator between them."""

    operator: str
    left: Tree
    right: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Either:
    """`condition ? yes : no`."""

    condition: Tree
    yes: Tree
    no: Tree
    at: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list written out: `["a", "b"]`."""

    items: tuple[Tree, ...]
    at: int


Tree: TypeAlias = Literal | Name | Member | Call | Unary | Binary | Either | ListOf


class ExpressionRefused(ValueError):
    """A condition that cannot be read, or that uses what we do not allow."""

    def __init__(self, text: str, at: int) -> None:
        """Keep what is wrong, in words for the condition's writer, and where."""
        super().__init__(text)
        self.text = text
        self.at = at


class ExpressionFailed(Exception):
    """A condition that could not be evaluated at run time: the journey goes to a person, it never passes."""

    def __init__(self, expression: str, reason: str) -> None:
        """Keep the condition and the kind of failure; never the answers it was given."""
        super().__init__(reason)
        self.expression = expression
        self.reason = reason

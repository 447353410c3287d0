"""Reads a condition into a tree: the part of CEL we allow, with CEL's own precedence."""

from __future__ import annotations

from functools import lru_cache

from portreeve.foundation.expressions.tokens import RESERVED, Token, tokens
from portreeve.foundation.expressions.types import (
    Binary,
    Call,
    Either,
    ExpressionRefused,
    ListOf,
    Literal,
    Member,
    Name,
    Tree,
    Unary,
)
from portreeve.foundation.expressions.writer import path

LONGEST = 500
"""Characters of a condition: CEL holds the interpreter while it runs, so long ones would hold up everybody."""
DEEPEST = 24
MOST_ITEMS = 50

FUNCTIONS = {"known": 1, "has": 1, "size": 1}
METHODS = {"contains": 1, "startsWith": 1, "endsWith": 1}
_MACROS = frozenset({"all", "exists", "exists_one", "map", "filter"})
_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_PRECEDENCE = ({"||"}, {"&&"}, {"==", "!=", "<", "<=", ">", ">=", "in"}, {"+", "-"}, {"*"})


@lru_cache(maxsize=4096)
def parse(expression: str) -> Tree:
    """Return a condition as a tree. Raises ExpressionRefused, saying what to write instead."""
    if len(expression) > LONGEST:
        text = f"This condition has {len(expression)} characters; the most is {LONGEST}. Split it into two stops."
        raise ExpressionRefused(text, LONGEST)
    parser = _Parser(tokens(expression))
    tree = parser.either(0)
    parser.end()
    return tree


class _Parser:
    """One pass over the tokens, going down by precedence."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._next = 0

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        return token

    def _is(self, operator: str) -> bool:
        """Say whether this operator comes next."""
        return self._token.kind == "operator" and self._token.text == operator

    def _expect(self, operator: str, what: str) -> None:
        """Take an operator that must be there."""
        if not self._is(operator):
            raise ExpressionRefused(f"`{operator}` is missing {what}.", self._token.at)
        self._take()

    def end(self) -> None:
        """Make sure that nothing is left."""
        if self._token.kind != "end":
            raise ExpressionRefused(
                f"`{self._token.text}` is not expected here. Is `&&` or `||` missing?", self._token.at
            )

    def either(self, depth: int) -> Tree:
        """Read a whole condition."""
        if depth > DEEPEST:
            raise ExpressionRefused("This condition has too many brackets within each other.", self._token.at)
        condition = self._binary(0, depth)
        if not self._is("?"):
            return condition
        at = self._take().at
        # CEL's grammar: what follows `?` binds tighter than another `? :`, what follows `:` does not.
        yes = self._binary(0, depth)
        self._expect(":", "after `?`")
        return Either(condition, yes, self.either(depth + 1), at)

    def _binary(self, level: int, depth: int) -> Tree:
        """Read operators of one precedence, left to right."""
        if level == len(_PRECEDENCE):
            return self._unary(depth)
        left = self._binary(level + 1, depth)
        compared = ""
        while self._token.kind in {"operator", "word"} and self._token.text in _PRECEDENCE[level]:
            operator = self._take()
            if level == 2 and compared:
                text = f"Two comparisons in a row: `{compared}` and `{operator.text}`. Join them with `&&`."
                raise ExpressionRefused(text, operator.at)
            compared = operator.text
            left = Binary(operator.text, left, self._binary(level + 1, depth), operator.at)
        return left

    def _unary(self, depth: int) -> Tree:
        """Read `!` and `-`."""
        if depth > DEEPEST:
            raise ExpressionRefused("This condition has too many signs in a row.", self._token.at)
        for operator in ("!", "-"):
            if self._is(operator):
                at = self._take().at
                return Unary(operator, self._unary(depth + 1), at)
        return self._members(depth)

    def _members(self, depth: int) -> Tree:
        """Read something and the parts of it."""
        tree = self._primary(depth)
        while self._is(".") or self._is("["):
            if self._is("["):
                text = "A place in a list cannot be asked for. Use `in` or `size(…)`."
                raise ExpressionRefused(text, self._token.at)
            at = self._take().at
            name = self._take()
            if name.kind != "word" or name.text in RESERVED:
                raise ExpressionRefused("A name is missing after the dot.", name.at)
            tree = self._method(tree, name, depth) if self._is("(") else Member(tree, name.text, at)
        return tree

    def _method(self, of: Tree, name: Token, depth: int) -> Tree:
        """Read a function of something, such as `x.contains("y")`."""
        if name.text in _MACROS:
            text = f"`{name.text}` goes through a list that people fill, which is not allowed. Use `in` or `size(…)`."
            raise ExpressionRefused(text, name.at)
        if name.text not in METHODS:
            raise ExpressionRefused(f"There is no `.{name.text}(…)`. There are {', '.join(METHODS)}.", name.at)
        return Call(name.text, of, self._arguments(name, METHODS[name.text], depth), name.at)

    def _primary(self, depth: int) -> Tree:
        """Read a value, a name, a function, a list or brackets."""
        token = self._take()
        if token.kind == "number":
            return Literal(int(token.text), token.at)
        if token.kind == "text":
            return Literal(token.text, token.at)
        if token.kind == "word":
            return self._word(token, depth)
        if token.text == "(":
            inside = self.either(depth + 1)
            self._expect(")", "to close the bracket")
            return inside
        if token.text == "[":
            return self._list(token, depth)
        if token.kind == "end":
            raise ExpressionRefused("The condition ends where something is missing.", token.at)
        raise ExpressionRefused(f"`{token.text}` is not expected here.", token.at)

    def _word(self, token: Token, depth: int) -> Tree:
        """Read true, false, null, a function or a name."""
        if token.text in _LITERALS:
            return Literal(_LITERALS[token.text], token.at)
        if token.text in RESERVED:
            raise ExpressionRefused(f"`{token.text}` has no meaning here.", token.at)
        if not self._is("("):
            return Name(token.text, token.at)
        if token.text not in FUNCTIONS:
            raise ExpressionRefused(f"There is no `{token.text}(…)`. There are {', '.join(FUNCTIONS)}.", token.at)
        arguments = self._arguments(token, FUNCTIONS[token.text], depth)
        if token.text in {"known", "has"} and not path(arguments[0]):
            raise ExpressionRefused(
                f"`{token.text}(…)` takes a question or a part of one, such as `where.ward`.", token.at
            )
        return Call(token.text, None, arguments, token.at)

    def _arguments(self, name: Token, wanted: int, depth: int) -> tuple[Tree, ...]:
        """Read what is in a function's brackets."""
        self._expect("(", f"after `{name.text}`")
        arguments = self._items(")", depth)
        if len(arguments) != wanted:
            raise ExpressionRefused(f"`{name.text}` takes {wanted} thing in its brackets.", name.at)
        return arguments

    def _list(self, token: Token, depth: int) -> Tree:
        """Read a list written out."""
        items = self._items("]", depth)
        if len(items) > MOST_ITEMS:
            raise ExpressionRefused(f"This list has {len(items)} entries; the most is {MOST_ITEMS}.", token.at)
        if any(not isinstance(item, Literal) for item in items):
            raise ExpressionRefused("A list may hold texts and numbers only.", token.at)
        return ListOf(items, token.at)

    def _items(self, close: str, depth: int) -> tuple[Tree, ...]:
        """Read things with commas between them, up to a closing bracket."""
        items: list[Tree] = []
        while not self._is(close):
            if items:
                self._expect(",", f"or `{close}`")
            items.append(self.either(depth + 1))
        self._take()
        return tuple(items)

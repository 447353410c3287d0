"""Cuts a condition into tokens, refusing what CEL knows and we do not use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portreeve.foundation.expressions.types import ExpressionRefused

_SPACE = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"[0-9]+")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TEXT = re.compile(r"""'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*\"""")
_OPERATOR = re.compile(r"\|\||&&|==|!=|<=|>=|[<>!?:.,()\[\]+*-]")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"'}
MOST_DIGITS = 15

RESERVED = frozenset(
    "as break const continue else false for function if import in let loop package namespace null return true var void"
    " while".split()
)
"""Words that CEL keeps for itself: no question can be called so."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `kind` is number, text, word, operator or end."""

    kind: str
    text: str
    at: int


def tokens(expression: str) -> list[Token]:
    """Return the tokens of a condition, an end token last. Raises ExpressionRefused."""
    found: list[Token] = []
    at = 0
    while at < len(expression):
        if space := _SPACE.match(expression, at):
            at = space.end()
            continue
        token = _token(expression, at)
        found.append(token)
        at = token.at + _length(expression, token)
    found.append(Token("end", "", len(expression)))
    return found


def _token(expression: str, at: int) -> Token:
    """Return the token that begins at a place."""
    if number := _NUMBER.match(expression, at):
        return _number(expression, number[0], at)
    if word := _WORD.match(expression, at):
        if word[0].casefold() in {"r", "b", "rb", "br"} and expression[word.end() : word.end() + 1] in {"'", '"'}:
            raise ExpressionRefused("Texts with a letter before the quote are not allowed. Write a plain text.", at)
        return Token("word", word[0], at)
    if text := _TEXT.match(expression, at):
        return Token("text", _unescape(text[0][1:-1], at), at)
    if operator := _OPERATOR.match(expression, at):
        return Token("operator", operator[0], at)
    raise ExpressionRefused(_strange(expression, at), at)


def _number(expression: str, digits: str, at: int) -> Token:
    """Return a whole number, refusing every other kind."""
    after = expression[at + len(digits) : at + len(digits) + 1]
    if after == "." and _NUMBER.match(expression, at + len(digits) + 1):
        raise ExpressionRefused("Only whole numbers are allowed. Write money in pence: £12.50 is 1250.", at)
    if after and (after.isalpha() or after == "_"):
        raise ExpressionRefused(f"`{digits}{after}` is not a whole number. Put texts in quotes.", at)
    if len(digits) > MOST_DIGITS:
        raise ExpressionRefused(f"A number has at most {MOST_DIGITS} digits.", at)
    if len(digits) > 1 and digits[0] == "0":
        raise ExpressionRefused(f"`{digits}` begins with 0. Write the number without it, or put it in quotes.", at)
    return Token("number", digits, at)


def _unescape(inside: str, at: int) -> str:
    """Return what a quoted text means."""

    def plain(escape: re.Match[str]) -> str:
        if escape[1] not in _ESCAPED:
            raise ExpressionRefused(f"`\\{escape[1]}` means nothing in a text. Write `\\\\` for a backslash.", at)
        return _ESCAPED[escape[1]]

    return _ESCAPE.sub(plain, inside)


def _length(expression: str, token: Token) -> int:
    """Return how many characters of the condition a token takes; a text's own quotes and escapes count."""
    if token.kind != "text":
        return len(token.text)
    matched = _TEXT.match(expression, token.at)
    return len(matched[0]) if matched else 1


def _strange(expression: str, at: int) -> str:
    """Return what to do about a character that begins nothing."""
    letter = expression[at]
    advice = {
        "=": "Compare with `==`.",
        "&": "Write `&&` for and.",
        "|": "Write `||` for or.",
        "'": "This text has no closing quote.",
        '"': "This text has no closing quote.",
        "/": "Division and comments are not allowed. Multiply on the other side instead.",
        "%": "Remainders are not allowed.",
        "{": "Maps are not allowed. Compare with texts, numbers or lists.",
    }
    return advice.get(letter, f"`{letter}` cannot be used in a condition.")

"""Writes a tree as CEL for the library, with `known(…)` and `has(…)` spelt out so that a missing answer raises nothing."""

from __future__ import annotations

from portreeve.foundation.expressions.types import (
    Binary,
    Call,
    Either,
    ListOf,
    Literal,
    Member,
    Name,
    Tree,
    Unary,
)


def write(tree: Tree) -> str:
    """Return the tree as CEL, fully bracketed."""
    match tree:
        case Literal():
            return _literal(tree)
        case Name():
            return tree.name
        case Member():
            return f"{write(tree.of)}.{tree.name}"
        case ListOf():
            return f"[{', '.join(write(item) for item in tree.items)}]"
        case Unary():
            return f"({tree.operator}{write(tree.operand)})"
        case Binary():
            return f"({write(tree.left)} {tree.operator} {write(tree.right)})"
        case Either():
            return f"({write(tree.condition)} ? {write(tree.yes)} : {write(tree.no)})"
        case Call():
            return _call(tree)


def names(tree: Tree) -> frozenset[str]:
    """Return the names at the root of everything the tree mentions."""
    match tree:
        case Literal():
            return frozenset()
        case Name():
            return frozenset({tree.name})
        case Member():
            return names(tree.of)
        case ListOf():
            return frozenset().union(*map(names, tree.items))
        case Unary():
            return names(tree.operand)
        case Binary():
            return names(tree.left) | names(tree.right)
        case Either():
            return names(tree.condition) | names(tree.yes) | names(tree.no)
        case Call():
            return frozenset().union(*map(names, (*tree.arguments, *([tree.of] if tree.of else []))))


def path(tree: Tree) -> tuple[str, ...]:
    """Return the names of a path such as `where.collection.last`; empty for anything else."""
    if isinstance(tree, Name):
        return (tree.name,)
    if isinstance(tree, Member):
        above = path(tree.of)
        return (*above, tree.name) if above else ()
    return ()


def _literal(tree: Literal) -> str:
    """Return a value as CEL writes it."""
    if tree.value is None:
        return "null"
    if isinstance(tree.value, bool):
        return "true" if tree.value else "false"
    if isinstance(tree.value, int):
        return str(tree.value)
    escaped = tree.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _call(tree: Call) -> str:
    """Return a function as CEL; ours are spelt out in CEL's own terms."""
    if tree.function in {"known", "has"}:
        return _known(path(tree.arguments[0]))
    arguments = ", ".join(write(argument) for argument in tree.arguments)
    return f"{write(tree.of)}.{tree.function}({arguments})" if tree.of else f"{tree.function}({arguments})"


def _known(names: tuple[str, ...]) -> str:
    """Return a test that every part of a path is there and not null, asked from its root down."""
    tests = [f"{names[0]} != null"]
    for end in range(2, len(names) + 1):
        part = ".".join(names[:end])
        tests += [f"has({part})", f"{part} != null"]
    return f"({' && '.join(tests)})"

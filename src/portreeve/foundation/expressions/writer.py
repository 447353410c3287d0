"""Writes a tree as CEL for the library, with `known(…)` spelt out so that a missing answer raises nothing."""

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
        case Name() | Member():
            return ".".join(path(tree)) or _member(tree)
        case Call():
            return _call(tree)
        case _:
            return _operator(tree)


def children(tree: Tree) -> tuple[Tree, ...]:
    """Return the trees directly below one."""
    match tree:
        case Member(of=of):
            return (of,)
        case Call(of=of, arguments=arguments):
            return (of, *arguments) if of else arguments
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Either(condition=condition, yes=yes, no=no):
            return (condition, yes, no)
        case _:
            return tree.items if isinstance(tree, ListOf) else ()


def paths(tree: Tree) -> frozenset[tuple[str, ...]]:
    """Return every path the tree mentions, each as long as it is written: `("where", "collection", "last")`."""
    own = path(tree)
    return frozenset({own}) if own else frozenset().union(*map(paths, children(tree)))


def names(tree: Tree) -> frozenset[str]:
    """Return the names at the root of everything the tree mentions."""
    return frozenset(path[0] for path in paths(tree))


def path(tree: Tree) -> tuple[str, ...]:
    """Return the names of a path such as `where.collection.last`; empty for anything else."""
    if isinstance(tree, Name):
        return (tree.name,)
    if isinstance(tree, Member):
        above = path(tree.of)
        return (*above, tree.name) if above else ()
    return ()


def _member(tree: Name | Member) -> str:
    """Return a part of something that is no path, such as of a bracketed choice."""
    return f"{write(tree.of)}.{tree.name}" if isinstance(tree, Member) else tree.name


def _operator(tree: ListOf | Unary | Binary | Either) -> str:
    """Return operators and lists as CEL."""
    match tree:
        case ListOf():
            return f"[{', '.join(write(item) for item in tree.items)}]"
        case Unary():
            return f"({tree.operator}{write(tree.operand)})"
        case Binary():
            return f"({write(tree.left)} {tree.operator} {write(tree.right)})"
        case Either():
            return f"({write(tree.condition)} ? {write(tree.yes)} : {write(tree.no)})"


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
    """Return a test that every part of a path is there, asked from its root down; empty text is as good as nothing."""
    tests = [f"{names[0]} != null"]
    for end in range(2, len(names) + 1):
        part = ".".join(names[:end])
        tests += [f"has({part})", f"{part} != null"]
    return f'({" && ".join(tests)} && {".".join(names)} != "")'

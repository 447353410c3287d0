"""Walks a condition: every name must exist, types must fit, and nothing may be used that may not be there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portreeve.foundation.expressions.api import parse, path, write
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
from portreeve.modules.catalogue.rules.conditions.known import NOTHING, Paths, proves
from portreeve.modules.catalogue.rules.conditions.things import BOOL, NUMBER, TEXT, Shape, Thing
from portreeve.modules.catalogue.rules.read.limits import is_time
from portreeve.modules.catalogue.rules.read.problems import did_you_mean, listed

_ORDERED = frozenset({"<", "<=", ">", ">="})


class Fault(Exception):
    """The first thing wrong with a condition."""

    def __init__(self, code: str, text: str) -> None:
        """Keep its kind and what to do, in words for the condition's writer."""
        super().__init__(text)
        self.code = code
        self.text = text


def fault_of(expression: str, scope: Mapping[str, Thing], later: frozenset[str] = frozenset()) -> Fault | None:
    """Return what is wrong with a condition, or None. `later` names questions that are only asked afterwards."""
    try:
        tree = parse(expression)
        result = _Walk(scope, later).thing(tree, NOTHING)
        _demand(result, Shape.BOOL, tree, "A condition must be true or false")
    except ExpressionRefused as refused:
        return Fault("condition-unreadable", f"At character {refused.at + 1} of the condition: {refused.text}")
    except Fault as fault:
        return fault
    return None


class _Walk:
    """One condition's walk. Raises Fault at the first thing wrong."""

    def __init__(self, scope: Mapping[str, Thing], later: frozenset[str]) -> None:
        self._scope = scope
        self._later = later

    def thing(self, tree: Tree, known: Paths) -> Thing:
        """Return what a tree is, given what is known to be there."""
        match tree:
            case Literal():
                return _literal(tree)
            case Name() | Member():
                return self._named(tree, known)
            case Call() | Unary():
                return self._call(tree, known) if isinstance(tree, Call) else self._unary(tree, known)
            case Binary():
                return self._binary(tree, known)
            case Either():
                return self._either(tree, known)
            case ListOf():
                return self._list(tree, known)

    def _named(self, tree: Name | Member, known: Paths) -> Thing:
        """Return a question or a part of one."""
        if isinstance(tree, Name):
            return _if_known(self._root(tree.name), path(tree), known)
        above = self.thing(tree.of, known)
        shown = write(tree.of)
        if above.shape is not Shape.RECORD:
            raise Fault("unknown-part", f"`{shown}` is {above.shape}: it has no `{tree.name}`.")
        if tree.name not in above.parts:
            text = (
                f"`{shown}` has no `{tree.name}`.{did_you_mean(tree.name, above.parts)} It has {listed(above.parts)}."
            )
            raise Fault("unknown-part", text)
        if above.maybe:
            raise _not_safe(tree.of)
        return _if_known(above.parts[tree.name], path(tree), known)

    def _root(self, name: str) -> Thing:
        """Return what a name stands for."""
        if name in self._scope:
            return self._scope[name]
        if name in self._later:
            text = f"`{name}` is asked later. Move that question before this one, or use an earlier one."
            raise Fault("later-question", text)
        raise Fault("unknown-name", f"There is no question `{name}`.{did_you_mean(name, self._scope)}")

    def _call(self, tree: Call, known: Paths) -> Thing:
        """Return what a function gives."""
        if tree.function in {"known", "has"}:
            asked = tree.arguments[0]
            # Everything above is taken as there: `known` asks from the root down, and raises nothing on the way.
            self.thing(asked, known | frozenset(path(asked)[:end] for end in range(1, len(path(asked)))))
            return BOOL
        if tree.function == "size":
            sized = self.thing(tree.arguments[0], known)
            if sized.shape not in {Shape.TEXT, Shape.TEXTS, Shape.ROWS}:
                raise Fault("wrong-types", f"`size(…)` counts a list, a group or a text, not {sized.shape}.")
            _demand(sized, sized.shape, tree.arguments[0], "")
            return NUMBER
        for part in (tree.of, *tree.arguments):
            if part is not None:
                _demand(self.thing(part, known), Shape.TEXT, part, f"`.{tree.function}(…)` is for texts")
        return BOOL

    def _unary(self, tree: Unary, known: Paths) -> Thing:
        """Return `!` of yes or no, `-` of a number."""
        wanted = BOOL if tree.operator == "!" else NUMBER
        _demand(self.thing(tree.operand, known), wanted.shape, tree.operand, f"`{tree.operator}` is for {wanted.shape}")
        return wanted

    def _either(self, tree: Either, known: Paths) -> Thing:
        """Return what both ways of a choice are."""
        _demand(self.thing(tree.condition, known), Shape.BOOL, tree.condition, "What stands before `?` is yes or no")
        yes = self.thing(tree.yes, known | proves(tree.condition, True))
        no = self.thing(tree.no, known | proves(tree.condition, False))
        if yes.shape is not no.shape:
            raise Fault("wrong-types", f"One way of `? :` is {yes.shape}, the other is {no.shape}. Make them the same.")
        return Thing(yes.shape, maybe=yes.maybe or no.maybe)

    def _list(self, tree: ListOf, known: Paths) -> Thing:
        """Return a list written out: all texts, or all numbers."""
        shapes = {self.thing(item, known).shape for item in tree.items}
        if shapes - {Shape.TEXT} and shapes - {Shape.NUMBER}:
            raise Fault("wrong-types", "A list holds only texts, or only numbers.")
        return Thing(Shape.TEXTS if Shape.TEXT in shapes else Shape.ROWS)

    def _binary(self, tree: Binary, known: Paths) -> Thing:
        """Return what an operator gives."""
        if tree.operator in {"&&", "||"}:
            _demand(self.thing(tree.left, known), Shape.BOOL, tree.left, f"`{tree.operator}` joins yes and no")
            after = known | proves(tree.left, tree.operator == "&&")
            _demand(self.thing(tree.right, after), Shape.BOOL, tree.right, f"`{tree.operator}` joins yes and no")
            return BOOL
        left, right = self.thing(tree.left, known), self.thing(tree.right, known)
        if tree.operator in {"+", "-", "*"}:
            _demand(left, Shape.NUMBER, tree.left, f"`{tree.operator}` is for numbers")
            _demand(right, Shape.NUMBER, tree.right, f"`{tree.operator}` is for numbers")
            return NUMBER
        if tree.operator == "in":
            _member_of(tree, left, right)
        elif tree.operator in _ORDERED:
            _ordered(tree, left, right)
        else:
            _equal(left, right)
        _check_literals(tree, left, right)
        return BOOL


def _member_of(tree: Binary, left: Thing, right: Thing) -> None:
    """Check `x in list`."""
    if right.shape not in {Shape.TEXTS, Shape.ROWS} or (
        not isinstance(tree.right, ListOf) and right.shape is Shape.ROWS
    ):
        raise Fault("wrong-types", f"`in` looks in a list, such as a question of type `several`, not in {right.shape}.")
    _demand(right, right.shape, tree.right, "")
    wanted = Shape.TEXT if right.shape is Shape.TEXTS else Shape.NUMBER
    if left.shape is not wanted:
        raise Fault("wrong-types", f"`in` looks for {wanted} here, not for {left.shape}.")


def _ordered(tree: Binary, left: Thing, right: Thing) -> None:
    """Check `<` and its like: numbers, dates and times only, and all there."""
    for side, thing in ((tree.left, left), (tree.right, right)):
        if thing.shape not in {Shape.NUMBER, Shape.TEXT} or thing.shape is not left.shape:
            raise Fault("wrong-types", f"`{tree.operator}` compares two numbers, dates or times, not {thing.shape}.")
        _demand(thing, thing.shape, side, "")
    if left.shape is Shape.TEXT and not (left.form or right.form):
        raise Fault("wrong-types", f"`{tree.operator}` cannot order plain texts. Compare them with `==`.")


def _equal(left: Thing, right: Thing) -> None:
    """Check `==` and `!=`: of one shape, or with null. What may be missing may be compared: it equals nothing."""
    shapes = {left.shape, right.shape}
    if Shape.NULL not in shapes and len(shapes) > 1:
        raise Fault(
            "wrong-types", f"{_upper(left.shape)} and {right.shape} are never equal. Compare things of one kind."
        )
    if shapes & {Shape.TEXTS, Shape.ROWS, Shape.RECORD} and Shape.NULL not in shapes:
        raise Fault(
            "wrong-types", f"{_upper(left.shape)} cannot be compared as a whole. Use a part of it, `in` or `size(…)`."
        )


def _check_literals(tree: Binary, left: Thing, right: Thing) -> None:
    """Check texts written out against what they are compared with: an option's id, a date, a time."""
    for text in _texts(tree.left):
        _check_literal(text, right, write(tree.right))
    for text in _texts(tree.right):
        _check_literal(text, left, write(tree.left))


def _check_literal(text: str, thing: Thing, shown: str) -> None:
    """Check one text written out."""
    if thing.codes and text not in thing.codes:
        wrong = f"`{shown}` is never `{text}`.{did_you_mean(text, thing.codes)} It can be {listed(thing.codes)}."
        raise Fault("unknown-option", wrong)
    if thing.form == "date" and not _is_day(text):
        raise Fault("bad-date", f"`{text}` is not a date. Write it as `2026-04-01`.")
    if thing.form == "time" and not is_time(text):
        raise Fault("bad-date", f"`{text}` is not a time of day. Write it as `08:30`.")


def _texts(tree: Tree) -> tuple[str, ...]:
    """Return the texts written out in a literal or a list."""
    items = tree.items if isinstance(tree, ListOf) else (tree,)
    return tuple(item.value for item in items if isinstance(item, Literal) and isinstance(item.value, str))


def _is_day(text: str) -> bool:
    """Say whether a text is a date."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _literal(tree: Literal) -> Thing:
    """Return what a value written out is."""
    if tree.value is None:
        return Thing(Shape.NULL, maybe=True)
    if isinstance(tree.value, bool):
        return BOOL
    return NUMBER if isinstance(tree.value, int) else TEXT


def _if_known(thing: Thing, whole: tuple[str, ...], known: Paths) -> Thing:
    """Return a thing as there, if it is known to be."""
    if thing.maybe and whole in known:
        return Thing(thing.shape, False, thing.parts, thing.codes, thing.form)
    return thing


def _demand(thing: Thing, shape: Shape, tree: Tree, why: str) -> None:
    """Raise unless a thing has a shape and is certainly there."""
    if thing.shape is not shape:
        raise Fault("wrong-types", f"{why}; `{write(tree)}` is {thing.shape}.")
    if thing.maybe:
        raise _not_safe(tree)


def _not_safe(tree: Tree) -> Fault:
    """Return what to do about something that may not be there."""
    shown = write(tree)
    return Fault(
        "not-null-safe", f"`{shown}` may not be known. Write `known({shown}) && …` before it, or compare with `==`."
    )


def _upper(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]

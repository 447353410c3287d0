"""Whether conditions can ever hold: tries every combination of answers that the conditions can tell apart.

Where there are too many combinations to try, it says that it does not know; it never accuses wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from math import prod
from typing import Any, TypeAlias

from portreeve.foundation.expressions.api import children, evaluate, names, parse, paths
from portreeve.foundation.expressions.types import Literal, Tree
from portreeve.modules.catalogue.rules.conditions.things import Shape, Thing
from portreeve.modules.catalogue.types import Question

MOST_COMBINATIONS = 6000
_MOST_SUBSET = 5
Path: TypeAlias = tuple[str, ...]
Bindings: TypeAlias = dict[str, Any]
_MISSING = object()


class Answers:
    """All the answers that some conditions can tell apart."""

    def __init__(self, questions: Iterable[Question], scope: Mapping[str, Thing], conditions: Iterable[str]) -> None:
        self._questions = {question.id: question for question in questions}
        self._scope = scope
        wanted = self._with_causes([condition for condition in conditions if condition])
        trees = [parse(condition) for condition in wanted]
        self._literals = [value for tree in trees for value in _literals(tree)]
        self._paths = sorted({path for tree in trees for path in paths(tree)})
        self._variables = {path: self._values(path) for path in self._every_part()}

    def _with_causes(self, conditions: list[str]) -> list[str]:
        """Add the conditions on which the questions named are themselves asked."""
        found = list(conditions)
        for condition in found:
            for name in names(parse(condition)):
                when = self._questions[name].when if name in self._questions else ""
                if when and when not in found:
                    found.append(when)
        return found

    def _every_part(self) -> list[Path]:
        """Return every path named and every path above one, the shortest first."""
        parts = {path[:end] for path in self._paths for end in range(1, len(path) + 1)}
        return sorted(parts, key=lambda path: (len(path), path))

    def countable(self) -> bool:
        """Say whether there are few enough combinations to try them all."""
        return prod(len(values) for values in self._variables.values()) <= MOST_COMBINATIONS

    def all(self) -> Iterator[Bindings]:
        """Yield every combination that can come about; a question that would not be asked is null."""
        for values in product(*self._variables.values()):
            bindings = self._bound(dict(zip(self._variables, values, strict=True)))
            for name, question in self._questions.items():
                if question.when and bindings.get(name) is not None and not evaluate(question.when, bindings):
                    bindings[name] = None
            yield bindings

    def _bound(self, chosen: Mapping[Path, Any]) -> Bindings:
        """Return one combination as a condition reads it."""
        bindings: Bindings = {}
        for path, value in chosen.items():
            place: Any = bindings
            for name in path[:-1]:
                place = place.get(name) if isinstance(place, dict) else None
            if isinstance(place, dict):
                place[path[-1]] = {} if value is _MISSING else value
        return bindings

    def _values(self, path: Path) -> list[Any]:
        """Return the values of one part worth telling apart; of a record, whether it is there."""
        thing = Thing(Shape.RECORD, parts=self._scope)
        for name in path:
            thing = thing.parts[name]
        values = self._of(thing, path)
        question = self._questions.get(path[0])
        may_be_null = thing.maybe and (len(path) > 1 or (question is not None and question.optional))
        return [None, *values] if may_be_null else values

    def _of(self, thing: Thing, path: Path) -> list[Any]:
        """Return a part's values where it is there."""
        if thing.shape is Shape.RECORD:
            return [_MISSING]
        if thing.shape is Shape.BOOL:
            return [True, False]
        if thing.shape is Shape.NUMBER:
            return self._numbers(path)
        if thing.shape is Shape.TEXTS:
            return self._subsets(thing.codes)
        if thing.shape is Shape.ROWS:
            return [[{}] * count for count in self._numbers(path) if 0 <= count <= 50]
        return list(thing.codes) or self._texts(thing.form)

    def _numbers(self, path: Path) -> list[int]:
        """Return every number written in the conditions, and those beside it; of hours and minutes those there are."""
        written = {value for value in self._literals if isinstance(value, int) and not isinstance(value, bool)}
        around = {near for value in written for near in (value - 1, value, value + 1)} | {0, 1}
        top = {"now.hour": 23, "now.minute": 59}.get(".".join(path))
        return sorted(value for value in around if top is None or 0 <= value <= top)

    def _texts(self, form: str) -> list[str]:
        """Return every text written in the conditions and one that is none of them; of dates, the far ends too."""
        written = sorted({value for value in self._literals if isinstance(value, str)})
        ends = {"date": ["0001-01-01", "9999-12-31"], "time": ["00:00", "23:59"]}
        if form:
            return [*ends[form], *(text for text in written if len(text) == len(ends[form][0]))]
        return list(dict.fromkeys(["", "something else", *written]))

    def _subsets(self, codes: tuple[str, ...]) -> list[list[str]]:
        """Return the lists that the conditions can tell apart: every choice of the options they name, and of sizes."""
        named = [code for code in codes if code in self._literals]
        others = [code for code in codes if code not in named]
        if len(named) > _MOST_SUBSET or not codes:
            return [[code] for code in codes or ("",)] * (
                MOST_COMBINATIONS + 1
            )  # too many to try: not countable, on purpose
        subsets = [list(chosen) for size in range(len(named) + 1) for chosen in combinations(named, size)]
        return [[*subset, *others[:more]] for subset in subsets for more in range(len(others) + 1)]


def _literals(tree: Tree) -> Iterator[bool | int | str | None]:
    """Yield every value written out in a tree."""
    if isinstance(tree, Literal):
        yield tree.value
    for child in children(tree):
        yield from _literals(child)

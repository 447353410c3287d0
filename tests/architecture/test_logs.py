"""What a line of the log may carry is on one list; a field that is not on it would be left out without a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from architecture.source import SRC, python_files, tree


def fields(code: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the fields given to a logger as `extra`, there or in a variable of that name."""
    for node in ast.walk(code):
        named = [node.arg] if isinstance(node, ast.keyword) else []
        if isinstance(node, ast.Assign):
            named = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if "extra" in named and isinstance(node.value, ast.Dict):
            yield from ((key.lineno, str(key.value)) for key in node.value.keys if isinstance(key, ast.Constant))


def test_every_field_of_a_log_line_is_on_the_list() -> None:
    from portreeve.foundation.observe.logs import FIELDS

    found = {
        f"{path.relative_to(SRC)}:{line}": name
        for path in python_files()
        for line, name in fields(tree(path))
        if name not in FIELDS
    }
    assert found == {}, "Name it by a field of foundation/observe/logs.py, such as `subject` for an id."


def test_such_a_field_is_found() -> None:
    code = "log.info('x', extra={'subject': 1, 'journey': 2})\nextra = {'path': 3}"
    assert sorted(fields(ast.parse(code))) == [(1, "journey"), (1, "subject"), (2, "path")]

"""Sizes that keep the house pleasant to live in. The exceptions may only shrink."""

from __future__ import annotations

from collections import Counter

from architecture.source import ROOT, SRC, functions, python_files, tracked_files, tree

FILE_LINES = 400
FUNCTION_LINES = 45
FILES_IN_A_FOLDER = 20
ROOT_ENTRIES = 20
LONG_FILES: dict[str, int] = {}
LONG_FUNCTIONS: dict[str, int] = {}


def test_no_source_file_is_too_long() -> None:
    lengths = {str(p.relative_to(SRC)): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    assert {p: n for p, n in lengths.items() if n > LONG_FILES.get(p, FILE_LINES)} == {}


def test_no_function_is_too_long() -> None:
    found = {}
    for path in python_files():
        for function in functions(tree(path)):
            name = f"{path.relative_to(SRC)}:{function.name}"
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > LONG_FUNCTIONS.get(name, FUNCTION_LINES):
                found[name] = length
    assert found == {}


def test_exceptions_are_still_needed() -> None:
    lengths = {str(p.relative_to(SRC)): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    assert [p for p in LONG_FILES if lengths.get(p, 0) <= FILE_LINES] == []


def test_no_folder_is_crowded() -> None:
    folders = Counter(p.parent for p in python_files())
    assert {str(f.relative_to(SRC)): n for f, n in folders.items() if n > FILES_IN_A_FOLDER} == {}


def test_the_root_has_few_entries() -> None:
    entries = {p.relative_to(ROOT).parts[0] for p in tracked_files()}
    assert len(entries) <= ROOT_ENTRIES, sorted(entries)

"""Names: none that Django or the trade owns, and one spelling for each thing."""

from __future__ import annotations

import ast
import re

from architecture.source import SRC, python_files, tree

OWNED = {"Request", "Form", "Message", "Signal", "User", "Session", "Group", "Permission", "Field", "Ticket", "Admin"}
AMERICAN = re.compile(
    r"\b(\w*(?:color(?!ed)|behavior|organization|authoriz|recogniz|categoriz|catalog\b|fulfill\w*))",
    re.I,
)
BORROWED = {"organization"}


def test_our_models_do_not_take_names_that_django_or_the_trade_owns() -> None:
    found = []
    for path in (p for p in python_files(SRC) if "models" in (p.stem, p.parent.name)):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and node.name in OWNED:
                found.append(f"{path.relative_to(SRC)}: {node.name}")
    assert found == []


def test_docstrings_are_in_british_english() -> None:
    found = []
    for path in python_files(SRC):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (text := ast.get_docstring(node)):
                found += [f"{path.relative_to(SRC)}: {w}" for w in AMERICAN.findall(text) if w.lower() not in BORROWED]
    assert found == []


def test_app_labels_are_prefixed() -> None:
    labels = [
        label[1]
        for path in python_files(SRC)
        if path.name == "apps.py"
        for label in re.finditer(r'label = "(\w+)"', path.read_text(encoding="utf-8"))
    ]
    assert labels
    assert [label for label in labels if not label.startswith("portreeve_")] == []

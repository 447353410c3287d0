"""Who may know whom, beyond what import-linter can say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp

from architecture.source import ROOT, SRC, python_files, tree

PUBLIC = {"api", "types", "ports", "events"}
BANNED_NAMES = {"utils", "util", "common", "helpers", "helper", "misc", "core", "base", "manager", "managers"}
MODULE_ORDER = ["insight", "contacts", "cases", "journeys", "correspondence", "people", "catalogue", "places"]


def reach_arounds(graph: grimp.ImportGraph, parent: str, public: set[str]) -> Iterator[str]:
    """List imports that enter a package by anything but its public files."""
    for package in graph.find_children(parent):
        if package == "portreeve.foundation.pure":
            continue
        doors = {f"{package}.{name}" for name in public}
        for private in graph.find_descendants(package) - doors:
            if any(private.startswith(f"{door}.") for door in doors):
                continue
            for importer in graph.find_modules_that_directly_import(private):
                if not importer.startswith(f"{package}."):
                    yield f"{importer} -> {private}"


def test_import_linter_is_content() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_modules_are_entered_by_their_public_files_only() -> None:
    graph = grimp.build_graph("portreeve")
    allowed_jobs = {m for m in reach_arounds(graph, "portreeve.modules", PUBLIC) if _from_wiring(m)}
    found = set(reach_arounds(graph, "portreeve.modules", PUBLIC)) - allowed_jobs
    assert sorted(found) == []


def test_foundation_is_entered_by_its_public_files_only() -> None:
    graph = grimp.build_graph("portreeve")
    found = [m for m in reach_arounds(graph, "portreeve.foundation", PUBLIC) if not _from_wiring(m)]
    assert sorted(found) == []


def _from_wiring(arrow: str) -> bool:
    """Config joins the parts: it alone may also name a module's jobs and declarations of personal data."""
    importer, imported = arrow.split(" -> ")
    return importer.startswith("portreeve.config.") and re.search(r"\.(jobs|personal_data)(\.|$)", imported) is not None


def test_no_drawers() -> None:
    found = [str(p.relative_to(SRC)) for p in python_files() if p.stem in BANNED_NAMES or p.parent.name in BANNED_NAMES]
    assert found == []


def test_foreign_keys_point_down_and_have_no_way_back() -> None:
    found = []
    for path in python_files(SRC / "modules"):
        if path.stem != "models" and path.parent.name != "models":
            continue
        own = path.relative_to(SRC / "modules").parts[0]
        for call in (n for n in ast.walk(tree(path)) if isinstance(n, ast.Call)):
            found += list(_bad_keys(own, call))
    assert found == []


def _bad_keys(own: str, call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
        return
    target = next(
        (
            a.value
            for a in [*call.args[:1], *(k.value for k in call.keywords if k.arg == "to")]
            if isinstance(a, ast.Constant)
        ),
        "",
    )
    other = re.match(r"portreeve_(\w+)\.", str(target))
    if not other or other[1] == own or other[1] not in MODULE_ORDER:
        return
    if MODULE_ORDER.index(other[1]) < MODULE_ORDER.index(own):
        yield f"{own}: a key up to {target}"
    related = [k.value for k in call.keywords if k.arg == "related_name"]
    if not related or getattr(related[0], "value", "") != "+":
        yield f"{own}: the key to {target} needs related_name='+'"


def test_every_module_says_what_it_is_for() -> None:
    found = []
    for package in (*(SRC / "modules").iterdir(), *(SRC / "foundation").iterdir(), *(SRC / "adapters").iterdir()):
        if package.is_dir() and package.name != "__pycache__" and not ast.get_docstring(tree(package / "__init__.py")):
            found.append(package.name)
    assert found == []


def test_operations_are_keyword_only_and_take_by_and_at() -> None:
    found = []
    for path in python_files(SRC / "modules"):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and any(
                getattr(d, "id", "") == "operation" for d in node.decorator_list
            ):
                keywords = {a.arg for a in node.args.kwonlyargs}
                if node.args.args or not {"by", "at"} <= keywords:
                    found.append(f"{path.relative_to(SRC)}:{node.name}")
    assert found == []

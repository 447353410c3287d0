"""Runs every measurement, at small sizes or, with SIZE=full, at those of the goals; results under docs/measured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portreeve.foundation.database.api import socket_folder
from portreeve.foundation.database.places import PORT
from portreeve.foundation.database.server import start

SMALL = (
    ("bench.pages",),
    ("bench.create",),
    ("bench.journeys",),
    ("bench.lists", "10000"),
    ("bench.address_search", "60000"),
    ("bench.record_keeping",),
)
FULL = (
    ("bench.pages", "--requests", "2000", "--rate", "200", "--seconds", "60"),
    ("bench.create", "--records", "2000", "--at-once", "8"),
    ("bench.journeys", "--journeys", "1000", "--residents", "8"),
    ("bench.lists", "10000", "100000", "1000000"),
    ("bench.address_search", "60000", "250000", "1000000"),
    ("bench.record_keeping",),
)


NEED_A_DATABASE = ("bench.address_search", "bench.record_keeping")
"""These are given an empty one of their own, with its tables; the others see to themselves."""


@contextmanager
def environment(name: str) -> Iterator[dict[str, str]]:
    """Yield what a measurement is run with."""
    own = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"PORTREEVE_DEMO": "1"}
    if name not in NEED_A_DATABASE:
        yield own
        return
    home = Path(tempfile.mkdtemp(prefix="portreeve-bench-"))
    server = start(home)
    try:
        own["DATABASE_URL"] = f"postgresql://portreeve@/portreeve?host={socket_folder(home)}&port={PORT}"
        own["DJANGO_SETTINGS_MODULE"] = "portreeve.config.settings.django"
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=own, check=True)
        yield own
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def main() -> int:
    """Run them one after another; the exit code says whether all came to an end."""
    failed = []
    for words in FULL if os.environ.get("SIZE") == "full" else SMALL:
        print(f"== {' '.join(words)}", flush=True)
        began = time.monotonic()
        with environment(words[0]) as own:
            if subprocess.run([sys.executable, "-m", *words], env=own, check=False).returncode:
                failed.append(words[0])
        print(f"== {words[0]} took {time.monotonic() - began:.0f} s", flush=True)
    if failed:
        print(f"These did not come to an end: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

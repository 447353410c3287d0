"""Runs every measurement, at small sizes or, with SIZE=full, at those of the goals; results under docs/measured."""

from __future__ import annotations

import os
import subprocess
import sys
import time

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


def main() -> int:
    """Run them one after another; the exit code says whether all came to an end."""
    failed = []
    for words in FULL if os.environ.get("SIZE") == "full" else SMALL:
        print(f"== {' '.join(words)}", flush=True)
        began = time.monotonic()
        if subprocess.run([sys.executable, "-m", *words], check=False).returncode:
            failed.append(words[0])
        print(f"== {words[0]} took {time.monotonic() - began:.0f} s", flush=True)
    if failed:
        print(f"These did not come to an end: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

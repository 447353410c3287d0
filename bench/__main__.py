"""Runs the measurements, one after another: all of them at small sizes or, with SIZE=full, at those of the goals.

    .venv/bin/python -m bench [NAME [WORDS ...]]

A name, such as `lists`, runs one of them, with words of its own if any are given: `lists 10000 1000000`.
Each writes its page under docs/measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import nullcontext

from bench.database import own_database

SMALL: dict[str, tuple[str, ...]] = {
    "pages": (),
    "create": (),
    "journeys": (),
    "lists": ("10000",),
    "address_search": ("60000",),
    "record_keeping": (),
}
FULL: dict[str, tuple[str, ...]] = {
    "pages": ("--requests", "2000", "--rate", "200", "--seconds", "60"),
    "create": ("--records", "2000", "--at-once", "8"),
    "journeys": ("--journeys", "1000", "--residents", "8"),
    "lists": ("10000", "100000", "1000000"),
    "address_search": ("60000", "250000", "1000000"),
    "record_keeping": (),
}
NEED_A_DATABASE = {"lists", "address_search", "record_keeping"}
"""These are given an empty one of their own, with its tables; the others start a whole council."""


def run(name: str, words: tuple[str, ...]) -> bool:
    """Run one measurement; says whether it came to its end."""
    print(f"== {' '.join((name, *words))}", flush=True)
    began = time.monotonic()
    without = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"PORTREEVE_DEMO": "1"}
    with own_database(without) if name in NEED_A_DATABASE else nullcontext(without) as environment:
        ended = subprocess.run([sys.executable, "-m", f"bench.{name}", *words], env=environment, check=False).returncode
    print(f"== {name} took {time.monotonic() - began:.0f} s", flush=True)
    return ended == 0


def main(name: str = "", *words: str) -> int:
    """Run what was asked for; the exit code says whether all came to an end."""
    usual = FULL if os.environ.get("SIZE") == "full" else SMALL
    if name and name not in usual:
        print(f"There is no measurement {name}. There are: {', '.join(usual)}.", file=sys.stderr)
        return 2
    chosen = {name: words or usual[name]} if name else usual
    failed = [one for one, given in chosen.items() if not run(one, given)]
    if failed:
        print(f"These did not come to an end: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

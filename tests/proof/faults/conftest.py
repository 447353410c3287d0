"""One council that has been under fire, for all proofs of this folder: what they found is written down at the end."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from proof.faults.council import Council, running_council, traffic
from proof.faults.killing import PARTS, Killer
from proof.faults.measured import write_down
from proof.faults.reckoning import Reckoning

RESIDENTS = int(os.environ.get("RESIDENTS", "4"))
DRAIN = 1500.0
"""Seconds for everything to come to rest: a worker that is killed again and again is let wait half a minute each time,
so most of what was taken under fire is still to be done then."""


def wanted() -> Counter[str]:
    """Return how often each part is killed."""
    given = os.environ.get("KILLS", "30,30,20").split(",")
    return Counter(dict(zip(PARTS, map(int, given), strict=True)))


@pytest.fixture(scope="session")
def told() -> dict[str, Any]:
    """What is written down at the end."""
    return {}


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory, told: dict[str, Any]) -> Iterator[Council]:
    folder = tmp_path_factory.mktemp("faults")
    with running_council(folder) as council:
        began = time.monotonic()
        with traffic(council, folder, RESIDENTS) as log:
            killer = Killer(council, log, wanted())
            killer.run()
            council.until(lambda: all_there(council), "not all parts were there again", 180)
        told |= {"killer": killer, "log": log, "under fire": time.monotonic() - began}
        council.until(lambda: at_rest(council), "it did not come to rest", DRAIN)
        told["until at rest"] = time.monotonic() - began - told["under fire"]
        yield council
    write_down(told)


@pytest.fixture(scope="session")
def reckoning(council: Council, told: dict[str, Any]) -> Reckoning:
    told["reckoning"] = Reckoning.make(council, told["log"])
    return told["reckoning"]


def all_there(council: Council) -> bool:
    return council.run.page() == 200 and bool(council.run.children("command_line worker"))


def at_rest(council: Council) -> bool:
    """Say whether no event waits for a handler and nothing to be sent is open."""
    code, standing = council.command("events", "standing")
    assert code == 0, f"Events are dead: {standing}"
    busy = any(one["waiting"] or one["retrying"] or one["parked"] for one in standing)
    waiting = "SELECT count(*) FROM portreeve_correspondence_dispatch WHERE status IN ('waiting','queued','attempted')"
    return not busy and council.one(waiting) == 0

"""The demo's council in small, and a port to run it at: for measurements, and for tests that start a whole council."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

ROOT = Path(__file__).parents[1]


def small_council(folder: Path) -> Path:
    """Put the demo's council, without its 60,000 addresses and its two years' past, into a folder; returns where."""
    made = folder / "council"
    shutil.copytree(ROOT / "demo", made)
    (made / "history.yaml").unlink()
    (made / "places" / "borough.yaml").unlink()
    return made


def free_port() -> int:
    """Return a port that nobody listens at, with room above it: the demo's Notify listens 90 higher."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port < 65_000:
            return port

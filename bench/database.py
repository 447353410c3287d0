"""An empty database of a measurement's own, with its tables; gone afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from portreeve.foundation.database.api import socket_folder
from portreeve.foundation.database.places import PORT
from portreeve.foundation.database.server import start


@contextmanager
def own_database(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """Start an embedded database and make its tables; yields the environment with which a measurement finds it."""
    home = Path(tempfile.mkdtemp(prefix="portreeve-bench-"))
    server = start(home)
    own = environment | {
        "PORTREEVE_HOME": str(home),
        "DATABASE_URL": f"postgresql://portreeve@/portreeve?host={socket_folder(home)}&port={PORT}",
        "DJANGO_SETTINGS_MODULE": "portreeve.config.settings.django",
    }
    try:
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=own, check=True)
        yield own
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def durable(where: str) -> str:
    """Return version and promises of a database. Raises AssertionError if a crash could lose what it confirmed."""
    with psycopg.connect(where) as line:
        rows = {name: line.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")}
        version = line.execute("SHOW server_version").fetchone()
    shown = {name: row[0] for name, row in rows.items() if row}
    assert shown == {"fsync": "on", "synchronous_commit": "on"}, shown
    return f"PostgreSQL {version[0] if version else '?'}, fsync on, synchronous_commit on"

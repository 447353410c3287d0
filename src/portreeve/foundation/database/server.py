"""Starts and stops the embedded PostgreSQL: on a Unix socket only, for one home folder, once."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from portreeve.foundation.database.cluster import NAME, USER, prepare
from portreeve.foundation.database.places import PORT, data_folder, lock_file, log_file, socket_folder
from portreeve.foundation.database.programs import Programs, find_programs
from portreeve.foundation.database.refusals import AlreadyRunning, DatabaseUnavailable
from portreeve.foundation.database.unprivileged import disguise, ends_with_parent

PATIENCE = 60.0
"""Seconds to wait for a start: after a crash the server first repeats what its log holds."""
_LEFT_BEHIND = ("postmaster.pid", "shared memory block", "Is another postmaster")


@dataclass(slots=True)
class Server:
    """A running embedded server. Whoever started it stops it."""

    home: Path
    process: subprocess.Popen[bytes]
    lock: IO[str]

    def stop(self) -> None:
        """Stop: end the sessions, write everything out, wait. Harmless when it has ended already."""
        for how, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
            if self.process.poll() is not None:
                break
            self.process.send_signal(how)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
        self.lock.close()

    def alive(self) -> bool:
        """Say whether the server's process is still there."""
        return self.process.poll() is None


def start(home: Path, *, programs: Path | None = None, durable: bool = True) -> Server:
    """Start the server of a home folder and wait until it answers.

    `durable=False` leaves out everything that protects against a crash: for tests alone.
    Raises AlreadyRunning when another process runs it, DatabaseUnavailable when it cannot run.
    """
    found = find_programs(programs)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = _lock(home)
    try:
        prepare(home, found)
        server = Server(home, _start_within_patience(home, found, durable), lock)
    except BaseException:
        lock.close()
        raise
    try:
        _make_database(home)
    except BaseException:
        server.stop()
        raise
    return server


@contextmanager
def running(home: Path, *, programs: Path | None = None) -> Iterator[None]:
    """Make sure the server runs while the block does: the one that is there, or our own, stopped afterwards."""
    try:
        server = start(home, programs=programs)
    except AlreadyRunning:
        _wait_for_answer(home, None, time.monotonic() + PATIENCE)
        yield
        return
    try:
        yield
    finally:
        server.stop()


def _lock(home: Path) -> IO[str]:
    """Take the home folder's lock: the kernel gives it back however we end."""
    lock = lock_file(home).open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as taken:
        lock.close()
        raise AlreadyRunning(f"The database in {home} is already run by another Portreeve process.") from taken
    return lock


def _start_within_patience(home: Path, programs: Programs, durable: bool) -> subprocess.Popen[bytes]:
    """Start; when a killed server's leavings are in the way, try again until they are gone."""
    until = time.monotonic() + PATIENCE
    while True:
        begun_at = log_file(home).stat().st_size if log_file(home).exists() else 0
        process = _launch(home, programs, durable)
        if _wait_for_answer(home, process, until):
            return process
        with log_file(home).open("rb") as log:
            log.seek(begun_at)
            said = log.read()[-2000:].decode(errors="replace").strip()
        if not any(sign in said for sign in _LEFT_BEHIND) or time.monotonic() > until:
            raise DatabaseUnavailable(f"PostgreSQL did not start. It said, in {log_file(home)}:\n{said}")
        time.sleep(0.3)


def _launch(home: Path, programs: Programs, durable: bool) -> subprocess.Popen[bytes]:
    command = [*disguise().prefix, *ends_with_parent(), programs.path("postgres"), "-D", str(data_folder(home))]
    options = _options(home) | ({} if durable else _FAST)
    with log_file(home).open("ab") as log:
        return subprocess.Popen(  # noqa: S603
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,  # Ctrl-C reaches us, and we stop the server in good order
        )


def _options(home: Path) -> dict[str, str]:
    """Return the server's options. Its log must not hold people's words: no statements, parameters or details."""
    return {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(socket_folder(home)),
        "unix_socket_permissions": "0700",
        "shared_buffers": "256MB",
        "max_connections": "100",
        "max_wal_size": "2GB",
        "random_page_cost": "1.1",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
    }


_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "64MB",
}


def _wait_for_answer(home: Path, process: subprocess.Popen[bytes] | None, until: float) -> bool:
    """Wait until the server answers; False when its process ended first. Raises DatabaseUnavailable at `until`."""
    while process is None or process.poll() is None:
        try:
            psycopg.connect(dsn(home, "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError as silence:
            if time.monotonic() > until:
                raise DatabaseUnavailable(
                    f"PostgreSQL did not answer within {PATIENCE:.0f} seconds: {silence}"
                ) from silence
            time.sleep(0.02)
        else:
            return True
    return False


def _make_database(home: Path) -> None:
    with psycopg.connect(dsn(home, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")


def dsn(home: Path, database: str = NAME) -> str:
    """Return how to reach the embedded server, for psycopg and PostgreSQL's own programs."""
    return psycopg.conninfo.make_conninfo(host=str(socket_folder(home)), port=PORT, user=USER, dbname=database)

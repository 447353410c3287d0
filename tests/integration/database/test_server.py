"""The embedded database by itself: started, killed, stopped, refused."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from portreeve.foundation.database import api as database
from portreeve.foundation.database import unprivileged


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., database.Server]]:
    started: list[database.Server] = []

    def begin(**options: bool) -> database.Server:
        started.append(database.start(home, **options))
        return started[-1]

    yield begin
    for server in started:
        server.stop()


def one(home: Path, question: str) -> object:
    with psycopg.connect(database.dsn(home)) as connection:
        row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]


def test_it_starts_in_an_empty_folder_and_again_in_a_full_one(
    home: Path, start: Callable[..., database.Server]
) -> None:
    server = start()
    with psycopg.connect(database.dsn(home)) as connection:
        connection.execute("CREATE TABLE kept (what text)")
        connection.execute("INSERT INTO kept VALUES ('this')")
    server.stop()
    assert not server.alive()
    start()
    assert one(home, "SELECT what FROM kept") == "this"


def test_it_listens_on_a_socket_nobody_else_can_reach(home: Path, start: Callable[..., database.Server]) -> None:
    start()
    assert one(home, "SHOW listen_addresses") == ""
    assert database.socket_folder(home).stat().st_mode & 0o777 == 0o700


def test_its_log_keeps_nothing_that_people_wrote(home: Path, start: Callable[..., database.Server]) -> None:
    start()
    with psycopg.connect(database.dsn(home)) as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES (%s)", ["Dorothy Marsh"])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES (%s)", ["Dorothy Marsh"])
    log = database.log_file(home).read_text()
    assert "duplicate key" in log
    assert "Dorothy" not in log


def test_what_was_committed_is_there_after_kill_9(home: Path, start: Callable[..., database.Server]) -> None:
    server = start()
    with psycopg.connect(database.dsn(home)) as connection:
        connection.execute("CREATE TABLE kept (what text)")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    server.stop()
    start()
    assert one(home, "SELECT count(*) FROM kept") == 0


def test_a_second_start_of_the_same_home_is_refused(home: Path, start: Callable[..., database.Server]) -> None:
    start()
    with pytest.raises(database.AlreadyRunning):
        database.start(home)


def test_a_command_uses_the_server_that_runs_and_leaves_it_running(
    home: Path, start: Callable[..., database.Server]
) -> None:
    server = start()
    with database.running(home):
        assert one(home, "SELECT 1") == 1
    assert server.alive()


def test_a_command_starts_and_stops_a_server_of_its_own_where_none_runs(home: Path) -> None:
    with database.running(home):
        assert one(home, "SELECT 1") == 1
    with pytest.raises(psycopg.OperationalError):
        one(home, "SELECT 1")


def test_a_folder_half_made_is_made_again(home: Path, start: Callable[..., database.Server]) -> None:
    half = home.absolute() / "database.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    start()
    assert one(home, "SELECT 1") == 1
    assert not half.exists()


def test_a_folder_of_another_version_is_refused_with_what_to_do(home: Path) -> None:
    with database.running(home):
        pass
    (database.data_folder(home) / "PG_VERSION").write_text("12\n")
    with pytest.raises(database.DatabaseUnavailable, match=r"PostgreSQL 12.*portreeve backup"):
        database.start(home)


def test_a_home_whose_path_is_too_long_for_a_socket_works(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    with database.running(home):
        assert one(home, "SELECT 1") == 1
    shutil.rmtree(database.socket_folder(home))


def test_a_socket_folder_somebody_else_laid_out_is_refused(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    folder = database.socket_folder(home)
    folder.symlink_to(tmp_path)
    try:
        with pytest.raises(database.DatabaseUnavailable, match="belongs to somebody else"):
            database.start(home)
    finally:
        folder.unlink()


def test_it_shuts_down_when_the_process_that_started_it_is_killed(home: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", _OWNER, str(home)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    owner.stdout.close()
    until = time.monotonic() + 15
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]


_OWNER = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from portreeve.foundation.database import api as database
    server = database.start(Path(sys.argv[1]))
    print(server.process.pid, flush=True)
    time.sleep(60)
""")


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root steps down: run the tests as root for this one.")
def test_where_user_namespaces_are_shut_root_steps_down_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not in pytest's own folder, which nobody but its owner can enter.
    home = Path("/tmp") / f"portreeve-test-{os.getpid()}-stepdown"
    runs = unprivileged._runs
    monkeypatch.setattr(unprivileged, "_runs", lambda *command: command[0] != "unshare" and runs(*command))
    unprivileged.disguise.cache_clear()
    try:
        with database.running(home):
            assert database.data_folder(home).stat().st_uid == 65534
            assert one(home, "SELECT 1") == 1
    finally:
        unprivileged.disguise.cache_clear()
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.skipif(
    not Path("/usr/lib/postgresql/15/bin/initdb").exists(),
    reason="PostgreSQL 15's programs are not under /usr/lib/postgresql/15: install the package postgresql-15.",
)
def test_it_runs_on_the_systems_postgresql_15_too(home: Path) -> None:
    with database.running(home, programs=Path("/usr/lib/postgresql/15/bin")):
        assert str(one(home, "SHOW server_version")).startswith("15.")
        assert one(home, "SELECT lower('ŴYN')") == "ŵyn"


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root steps down: run the tests as root for this one.")
def test_where_nobody_cannot_reach_the_folder_root_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    runs = unprivileged._runs
    monkeypatch.setattr(unprivileged, "_runs", lambda *command: command[0] != "unshare" and runs(*command))
    unprivileged.disguise.cache_clear()
    try:
        with pytest.raises(database.DatabaseUnavailable, match="Set PORTREEVE_HOME"):
            database.start(closed / "home")
    finally:
        unprivileged.disguise.cache_clear()


def test_programs_are_the_systems_where_the_wheel_is_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from portreeve.foundation.database import programs

    monkeypatch.setattr(programs, "_wheel", lambda: None)
    monkeypatch.setattr(programs, "SYSTEM", tmp_path)
    with pytest.raises(database.DatabaseUnavailable, match="No PostgreSQL was found"):
        programs.find_programs()
    with pytest.raises(database.DatabaseUnavailable, match="do not run on this machine"):
        programs.find_programs(tmp_path)

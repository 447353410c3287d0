"""What every test run shares: settings for tests, and a PostgreSQL of its own that begins with the first test in need.

A run uses TEST_DATABASE_URL or DATABASE_URL where one is set. Unit and architecture tests get neither Django nor a
database, so that they stay quick and cannot lean on them.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

PURE = ("unit", "architecture")
_PREFIX = "portreeve-test-"


def _own_home() -> Path:
    """Make this process's home folder, and remove those of runs that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = left.name.removeprefix(_PREFIX).split("-")[0]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


HOME = _own_home()
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
(HOME / "static").mkdir()  # else the static files' middleware warns that nothing was collected

# Before anything reads the settings. A developer's own home folder and secrets are never used by tests.
os.environ["PORTREEVE_HOME"] = str(HOME)
os.environ["PORTREEVE_DEMO"] = "1"
os.environ.pop("PORTREEVE_HOSTS", None)
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]


def _needs_django(config: pytest.Config) -> bool:
    """Say whether any chosen folder holds tests that need Django."""
    here = Path(__file__).parent
    chosen = [Path(argument.split("::")[0]).resolve() for argument in config.args]
    return not all(any(path.is_relative_to(here / kind) for kind in PURE) for path in chosen)


def _only_distributes(config: pytest.Config) -> bool:
    """Say whether this process hands all tests to others, which inherit its environment but need homes of their own."""
    return bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-django set Django up, where some test needs it: it looks for this variable after us."""
    if _needs_django(config) and not _only_distributes(config):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")
        import django.conf

        assert django.conf.settings.DATABASES  # reads the settings: pytest-django sets up only what is configured


@pytest.fixture(scope="session")
def embedded_database() -> Iterator[None]:
    """Run an embedded PostgreSQL for this process's tests, without the safety of a crash-proof one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    from portreeve.foundation.database.api import start

    named = os.environ.get("PORTREEVE_POSTGRES_BIN")
    server = start(HOME, programs=Path(named) if named else None, durable=False)
    yield
    server.stop()


@pytest.fixture(scope="session")
def own_database_name() -> None:
    """Name the test database after this process, so that runs which share one server do not meet."""
    from django.conf import settings

    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_portreeve_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(embedded_database: None, own_database_name: None) -> None:
    """Have the server there before pytest-django makes the test database."""


@pytest.fixture(autouse=True)
def nothing_outlives_a_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that commits, remove what Django's flush leaves: the job library's rows, and seals in their file."""
    marker = request.node.get_closest_marker("django_db")
    committing = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not committing and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    blocker = request.getfixturevalue("django_db_blocker")
    yield
    from django.db import connection

    with blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_workers CASCADE")
    (HOME / "seals" / "audit-heads.jsonl").unlink(missing_ok=True)


@pytest.fixture
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all tries of a test fall in one window: one that ends meanwhile would begin to count anew."""
    from portreeve.foundation.limits import rules

    begun = datetime.now(UTC)
    monkeypatch.setattr(rules, "window", lambda at, seconds: begun)

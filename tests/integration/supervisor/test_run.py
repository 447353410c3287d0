"""`portreeve run` from an empty folder: first page, faults, stopping, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench.council import free_port

from integration.supervisor.running import Running, processes_of


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all: the tables are made once, and every test also shows that the one before left it well."""
    return tmp_path_factory.mktemp("supervised") / "home"


@pytest.fixture
def launch(home: Path) -> Iterator[Callable[[], Running]]:
    runs: list[Running] = []
    port = free_port()

    def begin() -> Running:
        runs.append(Running(home, port))
        return runs[-1]

    yield begin
    for run in runs:
        run.stop(signal.SIGKILL)
    run.until(lambda: not processes_of(home), "Left something running", 20)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_what_to_open_and_stops_without_leaving_anything(
    launch: Callable[[], Running], how: signal.Signals
) -> None:
    run = launch()
    run.until_said("Press Ctrl-C to stop")
    assert f"http://127.0.0.1:{run.port}/" in run.said()
    assert run.page() == 200
    assert run.stop(how) == 0
    assert "nothing of it is left running" in run.said()
    assert processes_of(run.home) == []


def test_the_counts_of_all_processes_are_told_by_any_of_them(launch: Callable[[], Running]) -> None:
    run = launch()
    run.until_said("Press Ctrl-C to stop")
    for _ in range(20):
        assert run.page("/livez") == 200
    alive = re.compile(r'^portreeve_pages_total\{.*route="livez".*\} (\d+)', re.MULTILINE)
    for _ in range(6):  # whichever of the web's processes answers
        with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/metrics", timeout=10) as answer:
            told = answer.read().decode()
        assert [float(count) for count in alive.findall(told)] == [20]
    assert run.stop() == 0


def test_killed_outright_it_leaves_nothing_running_and_starts_again(launch: Callable[[], Running]) -> None:
    run = launch()
    run.until_said("Press Ctrl-C to stop")
    run.stop(signal.SIGKILL)
    run.until(lambda: not processes_of(run.home), "Left something running", 20)
    again = launch()
    again.until_said("Press Ctrl-C to stop")
    assert again.page() == 200


@pytest.mark.parametrize(
    ("words", "news"),
    [
        ("supervisor.web", "web was ended by SIGKILL"),
        ("command_line worker", "worker was ended by SIGKILL"),
        ("postgres -D", "The database has died"),
    ],
)
def test_a_part_that_is_killed_is_started_again(launch: Callable[[], Running], words: str, news: str) -> None:
    run = launch()
    run.until_said("Press Ctrl-C to stop")
    victim = min(run.children(words))
    os.kill(victim, signal.SIGKILL)
    run.until_said(news)
    run.until(lambda: run.page() == 200 and victim not in run.children(words), "Did not recover")
    assert run.stop() == 0
    assert processes_of(run.home) == []


def test_a_worker_process_of_the_web_server_that_is_killed_is_replaced(launch: Callable[[], Running]) -> None:
    run = launch()
    run.until_said("Press Ctrl-C to stop")
    before = run.children("supervisor.web")
    victim = max(before)
    os.kill(victim, signal.SIGKILL)
    run.until(lambda: len(set(run.children("supervisor.web")) - {victim}) == len(before), "Did not replace it")
    run.until(lambda: run.page() == 200, "Did not recover")


def test_a_port_in_use_is_said_plainly(launch: Callable[[], Running], tmp_path: Path) -> None:
    run = launch()
    run.until_said("Press Ctrl-C to stop")
    other = Running(tmp_path / "other", run.port)
    assert other.process.wait(30) == 2
    assert f"Port {run.port} is in use" in other.said()
    assert "Traceback" not in other.said()


def test_a_home_in_use_is_said_plainly(launch: Callable[[], Running]) -> None:
    run = launch()
    run.until_said("Press Ctrl-C to stop")
    other = Running(run.home, free_port())
    assert other.process.wait(30) == 2
    assert "already run by another Portreeve process" in other.said()


def test_it_can_be_stopped_while_it_is_still_starting(launch: Callable[[], Running]) -> None:
    run = launch()
    time.sleep(1)
    run.stop()
    run.until(lambda: not processes_of(run.home), "Left something running", 20)

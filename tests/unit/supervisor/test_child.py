"""A process kept alive."""

import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from portreeve.config.supervisor.child import LONGEST_PAUSE, BackOff, Child, ending, log_to
from portreeve.config.supervisor.front_door import first_page, port_in_use


def test_each_restart_waits_longer_until_a_limit() -> None:
    back_off = BackOff()
    assert [back_off.after(1) for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]


def test_a_process_that_stayed_up_is_restarted_quickly_again() -> None:
    back_off = BackOff()
    for _ in range(5):
        back_off.after(1)
    assert back_off.after(120) == 0.5


def test_a_dead_child_is_started_again_after_its_pause_and_it_is_said(tmp_path: Path) -> None:
    mark = tmp_path / "starts"
    child = Child("worker", (sys.executable, "-c", f"open({str(mark)!r}, 'a').write('x'); raise SystemExit(3)"))
    child.start()
    said = []
    until = time.monotonic() + 20
    while len(mark.read_text() if mark.exists() else "") < 2 and time.monotonic() < until:
        if news := child.tend():
            said.append(news)
        time.sleep(0.02)
    child.end(signal.SIGKILL)
    child.finish(time.monotonic() + 5)
    assert said[0] == "worker ended with code 3; starting it again in 0.5 s."
    assert len(mark.read_text()) == 2


def test_a_child_that_will_not_end_is_killed() -> None:
    child = Child(
        "web",
        (
            sys.executable,
            "-c",
            "import signal, sys, time; signal.signal(15, signal.SIG_IGN); sys.stdout.close(); time.sleep(60)",
        ),
    )
    child.start()
    time.sleep(0.5)
    child.end()
    child.finish(time.monotonic() + 0.3)
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("code", "words"), [(0, "ended with code 0"), (-9, "was ended by SIGKILL")])
def test_endings_are_said_in_words(code: int, words: str) -> None:
    assert ending(code) == words


def test_a_large_log_is_begun_afresh_and_the_old_one_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portreeve.config.supervisor.child.LARGEST_LOG", 3)
    log = tmp_path / "log" / "web.log"
    for text in (b"first", b"second"):
        with log_to(log) as said:
            assert said is not None
            said.write(text)
    assert log.read_bytes() == b"second"
    assert log.with_suffix(".old").read_bytes() == b"first"


def test_a_port_somebody_listens_at_is_in_use() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port_in_use("127.0.0.1", port)
    assert not port_in_use("127.0.0.1", port)
    assert not first_page("127.0.0.1", port, "localhost")

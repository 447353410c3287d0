"""The council's clock and calendar, and the clock that the demo can set."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from portreeve.foundation.clock import api as clock
from portreeve.foundation.config_types.api import CouncilDataWrong, council, read_council

FRIDAY = datetime(2026, 3, 27, 17, 45, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.INSTALLATION = replace(settings.INSTALLATION, home=tmp_path)
    yield
    if settings.INSTALLATION.demo:
        clock.set_for_demo(None)


def test_now_is_the_true_time_in_utc() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert clock.now().tzinfo is UTC


def test_a_set_clock_stands_still_until_it_is_set_again() -> None:
    clock.set_for_demo(FRIDAY)
    assert clock.now() == clock.now() == FRIDAY
    clock.set_for_demo(FRIDAY + timedelta(seconds=30))
    assert clock.now() == FRIDAY + timedelta(seconds=30)
    clock.set_for_demo(None)
    assert clock.now() > FRIDAY


def test_a_set_clock_may_run_on() -> None:
    clock.set_for_demo(FRIDAY, running=True)
    first, second = clock.now(), clock.now()
    assert FRIDAY <= first < second < FRIDAY + timedelta(seconds=5)


def test_every_process_sees_the_clock_that_was_set(settings: Any) -> None:
    clock.set_for_demo(FRIDAY)
    program = (
        "from pathlib import Path; from django.conf import settings\n"
        "from portreeve.foundation.config_types.api import Installation\n"
        f"home = Path({str(settings.INSTALLATION.home)!r})\n"
        "settings.configure(INSTALLATION=Installation(home=home, demo=True, council=home))\n"
        "from portreeve.foundation.clock import api as clock\n"
        "print(clock.now().isoformat())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == FRIDAY.isoformat()


def test_outside_the_demo_the_clock_can_neither_be_set_nor_found_set(settings: Any) -> None:
    clock.set_for_demo(FRIDAY)
    settings.INSTALLATION = replace(settings.INSTALLATION, demo=False)
    assert clock.now() > FRIDAY
    for at in (FRIDAY, None):
        with pytest.raises(clock.ClockNotSettable):
            clock.set_for_demo(at)


def test_a_clock_is_not_set_to_a_time_without_its_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        clock.set_for_demo(datetime(2026, 3, 27, 17, 45))  # noqa: DTZ001 - that is what is refused


def test_reading_the_clock_is_cheap() -> None:
    import timeit

    clock.set_for_demo(FRIDAY)
    assert min(timeit.repeat(clock.now, number=1000, repeat=5)) < 0.1


def test_local_time_follows_the_council_over_the_clock_change() -> None:
    assert clock.local(datetime(2026, 3, 29, 0, 59, tzinfo=UTC)).hour == 0
    assert clock.local(datetime(2026, 3, 29, 1, 0, tzinfo=UTC)).hour == 2
    assert str(clock.council_zone()) == "Europe/London"


def test_the_council_s_calendar_keeps_bank_holidays_and_closures() -> None:
    calendar = clock.calendar()
    assert clock.bank_holiday(date(2026, 5, 4)) == "May Day"
    assert clock.bank_holiday(date(2026, 5, 5)) == ""
    assert not calendar.works_on(date(2026, 5, 4))
    assert not calendar.works_on(date(2026, 12, 30)), "One of the council's own closures."
    assert calendar.due(datetime(2024, 12, 20, 11, tzinfo=UTC), "5 working days") == datetime(
        2024, 12, 31, 17, tzinfo=UTC
    )


def test_the_council_s_file_is_read_again_when_it_changes(settings: Any, tmp_path: Path) -> None:
    folder = tmp_path / "council"
    folder.mkdir()
    text = (settings.INSTALLATION.council / "council.yaml").read_text()
    (folder / "council.yaml").write_text(text)
    settings.INSTALLATION = replace(settings.INSTALLATION, council=folder)
    assert council().short_name == "Haverstock"
    assert clock.calendar().works_on(date(2026, 3, 2))
    (folder / "council.yaml").write_text(text.replace("closures: [", "closures: [2026-03-02, "))
    assert not clock.calendar().works_on(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: Haverstock Borough Council\n", "", "name must be given"),
        ("zone: Europe/London", "zone: Europe/Haverstock", "no time zone Europe/Haverstock"),
        ("monday: 09:00-17:00", "monday: 9 to 5", "write hours as 09:00-17:00"),
        ("monday: 09:00-17:00", "monday: 17:00-09:00", "run forwards"),
        ("monday: 09:00-17:00", "monday: [09:00-12:00, 11:00-17:00]", "not overlap"),
        ("monday:", "moonday:", "monday to sunday"),
        ("bank_holidays: ENG", "bank_holidays: FRA", "ENG, WLS, SCT or NIR"),
        ("closures: [2026-12-29", "closures: [29 December", "write dates as"),
        ("phone:", "fone:", "unknown entry fone"),
        ("languages: [en, cy, ar]", "languages: en", "list of tags"),
        ("phone:", "name:", "cannot be read"),
    ],
)
def test_a_broken_council_file_says_what_to_do(settings: Any, tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (settings.INSTALLATION.council / "council.yaml").read_text()
    assert old in text
    path = tmp_path / "council.yaml"
    path.write_text(text.replace(old, new))
    with pytest.raises(CouncilDataWrong, match=says):
        read_council(path)


def test_a_missing_council_file_says_which_setting_names_it(tmp_path: Path) -> None:
    with pytest.raises(CouncilDataWrong, match="PORTREEVE_COUNCIL"):
        read_council(tmp_path / "council.yaml")

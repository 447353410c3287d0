"""A council that was used with an earlier release is put back with this one: nothing of it is lost or altered.

`releases/` holds a backup of each release with its keys, which protect nothing else, and what the release itself said
of its data. So a migration
that was released is never rewritten: the tables would come out otherwise than in a new database.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from bench.council import small_council

from integration.upgrade.home import RELEASES, Home

pytestmark = pytest.mark.upgrade
GROWS = {"portreeve_audit_auditentry", "portreeve_audit_auditseal", "outbox_event"}
"""Putting back and upgrading are themselves written down."""


def put_back(release: Path, folder: Path) -> Home:
    """Return a home in which a release was put back with today's code."""
    shutil.unpack_archive(release, folder / "release")
    home = Home(folder / "home", small_council(folder))
    home.folder.mkdir(mode=0o700)
    shutil.copytree(folder / "release" / "keys", home.folder / "keys")
    home.run("restore", str(folder / "release" / "backup"))
    return home


@pytest.fixture(scope="module", params=sorted(RELEASES.glob("*.zip")), ids=lambda file: file.stem)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """What a release said of its council, and how it is now."""
    folder = tmp_path_factory.mktemp("upgrade")
    home = put_back(request.param, folder)
    told = json.loads((folder / "release" / "told.json").read_text(encoding="utf-8"))
    return told, home.act("look", told)


def test_there_is_a_release_to_upgrade_from() -> None:
    assert sorted(RELEASES.glob("*.zip"))


def test_no_record_is_lost(upgraded: tuple[Any, Any]) -> None:
    told, now = upgraded
    assert sum(told["counts"].values()) > 1000
    fewer = {name: (count, now["counts"].get(name)) for name, count in told["counts"].items()}
    assert {n: c for n, c in fewer.items() if n not in GROWS and c[0] != c[1]} == {}
    assert {n: c for n, c in fewer.items() if n in GROWS and c[0] > c[1]} == {}


def test_the_audit_is_as_it_was_written(upgraded: tuple[Any, Any]) -> None:
    assert upgraded[1]["intact"]


@pytest.mark.parametrize("figures", ["facts", "days"])
def test_figures_are_the_same_and_are_built_again_to_the_digit(upgraded: tuple[Any, Any], figures: str) -> None:
    told, now = upgraded
    assert now[figures] == told[figures]
    assert now[f"{figures} again"] == told[figures]


def test_people_go_on_where_they_were(upgraded: tuple[Any, Any]) -> None:
    told, now = upgraded
    assert told["reference"] in now["tracked"]
    assert "pr-status" in now["tracked"]
    assert 'name="query"' in now["gone on"], "the draft stands at its question"
    assert now["photo"] == [40, 30]


def test_what_is_secret_stays_sealed_and_can_be_read(upgraded: tuple[Any, Any]) -> None:
    assert "They shout" not in json.dumps(upgraded[1]["kept"])
    assert upgraded[1]["opened"]["happened"] == "They shout at night."
    assert upgraded[1]["opened"]["afraid"] is True


def test_a_special_detail_that_0_1_0_sealed_is_the_text_it_was_wherever_it_is_read(tmp_path: Path) -> None:
    home = put_back(RELEASES / "0.1.0.zip", tmp_path)
    told = home.act("write_sealed")
    home.run("migrate")
    now = home.act("read_sealed", told)
    assert [list(text) if isinstance(text, dict) else text for _, text, _ in now["kept"]] == [
        ["$sealed-text"],
        "$sealed",
        None,
    ]
    assert [text for _, text, _ in now["exported"]] == ["12.50", "$sealed", None]
    assert now["officer"] == {"Rent": "12.50", "Moved in": "$sealed"}
    assert "12.50" in now["page"]


def test_a_service_published_then_keeps_its_version(upgraded: tuple[Any, Any]) -> None:
    versions = upgraded[1]["versions"]
    assert any(name.startswith("missed-bin ") for name in versions)
    assert {name: pair for name, pair in versions.items() if pair[0] != pair[1]} == {}


def test_holds_hold_and_who_was_erased_stays_so(upgraded: tuple[Any, Any]) -> None:
    told, now = upgraded
    assert now["held"] == [told["held"]]
    assert "Karim" not in now["gone"]


def test_the_tables_are_those_of_a_new_database(upgraded: tuple[Any, Any], tmp_path: Path) -> None:
    new = Home(tmp_path / "home", small_council(tmp_path))
    new.run("migrate")
    fresh, now = new.act("manner"), upgraded[1]["manner"]
    for name in fresh:
        assert [row for row in now[name] if row not in fresh[name]] == [], f"{name} of the upgraded alone"
        assert [row for row in fresh[name] if row not in now[name]] == [], f"{name} of the new one alone"

"""`portreeve services` on files: answers, JSON and exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from portreeve.config.command_line.services import app

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "demo" / "services"
BROKEN = ROOT / "tests" / "unit" / "catalogue" / "broken"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def answer(*words: str | Path) -> Any:
    return json.loads(run(*words, "--json").stdout)


def test_the_demo_is_well_and_broken_files_are_not() -> None:
    assert run("check", DEMO).exit_code == 0
    assert run("check", DEMO, "--require", "cy").exit_code == 0
    assert run("check", DEMO, "--strict").exit_code == 1
    assert run("check", BROKEN).exit_code == 1
    assert run("check", ROOT / "nowhere").exit_code == 2


def test_each_problem_is_a_line_that_names_file_line_and_what_to_do() -> None:
    lines = run("check", BROKEN).stdout.splitlines()
    assert "not-allowed-value.yaml:5: problem: `verb` cannot be `reprot`. Did you mean `report`?" in "\n".join(lines)
    assert all(line.split(":")[1].isdigit() for line in lines)
    found = answer("check", BROKEN)
    assert not found["publishable"]
    assert len(found["problems"]) == len(lines)


def test_a_language_that_is_required_and_missing_stops_publishing() -> None:
    found = answer("check", DEMO, "--require", "ar")
    assert {problem["code"] for problem in found["problems"] if problem["blocks"]} == {"language-missing"}


def test_a_folder_is_listed_and_a_service_shown_without_a_database() -> None:
    rows = {row["service"]: row for row in answer("list", DEMO, "--language", "cy")["services"]}
    assert len(rows) == 6
    assert rows["missed-bin"]["name"] == "Rhoi gwybod am fin sydd heb ei wagio"
    shown = run("show", "missed-bin", DEMO)
    assert "1. Where is the bin? (address)" in shown.stdout
    assert "hold until 17:00" in shown.stdout
    assert answer("show", "missed-bin", DEMO)["service"]["id"] == "missed-bin"
    assert run("show", "nothing", DEMO).exit_code == 2
    assert run("show", "yaml", BROKEN).exit_code == 2


def test_the_schema_is_printed_as_it_is_published() -> None:
    published = (ROOT / "docs" / "reference" / "service.schema.json").read_text(encoding="utf-8")
    assert json.loads(run("schema").stdout) == json.loads(published)


def test_upgrading_newest_files_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "services"
    shutil.copytree(DEMO, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert answer("upgrade", folder, "--write") == {"changed": [], "written": True, "failed": []}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "odd.yaml").write_text("format: 99\n", encoding="utf-8")
    assert run("upgrade", folder).exit_code == 1


def test_a_file_for_a_translator_is_made_beside_the_service(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "services")
    made = answer("translate", "missed-bin", "pl", tmp_path / "services")
    assert made["missing"] > 30
    assert (tmp_path / "services" / "missed-bin.pl.yaml").exists()
    assert answer("translate", "missed-bin", "cy", tmp_path / "services")["missing"] == 0
    assert run("translate", "missed-bin", "en", tmp_path / "services").exit_code == 2
    assert run("translate", "nothing", "cy", tmp_path / "services").exit_code == 2


def test_words_instead_must_name_their_language() -> None:
    refused = run("withdraw", "missed-bin", "--instead", "Ring us.")
    assert refused.exit_code == 2


@pytest.mark.django_db
def test_services_are_published_listed_shown_and_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    # The test run's own database is already there: starting another would be the driver's test, not ours.
    from contextlib import nullcontext

    monkeypatch.setattr("portreeve.config.command_line.services.with_database", nullcontext)
    done = answer("publish", DEMO)
    assert [one["changed"] for one in done["published"]] == [True] * 6
    assert run("publish", DEMO).stdout.count("as it was") == 6
    assert len(answer("list")["services"]) == 6
    assert "hold until 17:00" in run("show", "missed-bin").stdout
    assert run("withdraw", "missed-bin", "--instead", "cy=Ffoniwch ni.").exit_code == 2
    assert answer("withdraw", "missed-bin", "--instead", "en=Ring us.")["withdrawn"] == "missed-bin"
    assert run("show", "missed-bin").exit_code == 2
    assert len(answer("list")["services"]) == 5
    assert run("publish", BROKEN).exit_code == 1

"""Every kind of problem has a broken file, and is found in the right line with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from portreeve.modules.catalogue.queries.folders import check_folder
from portreeve.modules.catalogue.rules.kinds import CODES
from portreeve.modules.catalogue.rules.read.nodes import LONGEST_FILE
from portreeve.modules.catalogue.rules.refusals import FolderMissing
from portreeve.modules.catalogue.types import CheckReport, Problem

BROKEN = Path(__file__).parent / "broken"
OF_A_FOLDER = {"file-too-long", "no-services"}
"""Kinds that are shown without a file of their own, below."""
SEVERAL = {"no-questions", "not-a-list", "stops-everybody"}
"""Files in which one mistake has more than one consequence."""


@pytest.fixture(scope="module")
def report() -> CheckReport:
    return check_folder(BROKEN, languages=("en", "gd"))


def problems_of(report: CheckReport, code: str) -> list[Problem]:
    return [problem for problem in report.all_problems if problem.file.split(".")[0] == code]


def marked(code: str) -> set[tuple[str, int]]:
    lines = ((path, path.read_bytes().split(b"\n")) for path in BROKEN.glob(f"{code}.*yaml"))
    return {(path.name, place) for path, every in lines for place, line in enumerate(every, 1) if b"<- here" in line}


def test_every_kind_has_a_broken_file() -> None:
    shown = {path.name.split(".")[0] for path in BROKEN.glob("*.yaml")}
    assert shown == CODES - OF_A_FOLDER
    assert len(shown) >= 35


@pytest.mark.parametrize("code", sorted(CODES - OF_A_FOLDER))
def test_a_broken_file_is_found_out(code: str, report: CheckReport) -> None:
    found = [problem for problem in problems_of(report, code) if problem.code == code]
    assert found, f"Nothing of kind {code} was found."
    assert marked(code) <= {(problem.file, problem.line) for problem in found}


@pytest.mark.parametrize("code", sorted(CODES - OF_A_FOLDER - SEVERAL))
def test_a_broken_file_has_nothing_else_wrong(code: str, report: CheckReport) -> None:
    others = [p for p in problems_of(report, code) if p.code not in {code, "language-missing"}]
    assert others == []


def test_every_problem_says_what_to_do(report: CheckReport) -> None:
    for problem in report.all_problems:
        assert problem.text.endswith((".", "?", "`")), problem
        assert len(problem.text.split()) >= 5, problem
        assert problem.line >= 1


def test_a_file_longer_than_any_service_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "long.yaml").write_text("# " + "x" * LONGEST_FILE, encoding="utf-8")
    assert [problem.code for problem in check_folder(tmp_path).all_problems] == ["file-too-long"]


def test_a_file_of_many_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "huge.yaml").write_bytes(b"\xff" * (LONGEST_FILE * 5))
    assert [problem.code for problem in check_folder(tmp_path).all_problems] == ["file-too-long"]


def test_an_empty_folder_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    assert [problem.code for problem in check_folder(tmp_path).all_problems] == ["no-services"]
    with pytest.raises(FolderMissing):
        check_folder(tmp_path / "nowhere")

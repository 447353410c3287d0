"""A council's own settings of cases, read strictly."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from portreeve.foundation.config_types import api as config
from portreeve.modules.cases.queries import settings
from portreeve.modules.cases.rules.policy import Policy


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = dataclasses.replace(config.installation(), council=tmp_path)
    monkeypatch.setattr(settings.config, "installation", lambda: here)
    return tmp_path


def test_without_a_file_it_is_what_most_would_choose(folder: Path) -> None:
    assert settings.policy() == Policy()


def test_an_entry_changes_one_thing(folder: Path) -> None:
    (folder / "cases.yaml").write_text("closed_too_soon_days: 30\n", encoding="utf-8")
    assert settings.policy() == Policy(closed_too_soon_days=30)


@pytest.mark.parametrize("wrong", ["closed_to_soon_days: 30", "closed_too_soon_days: a month", "near_metres: true"])
def test_a_mistake_is_named(folder: Path, wrong: str) -> None:
    (folder / "cases.yaml").write_text(wrong + "\n", encoding="utf-8")
    with pytest.raises(config.CouncilDataWrong, match=wrong.partition(":")[0]):
        settings.policy()


def test_the_demo_councils_file_is_right() -> None:
    assert settings.policy().closed_too_soon_days == 14

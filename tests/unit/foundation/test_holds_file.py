"""Legal holds are kept outside the database: none is lost, and one that was lifted stays so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portreeve.config.backup.holds_file import holds_file, keep, read, together
from portreeve.config.backup.manifest import BackupWrong
from portreeve.foundation.personal_data.types import Hold, HoldReason
from portreeve.foundation.pure.ids import uuid7

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def hold(reference: str = "22 004 £") -> Hold:
    return Hold(uuid7(), uuid7(), HoldReason.COURT, reference, AT, "tests")


def test_what_is_kept_is_read_as_it_was(tmp_path: Path) -> None:
    first, second = hold(), replace(hold(), lifted_at=AT, lifted_by="ines")
    assert keep(holds_file(tmp_path), [first, second]) == 2
    assert read(holds_file(tmp_path)) == (first, second)
    assert [path.name for path in tmp_path.iterdir()] == ["holds.jsonl"]


def test_a_hold_that_the_database_lost_stays_and_one_that_was_lifted_is_not_in_force_again(tmp_path: Path) -> None:
    path = holds_file(tmp_path)
    lost, ended = hold(), hold()
    lifted = replace(ended, lifted_at=AT, lifted_by="ines")
    keep(path, [lost, ended])
    assert keep(path, [lifted]) == 2
    assert keep(path, [ended]) == 2
    assert read(path) == (lost, lifted)
    assert together([ended], [lifted]) == together([lifted], [ended]) == (lifted,)


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    path = holds_file(tmp_path)
    assert keep(path, []) == 0
    assert not path.exists()
    one = hold()
    keep(path, [one])
    path.chmod(0o400)
    before = path.stat().st_mtime_ns
    keep(path, [one])
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '"text"', "null"])
def test_a_file_that_is_not_ours_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = holds_file(tmp_path)
    keep(path, [hold()])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(BackupWrong, match="line 2, is no legal hold"):
        read(path)

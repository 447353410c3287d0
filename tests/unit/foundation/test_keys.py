"""The ring of keys."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portreeve.foundation.keys import ring


def test_what_is_sealed_can_be_opened_and_is_not_readable(tmp_path: Path) -> None:
    sealed = ring.seal(tmp_path, "answers", b"the neighbours at number 9")
    assert "neighbours" not in sealed
    assert ring.unseal(tmp_path, "answers", sealed) == b"the neighbours at number 9"


def test_a_turned_ring_still_opens_what_was_sealed_before(tmp_path: Path) -> None:
    sealed = ring.seal(tmp_path, "answers", b"old")
    assert ring.turn(tmp_path, "answers") == 2
    assert ring.unseal(tmp_path, "answers", sealed) == b"old"
    assert ring.unseal(tmp_path, "answers", ring.seal(tmp_path, "answers", b"new")) == b"new"


def test_another_ring_cannot_open_it_and_says_so(tmp_path: Path) -> None:
    sealed = ring.seal(tmp_path, "answers", b"x")
    with pytest.raises(ring.CannotOpen, match="not on the ring"):
        ring.unseal(tmp_path, "links", sealed)


@pytest.mark.parametrize("forged", ["", "gAAAA", "é", "x" * 5000])
def test_forgeries_are_refused(tmp_path: Path, forged: str) -> None:
    with pytest.raises(ring.CannotOpen):
        ring.unseal(tmp_path, "answers", forged)


def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    ring.seal(tmp_path, "answers", b"x")
    assert ring.key_file(tmp_path, "answers").stat().st_mode & 0o777 == 0o600


def test_of_several_that_make_the_first_key_at_once_all_use_the_one_that_won(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(lambda n: ring.seal(tmp_path, "answers", b"%d" % n), range(24)))
    assert [ring.unseal(tmp_path, "answers", one) for one in sealed] == [b"%d" % n for n in range(24)]
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["answers.keys"]

"""Whoever changes the audit of a council that has been under fire is found out by `portreeve audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proof.faults.council import Council

pytestmark = pytest.mark.proof


@pytest.fixture(scope="module")
def kept(council: Council) -> Council:
    assert council.act("keep") > 100
    return council


@pytest.fixture
def audited(kept: Council) -> Iterator[Council]:
    yield kept
    kept.act("put-back")
    assert kept.command("audit", "verify")[0] == 0, "put back, it is as it was"


@pytest.mark.parametrize(
    ("how", "finding"),
    [("altered", "altered"), ("removed", "missing"), ("last", "removed_seals")],
)
def test_what_was_changed_is_named(audited: Council, how: str, finding: str) -> None:
    one = audited.act("tamper", how)
    code, said = audited.command("audit", "verify")
    assert code == 1
    assert one in said["findings"][finding]


def test_a_chain_recomputed_with_another_key_is_forged(audited: Council) -> None:
    audited.act("tamper", "recomputed")
    code, said = audited.command("audit", "verify")
    assert code == 1
    assert said["findings"]["forged_seals"]
    assert "altered" not in said["findings"], "The forged chain is sound in itself."

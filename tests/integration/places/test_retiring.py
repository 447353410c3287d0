"""What a full gazetteer leaves out is retired, kept for old cases, and comes back; a file cut short retires nothing."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from integration.places.conftest import AT, BY
from portreeve.config.command_line import places as commands
from portreeve.foundation.audit import api as audit
from portreeve.modules.places import api as places
from portreeve.modules.places.models import GazetteerLoad
from portreeve.modules.places.types import AddressStatus, Box, Full, Loaded, NewAddress, NewStreet, TooMuchRetired

MILL = NewStreet("99000001", "Mill Lane", "Haverstock", ((0.1, 0.5), (0.9, 0.5)))
QUAY = NewStreet("99000002", "Quay Street", "Haverstock", ((0.1, 0.51), (0.9, 0.51)))
HOUSE = NewAddress("1", MILL.usrn, "HV1 1AA", 0.5, 0.5)
HOUSES = tuple(replace(HOUSE, uprn=str(n), number=str(n)) for n in range(1, 11))
ON_THE_QUAY = replace(HOUSE, uprn="20", street=QUAY.usrn, postcode="HV1 2AB", lat=0.51, number="7")
ALL = (MILL, QUAY, *HOUSES, ON_THE_QUAY)
pytestmark = pytest.mark.django_db


def full(*records: NewStreet | NewAddress, most: float = 100) -> Full:
    return Full(
        addresses=[one.uprn for one in records if isinstance(one, NewAddress)],
        streets=[one.usrn for one in records if isinstance(one, NewStreet)],
        most=most,
    )


def load(*records: NewStreet | NewAddress, most: float | None = None, source: str = "a file") -> Loaded:
    whole = full(*records, most=most) if most is not None else None
    return places.load_gazetteer(records=records, source=source, by=BY, at=AT, full=whole)


def offered(query: str) -> set[str]:
    return {one.uprn for one in places.search_addresses(query=query, limit=50)}


def test_an_address_and_a_street_that_vanished_are_not_offered_anywhere_and_old_cases_still_show_them() -> None:
    load(*ALL)
    done = load(MILL, *HOUSES, most=50)
    assert (done.added, done.changed, done.retired, done.streets_retired) == (0, 0, 1, 1)
    assert offered("HV1 2AB") == offered("7 quay street") == set()
    assert places.search_streets(query="quay street") == ()
    assert [one.usrn for one in places.streets_near(0.51, 0.5)] == [MILL.usrn]
    assert [one.usrn for one in places.map_outline(Box(0.0, 0.4, 1.0, 0.6)).streets] == [MILL.usrn]
    near = places.nearest_address(0.51, 0.5)
    assert near is not None
    assert near.uprn != ON_THE_QUAY.uprn

    kept = places.address(ON_THE_QUAY.uprn)
    assert kept is not None
    assert (kept.line, kept.status) == ("7 Quay Street, Haverstock", AddressStatus.HISTORICAL)
    assert places.street(QUAY.usrn) is not None
    assert QUAY.usrn in places.streets([QUAY.usrn])


@pytest.mark.parametrize("most", [None, 50.0])
def test_a_later_load_that_has_them_brings_them_back(most: float | None) -> None:
    load(*ALL)
    load(MILL, *HOUSES, most=50)
    back = load(*ALL, most=most)
    assert (back.added, back.changed, back.retired, back.streets_retired) == (0, 1, 0, 0)
    assert offered("HV1 2AB") == {ON_THE_QUAY.uprn}
    assert [one.usrn for one in places.search_streets(query="quay street")] == [QUAY.usrn]


def test_a_load_that_does_not_say_that_it_is_whole_takes_nothing_away() -> None:
    load(*ALL)
    assert load(MILL, HOUSES[0], source="one house").retired == 0
    assert len(offered("HV1 1AA")) == 10
    assert offered("HV1 2AB") == {ON_THE_QUAY.uprn}


def test_a_full_load_that_would_retire_too_much_is_refused_before_anything_is_stored() -> None:
    load(*ALL)
    extra = replace(HOUSE, uprn="99", number="99")
    with pytest.raises(TooMuchRetired) as refused:
        load(MILL, QUAY, *HOUSES[:9], extra, most=10, source="a part")
    assert refused.value.data == {"what": "addresses", "gone": 2, "offered": 11}
    assert places.address("99") is None
    assert not GazetteerLoad.objects.filter(source="a part").exists()
    assert len(offered("HV1 1AA")) == 10
    assert load(MILL, QUAY, *HOUSES[:9], extra, most=20, source="a part").retired == 2


def test_streets_are_guarded_by_themselves() -> None:
    load(MILL, QUAY, *HOUSES)
    with pytest.raises(TooMuchRetired) as refused:
        load(MILL, *HOUSES, most=49)
    assert refused.value.data == {"what": "streets", "gone": 1, "offered": 2}


def test_what_was_retired_is_in_the_one_audit_entry_and_event_of_the_load() -> None:
    from portreeve.foundation.outbox.models import OutboxEvent

    load(*ALL)
    load(MILL, *HOUSES, most=50)
    last = OutboxEvent.objects.filter(kind="gazetteer.loaded").order_by("id").last()
    assert last is not None
    assert (last.data["retired"], last.data["streets_retired"]) == (1, 1)
    audit.seal(at=AT)
    assert audit.verify().intact


HEAD = "UPRN,USRN,STREET,TOWN,PC,PAO,X,Y,LS\n"
MAPPING = """
columns: {uprn: UPRN, usrn: USRN, street: STREET, town: TOWN, postcode: PC, number: PAO, x: X, y: Y, status: LS}
grid: degrees
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(commands, "with_database", nullcontext)
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path / "g.csv"


def run(file: Path, rows: list[str], *more: str) -> Result:
    file.write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    return CliRunner().invoke(commands.app, ["load", str(file), "--mapping", str(file.parent / "m.yaml"), *more])


def row(number: int, *, x: str = "0.5", status: str = "1") -> str:
    return f"000{number},0456,Mill Lane,Haverstock,hv11aa,{number},{x},0.5,{status}"


def test_the_command_says_how_many_were_new_changed_and_retired(file: Path) -> None:
    rows = [row(number) for number in range(1, 41)]
    first = run(file, rows, "--full")
    assert first.stdout.startswith("40 added, 0 changed, 0 as they were, 0 refused. 0 addresses and 0 streets retired.")
    changed = [row(1, x="0.6"), *rows[1:38], row(41), row(42)]
    again = run(file, changed, "--full", "--json")
    told = json.loads(again.stdout)
    assert (told["added"], told["changed"], told["retired"], told["streets_retired"]) == (2, 1, 2, 0)


def test_the_command_refuses_a_file_cut_short_in_a_plain_sentence_and_does_what_it_is_told(file: Path) -> None:
    rows = [row(number) for number in range(1, 41)]
    run(file, rows)
    refused = run(file, rows[:30], "--full")
    assert refused.exit_code == 2
    said = " ".join(refused.stderr.split())
    assert "Nothing was loaded. g.csv leaves out 10 of the 40 addresses that are offered now (25 %)" in said
    assert "a full load may retire 5 %" in said
    assert "add --retire-up-to 25" in said
    assert len(offered("HV1 1AA")) == 40
    assert run(file, [], "--full").exit_code == 2
    assert run(file, rows[:30]).stdout.startswith("0 added, 0 changed, 30 as they were")
    assert len(offered("HV1 1AA")) == 40
    assert "10 addresses and 0 streets retired" in run(file, rows[:30], "--full", "--retire-up-to", "25").stdout
    assert len(offered("HV1 1AA")) == 30


def test_rows_that_are_refused_are_there_though_wrong_and_are_not_retired(file: Path) -> None:
    run(file, [row(number) for number in range(1, 4)])
    done = run(file, [row(1), row(2, x="east"), row(3, status="99")], "--full", "--json")
    told = json.loads(done.stdout)
    assert (told["retired"], told["refused"]) == (0, 2)
    assert offered("HV1 1AA") == {"1", "2", "3"}

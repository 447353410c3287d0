"""Gazetteers as CSV, by a mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from portreeve.config.command_line.gazetteer_csv import GazetteerFile, read_mapping
from portreeve.config.command_line.output import WrongUse
from portreeve.modules.places.types import AddressKind, AddressStatus, NewAddress, NewStreet

MAPPING = """
columns:
  {uprn: UPRN, usrn: USRN, street: STREET, town: TOWN, postcode: PC, number: PAO, x: X, y: Y, kind: CLASS, status: LS}
grid: national
kinds: {R: residential, C: commercial, CE: community, P: shell}
"""
HEAD = "UPRN,USRN,STREET,TOWN,PC,PAO,X,Y,CLASS,LS\n"


def written(folder: Path, rows: str, mapping: str = MAPPING) -> GazetteerFile:
    (folder / "m.yaml").write_text(mapping, encoding="utf-8")
    (folder / "g.csv").write_text(HEAD + rows, encoding="utf-8")
    return GazetteerFile(folder / "g.csv", read_mapping(folder / "m.yaml"))


def test_rows_become_a_street_once_and_addresses(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "000123,0456,Mill Lane,Haverstock,hv11aa,12,400000,300000,RD04,1\n"
        "124,456,Mill Lane,Haverstock,HV1 1AA,14,400010,300000,CE01,8\n",
    )
    street, one, two = file.records()
    assert isinstance(street, NewStreet)
    assert isinstance(one, NewAddress)
    assert isinstance(two, NewAddress)
    assert (street.usrn, street.name) == ("456", "Mill Lane")
    assert (one.uprn, one.postcode, one.kind, one.row) == ("123", "HV1 1AA", AddressKind.RESIDENTIAL, 2)
    assert (two.kind, two.status) == (AddressKind.COMMUNITY, AddressStatus.HISTORICAL)
    assert one.lat == pytest.approx(52.597, abs=0.01)
    assert one.long == pytest.approx(-2.0, abs=0.01)


def test_rows_without_a_place_or_with_an_unknown_status_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "1,2,Mill Lane,H,,1,east,3,R,1\n1,2,Mill Lane,H,,1,400000,300000,R,99\n1,2,Mill Lane,H\n")
    assert list(file.records()) == []
    assert [(r.row, r.code) for r in file.refused] == [(2, "where"), (3, "status"), (4, "where")]


def test_the_source_is_the_content_and_not_only_the_name(tmp_path: Path) -> None:
    first = written(tmp_path, "").source()
    assert written(tmp_path, "1,2,Mill Lane,H,,1,400000,300000,R,1\n").source() != first


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("", "must have `columns:`"),
        ("[", "cannot"),
        ("columns: [a]", "must have"),
        ("columns: {uprn: U}", "say which column"),
        (MAPPING.replace("town: TOWN", "twon: TOWN"), "no part of an address is called twon"),
        (MAPPING.replace("grid: national", "grid: mars"), "national or degrees"),
        (MAPPING.replace("R: residential", "R: castle"), "kinds are"),
    ],
)
def test_a_wrong_mapping_says_what_to_correct(tmp_path: Path, mapping: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says if says != "cannot" else "not a mapping"):
        written(tmp_path, "", mapping)


def test_a_file_without_its_columns_or_not_in_utf_8_says_so(tmp_path: Path) -> None:
    file = written(tmp_path, "")
    file.path.write_text("A,B\n1,2\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="has no column"):
        list(file.records())
    file.path.write_bytes(HEAD.encode() + b"\xff\xfe\n")
    with pytest.raises(WrongUse, match="not UTF-8"):
        list(file.records())

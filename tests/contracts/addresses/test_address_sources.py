"""Our own gazetteer and the OS-Places-shaped interface answer alike; and what happens when that one fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from portreeve.adapters.os_places import Behaviour, OsPlaces, Twin
from portreeve.adapters.os_places.shapes import read_record, write_record
from portreeve.adapters.os_places.twin import Stock, serving
from portreeve.foundation.pure.actor import system
from portreeve.modules.places import api as places
from portreeve.modules.places.ports import AddressSource, SourceFailed
from portreeve.modules.places.types import Address, AddressKind, NewAddress, NewStreet, Ward

WARD = Ward("quayside", "Quayside", ((-4.6, 52.4), (-4.4, 52.4), (-4.4, 52.5), (-4.6, 52.5), (-4.6, 52.4)))
MILL = NewStreet("99000001", "Mill Lane", "Haverstock", ((-4.5, 52.45), (-4.49, 52.45)))
QUAY = NewStreet("99000002", "Quay Street", "Haverstock", ((-4.5, 52.44), (-4.49, 52.44)))


def rows() -> Iterator[Ward | NewStreet | NewAddress]:
    yield from (WARD, MILL, QUAY)
    for number in range(1, 151):
        yield NewAddress(f"9900001{number:05}", "99000001", "HV1 1AA", 52.45, -4.5 + number / 1e5, number=str(number))
    yield NewAddress(
        "990000200001", "99000002", "HV1 2AB", 52.44, -4.5, number="7", building="Kestrel Court", kind=AddressKind.SHELL
    )
    for flat in (10, 2, 1):
        yield NewAddress(
            f"9900002100{flat:02}",
            "99000002",
            "HV1 2AB",
            52.44,
            -4.5,
            number="7",
            flat=f"Flat {flat}",
            building="Kestrel Court",
            parent="990000200001",
        )
    yield NewAddress(
        "990000200002",
        "99000002",
        "HV1 2AC",
        52.44,
        -4.49,
        number="12a",
        organisation="Garland Bakery",
        kind=AddressKind.COMMERCIAL,
    )


@pytest.fixture
def gazetteer(db: None) -> places.Gazetteer:
    from portreeve.foundation.clock import api as clock

    places.use_sources()
    places.load_gazetteer(records=rows(), source="contract", by=system("tests"), at=clock.now())
    return places.Gazetteer()


@dataclass(slots=True)
class Served:
    """The interface, its twin, and a clock that the test moves."""

    source: OsPlaces
    twin: Twin
    seconds: list[float] = field(default_factory=lambda: [0.0])


@pytest.fixture
def serve(gazetteer: places.Gazetteer) -> Iterator[Callable[..., Served]]:
    known = places.addresses([r.uprn for r in rows() if isinstance(r, NewAddress)])
    twin = Twin(Stock(known.values()), key="right")
    opened: list[OsPlaces] = []
    with serving(twin) as url:

        def make(key: str = "right", **options: Any) -> Served:
            seconds = [0.0]
            source = OsPlaces(url=url, key=key, clock=lambda: seconds[0], **options)
            opened.append(source)
            return Served(source, twin, seconds)

        yield make
        for source in opened:
            source.close()


@pytest.fixture(params=["gazetteer", "os places LPI", "os places DPA"])
def source(request: pytest.FixtureRequest, gazetteer: places.Gazetteer, serve: Callable[..., Served]) -> AddressSource:
    if request.param == "gazetteer":
        return gazetteer
    return serve(dataset=request.param.split()[-1]).source


def test_a_postcode_in_any_spelling_gives_its_addresses(source: AddressSource) -> None:
    for typed in ("HV1 2AC", "hv12ac", " hv1  2ac "):
        (found,) = source.by_postcode(typed, limit=10)
        assert (found.uprn, found.organisation, found.number) == ("990000200002", "Garland Bakery", "12a")
        assert found.line == "Garland Bakery, 12a Quay Street, Haverstock"


def test_more_than_one_page_of_addresses_is_read_whole(source: AddressSource) -> None:
    found = source.by_postcode("HV1 1AA", limit=200)
    assert len({a.uprn for a in found}) == 150
    assert len(source.by_postcode("HV1 1AA", limit=120)) == 120


def test_flats_are_offered_and_their_building_is_not(source: AddressSource) -> None:
    found = source.by_postcode("HV1 2AB", limit=10)
    assert {a.flat for a in found} == {"Flat 1", "Flat 2", "Flat 10"}
    assert {a.parent for a in found} == {"990000200001"}
    assert {a.building for a in found} == {"Kestrel Court"}


def test_text_with_a_typing_error_finds_the_house(source: AddressSource) -> None:
    found = source.by_text("12 mil lane", limit=5)
    assert (found[0].number, found[0].street_name) == ("12", "Mill Lane")
    assert abs(found[0].lat - 52.45) < 1e-5
    assert abs(found[0].long - -4.49988) < 1e-5


def test_a_reference_gives_one_address_and_an_unknown_one_gives_none(source: AddressSource) -> None:
    found = source.by_uprn("0990000200002")
    assert found is not None
    assert found.uprn == "990000200002"
    assert source.by_uprn("1") is None
    assert source.by_uprn("not a number") is None


@pytest.mark.parametrize("typed", ["", "ZZ1 1ZZ", "nonsense"])
def test_a_postcode_that_is_none_or_unknown_gives_nothing(source: AddressSource, typed: str) -> None:
    assert source.by_postcode(typed, limit=10) == ()


@pytest.mark.parametrize("typed", ["", "zzzz qqqq xxxx", "\0\0", "'; --", "🚮" * 300, "x" * 10_000])
def test_nonsense_gives_nothing_and_never_fails(source: AddressSource, typed: str) -> None:
    assert source.by_text(typed, limit=10) == ()


@pytest.mark.parametrize(
    ("spoil", "key", "code", "permanent"),
    [
        ({}, "wrong", "wrong-key", True),
        ({"a_minute": 0}, "right", "too-many", False),
        ({"down": True}, "right", "failing", False),
        ({"garbled": True}, "right", "not-json", False),
        ({"delay": 0.5}, "right", "timeout", False),
    ],
)
def test_a_failure_says_whether_asking_again_may_help(serve, spoil: dict, key: str, code: str, permanent: bool) -> None:
    served = serve(key=key, timeout=0.2)
    served.twin.behaviour = Behaviour(**spoil)
    with pytest.raises(SourceFailed) as failed:
        served.source.by_postcode("HV1 1AA", limit=10)
    assert (failed.value.code, failed.value.permanent) == (code, permanent)
    assert "HV1" not in str(failed.value), "what was asked for may be personal"


def test_nobody_at_the_other_end_is_a_passing_failure() -> None:
    with pytest.raises(SourceFailed) as failed:
        OsPlaces(url="http://127.0.0.1:9", key="k").by_text("mill lane", limit=1)
    assert (failed.value.code, failed.value.permanent) == ("unreachable", False)


def test_a_dead_service_is_left_alone_for_a_while_and_then_asked_again(serve) -> None:
    served = serve(patience=3, pause=30)
    served.twin.behaviour.down = True
    codes = []
    for _ in range(5):
        with pytest.raises(SourceFailed) as failed:
            served.source.by_uprn("990000200002")
        codes.append(failed.value.code)
    assert codes == ["failing"] * 3 + ["resting"] * 2
    assert len(served.twin.log) == 3
    served.twin.behaviour.down = False
    served.seconds[0] = 31.0
    assert served.source.by_uprn("990000200002") is not None


def test_when_the_service_is_down_our_own_gazetteer_answers_and_it_is_said(serve, gazetteer) -> None:
    served = serve()
    served.twin.behaviour.down = True
    places.use_sources(addresses=(served.source, gazetteer))
    try:
        found = places.look_up(query="12 mill lane")
        assert (found.source, found.unavailable) == ("gazetteer", ("os places",))
        assert found.addresses[0].number == "12"
        places.use_sources(addresses=(served.source,))
        nothing = places.look_up(query="12 mill lane")
        assert (nothing.addresses, nothing.source, nothing.unavailable) == ((), "", ("os places",))
        assert places.search_addresses(query="12 mill lane") == ()
        assert places.look_up_uprn("990000200002") is None
    finally:
        places.use_sources()


def test_an_address_from_outside_is_given_the_ward_it_lies_in(serve) -> None:
    places.use_sources(addresses=(serve().source,))
    try:
        assert {a.ward for a in places.look_up(query="HV1 2AB").addresses} == {"quayside"}
    finally:
        places.use_sources()


def test_the_twin_keeps_a_log_without_the_key(serve) -> None:
    served = serve()
    served.source.by_postcode("HV1 2AC", limit=5)
    (call,) = served.twin.log
    assert (call.status, call.results, call.query["postcode"]) == (200, 1, "HV12AC")
    assert "right" not in json.dumps(call.query)


def test_a_record_of_either_dataset_comes_back_as_the_address_it_was() -> None:
    one = Address(
        uprn="1234",
        line="Flat 3, Castle Court, 12-14 Mill Lane, Haverstock",
        postcode="HV1 1AA",
        street="99000001",
        ward="",
        lat=52.45,
        long=-4.5,
        flat="Flat 3",
        building="Castle Court",
        number="12-14",
        street_name="Mill Lane",
    )
    back = read_record(write_record(one, "LPI", 1.0))
    assert back == one
    record = write_record(one, "LPI", 1.0)["LPI"]
    del record["LNG"], record["LAT"]
    by_grid = read_record({"LPI": record})
    assert by_grid is not None
    assert abs(by_grid.lat - one.lat) < 1e-4
    assert abs(by_grid.long - one.long) < 1e-4


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"LPI": None},
        {"LPI": []},
        {"LPI": {}},
        {"DPA": {"UPRN": "1"}},
        {"LPI": {"UPRN": "1", "X_COORDINATE": "east", "Y_COORDINATE": 1}},
        {"LPI": {"UPRN": "1", "LNG": 1, "LAT": 2, "LOGICAL_STATUS_CODE": "42"}},
    ],
)
def test_a_record_that_lacks_what_an_address_needs_is_left_out(raw: dict) -> None:
    assert read_record(raw) is None

"""Loading and finding addresses in the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from integration.places.conftest import AT, BY, SIZE
from portreeve.foundation.audit.models import AuditEntry
from portreeve.modules.places import api as places
from portreeve.modules.places.types import AddressKind, AddressStatus, Box, NewAddress, NewStreet, Ward

WARD = Ward("w", "Quayside", ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)))
STREET = NewStreet("99000001", "Mill Lane", "Haverstock", ((0.1, 0.5), (0.9, 0.5)), name_cy="Lôn y Felin")
HOUSE = NewAddress("990000000001", "99000001", "HV1 1AA", 0.5, 0.5, number="12")


def load(*records, source: str = "a file"):
    return places.load_gazetteer(records=records, source=source, by=BY, at=AT)


def house(uprn: int, **changes) -> NewAddress:
    return replace(HOUSE, uprn=str(uprn), **changes)


@pytest.mark.django_db
def test_a_row_becomes_an_address_with_its_line_its_ward_and_its_welsh_name() -> None:
    done = load(WARD, STREET, house(1, flat="Flat 3", building="Castle Court"))
    assert (done.added, done.refused) == (1, ())
    found = places.address("000000000001")
    assert found is not None
    assert found.line == "Flat 3, Castle Court, 12 Mill Lane, Haverstock"
    assert found.line_cy == "Fflat 3, Castle Court, 12 Lôn y Felin, Haverstock"
    assert (found.ward, found.postcode, found.street_name) == ("w", "HV1 1AA", "Mill Lane")


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_a_changed_row_is_changed() -> None:
    assert load(WARD, STREET, HOUSE, house(2, number="14")).added == 2
    again = load(WARD, STREET, HOUSE, house(2, number="14"))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    changed = load(WARD, STREET, HOUSE, house(2, number="16"), source="the next file")
    assert (changed.added, changed.changed, changed.unchanged) == (0, 1, 1)
    assert places.addresses(["2"])["2"].number == "16"


@pytest.mark.django_db
def test_there_is_one_audit_entry_for_a_whole_load() -> None:
    load(WARD, STREET, *(house(n) for n in range(1, 50)))
    assert AuditEntry.objects.filter(act="gazetteer.loaded").count() == 1


@pytest.mark.django_db
def test_rows_that_cannot_be_loaded_are_refused_with_reasons_and_the_others_stand() -> None:
    bad = [
        house(0),
        house(1, postcode="XX"),
        house(2, street="1"),
        house(3, lat=float("nan")),
        house(4, parent="4"),
        house(5, number="", flat=""),
        house(6, building="\0"),
        house(7, organisation="x" * 101),
        house(8),
        house(8),
        house(12345678901234),
        house(10, building="\ufffd"),
    ]
    done = load(WARD, STREET, replace(STREET, usrn="abc"), replace(STREET, usrn="5", shape=()), *bad)
    assert done.added == 1
    assert {(r.row, r.code) for r in done.refused} >= {
        (1, "uprn"),
        (2, "postcode"),
        (3, "no-such-street"),
        (4, "where"),
        (5, "parent"),
        (6, "no-name-and-no-number"),
        (7, "unprintable"),
        (8, "too-long-organisation"),
        (10, "twice"),
        (11, "uprn"),
        (12, "unprintable"),
        (0, "usrn"),
        (0, "where"),
    }


@pytest.mark.django_db(transaction=True)
def test_a_load_that_was_cut_short_goes_on_after_what_is_committed() -> None:
    def cut_short():
        yield from (WARD, STREET, *(house(n) for n in range(1, 25)))
        raise OSError("the disk was taken away")

    everything = (WARD, STREET, *(house(n) for n in range(1, 41)))
    with pytest.raises(OSError, match="taken away"):
        places.load_gazetteer(records=cut_short(), source="f", by=BY, at=AT, batch=10)
    assert len(places.addresses(map(str, range(1, 41)))) == 20
    done = places.load_gazetteer(records=everything, source="f", by=BY, at=AT, batch=10)
    assert (done.added, done.unchanged) == (40, 0), "twenty by the first run, twenty by the second"
    assert len(places.addresses(map(str, range(1, 41)))) == 40


@pytest.mark.django_db
def test_an_address_that_is_historical_is_found_by_its_number_of_reference_only() -> None:
    load(WARD, STREET, house(1, status=AddressStatus.HISTORICAL), house(2, number="14"))
    assert places.address("1") is not None
    assert [a.uprn for a in places.search_addresses(query="HV1 1AA")] == ["2"]
    assert "1" not in {a.uprn for a in places.search_addresses(query="12 mill lane")}


@pytest.mark.django_db
def test_the_flats_of_a_building_are_offered_in_natural_order_and_the_building_is_not() -> None:
    shell = house(100, building="Castle Court", kind=AddressKind.SHELL)
    flats = [house(100 + n, flat=f"Flat {n}", building="Castle Court", parent="100") for n in (10, 2, 1, 11)]
    load(WARD, STREET, shell, *flats)
    for query in ("castle court", "hv1 1aa", "12 mill lane", "casle court"):
        found = places.search_addresses(query=query)
        assert [a.flat for a in found] == ["Flat 1", "Flat 2", "Flat 10", "Flat 11"], query
    assert [a.flat for a in places.search_addresses(query="flat 10 castle court")][0] == "Flat 10"
    assert [a.flat for a in places.search_addresses(query="2 castle court mill lane")][0] == "Flat 2"
    nearest = places.nearest_address(0.5, 0.5)
    assert nearest is not None
    assert nearest.uprn == "100", "for a thing in the street the building is nearer than any of its flats"


@pytest.mark.parametrize(
    "typed",
    [
        "12 Mill Lane",
        "12 mil lane",
        "12 Mill Ln, Haverstock",
        "mill lane 12",
        "12 mlil lane",
        "12 lon y felin",
        "12 MILL LANE HV1",
    ],
)
def test_an_address_is_found_however_it_is_typed(borough: list, typed: str) -> None:
    found = places.search_addresses(query=typed, limit=5)
    assert (found[0].number, found[0].street_name) == ("12", "Mill Lane")


def test_a_postcode_gives_its_addresses_in_natural_order_in_any_spelling(borough: list) -> None:
    postcode = next(r.postcode for r in borough if isinstance(r, NewAddress) and r.number == "20")
    expected = {r.uprn for r in borough if isinstance(r, NewAddress) and r.postcode == postcode and r.kind != "shell"}
    for typed in (postcode, postcode.lower().replace(" ", ""), f"  {postcode.lower()} "):
        found = places.search_addresses(query=typed, limit=100)
        assert {a.uprn for a in found} == expected
    numbers = [int(a.number) for a in found if a.number.isdigit() and a.street == found[0].street]
    assert numbers == sorted(numbers)


def test_part_of_a_postcode_gives_only_postcodes_that_begin_so(borough: list) -> None:
    assert {a.postcode.split()[0] for a in places.search_addresses(query="hv3", limit=50)} == {"HV3"}
    assert all(a.postcode.startswith("HV3 6") for a in places.search_addresses(query="hv3 6", limit=50))
    assert places.search_addresses(query="zz9") == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "12",
        "\0",
        "'",
        "'; DROP TABLE portreeve_places_gazetteeraddress; --",
        "%",
        "_%_%",
        "\\",
        "🚮🚮",
        "x" * 100_000,
        "<script>alert(1)</script>",
        "1" * 5000,
        "hv1 " * 500,
        "\ud800",
        "ﬀ ﬁ",
        "mill\nlane\t\x1b[31m",
        "flat",
        "flat 3",
        "(((",
    ],
)
def test_nothing_that_can_be_typed_breaks_the_search(borough: list, typed: str) -> None:
    assert isinstance(places.search_addresses(query=typed), tuple)
    assert isinstance(places.search_streets(query=typed), tuple)
    assert places.address(typed) is None or typed.strip()
    assert places.street(typed) is None
    assert places.ward(typed) is None
    assert len(places.search_addresses(query="HV1", limit=1)) == 1, "and the table is still there"


@pytest.mark.parametrize(("limit", "most"), [(-5, 1), (0, 1), (3, 3), (10_000, 200)])
def test_the_number_of_results_is_kept_within_bounds(borough: list, limit: int, most: int) -> None:
    assert len(places.search_addresses(query="HV3", limit=limit)) == most


def test_streets_are_found_by_name_and_by_place(borough: list) -> None:
    mill_lane = places.search_streets(query="mil lane")[0]
    assert mill_lane.name == "Mill Lane"
    assert mill_lane.shape
    near = places.streets_near(mill_lane.lat, mill_lane.long, limit=3)
    assert near[0].usrn == mill_lane.usrn
    assert len(near) == 3


def test_points_are_in_their_wards_and_outside_is_in_none(borough: list) -> None:
    some = [r for r in borough if isinstance(r, NewAddress)][::97]
    for one in some:
        ward = places.ward_at(one.lat, one.long)
        assert ward is not None
        assert ward.code == one.ward
        nearest = places.nearest_address(one.lat, one.long)
        assert nearest is not None
        assert (nearest.lat, nearest.long) == (one.lat, one.long)
    assert places.ward_at(51.5, -0.12) is None
    assert places.nearest_address(51.5, -0.12) is None
    assert places.streets_near(51.5, -0.12) == ()
    for lat, long in ((float("nan"), 0.0), (float("inf"), 0.0), (91.0, 0.0)):
        assert places.ward_at(lat, long) is None
        assert places.nearest_address(lat, long) is None
        assert places.streets_near(lat, long) == ()


def test_the_base_map_has_the_streets_of_a_box_and_says_when_there_were_more(borough: list) -> None:
    box = places.extent()
    assert box is not None
    everything = places.map_outline(box)
    assert everything.complete
    assert len(everything.streets) == sum(isinstance(r, NewStreet) for r in borough)
    assert len(everything.wards) == 12
    few = places.map_outline(box, limit=10)
    assert (len(few.streets), few.complete) == (10, False)
    middle = Box(-4.5501, 52.4499, -4.5499, 52.4501)
    assert len(places.map_outline(middle).streets) < len(everything.streets) / 4
    assert places.map_outline(Box(0, 0, 1, 1)).streets == ()


def test_many_addresses_are_read_in_one_query(borough: list, django_assert_num_queries) -> None:
    wanted = [r.uprn for r in borough if isinstance(r, NewAddress)][:300]
    with django_assert_num_queries(1):
        assert len(places.addresses(wanted)) == 300
    assert sum(isinstance(r, NewAddress) for r in borough) >= SIZE

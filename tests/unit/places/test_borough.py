"""The generated borough: always the same, plausible, and growing without changing what was there."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from portreeve.config.generate.borough import ADDRESSES, gazetteer
from portreeve.config.generate.collections import Stops, crew_records, rounds
from portreeve.modules.places.rules.geometry import inside
from portreeve.modules.places.rules.loading import address_problem, street_problem
from portreeve.modules.places.rules.postcodes import normalise
from portreeve.modules.places.types import AddressKind, NewAddress, NewStreet, Ward

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "demo" / "places"
SCRIPT = """
import hashlib, sys
from pathlib import Path
from portreeve.config.generate.borough import gazetteer
print(hashlib.sha256(repr(list(gazetteer(Path(sys.argv[1]), addresses=3000))).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def records() -> list[Ward | NewStreet | NewAddress]:
    return list(gazetteer(DEMO, addresses=ADDRESSES))


@pytest.fixture(scope="module")
def addresses(records) -> list[NewAddress]:
    return [one for one in records if isinstance(one, NewAddress)]


def test_it_has_the_wards_that_everybody_names_and_just_the_addresses_asked_for(records, addresses) -> None:
    wards = {one.name for one in records if isinstance(one, Ward)}
    assert {"Quayside", "Millfield", "Castle", "Northgate"} <= wards
    assert len(wards) == 12
    assert sum(one.kind is not AddressKind.SHELL for one in addresses) == ADDRESSES


def test_references_are_unique_and_every_row_can_be_loaded(records, addresses) -> None:
    streets = [one for one in records if isinstance(one, NewStreet)]
    assert len({one.uprn for one in addresses}) == len(addresses)
    assert len({one.usrn for one in streets}) == len({one.name for one in streets}) == len(streets)
    assert Counter(map(address_problem, addresses)) == {"": len(addresses)}
    assert Counter(map(street_problem, streets)) == {"": len(streets)}
    known = {one.usrn for one in streets}
    assert all(one.street in known for one in addresses)


def test_every_address_lies_in_its_ward(records, addresses) -> None:
    rings = {one.code: one.outline for one in records if isinstance(one, Ward)}
    outside = [one.uprn for one in addresses[::7] if not inside((one.long, one.lat), rings[one.ward])]
    assert outside == []


def test_postcodes_are_valid_of_an_unused_area_and_hold_up_to_thirty_addresses(addresses) -> None:
    sizes = Counter(one.postcode for one in addresses)
    assert all(normalise(postcode) == postcode and postcode.startswith("HV") for postcode in sizes)
    assert max(sizes.values()) <= 30
    assert sum(size >= 10 for size in sizes.values()) / len(sizes) > 0.99
    wards = {}
    for one in addresses:
        wards.setdefault(one.postcode, set()).add(one.ward)
    assert all(len(of) == 1 for of in wards.values())


def test_it_looks_like_a_borough(records, addresses) -> None:
    kinds = Counter(one.kind for one in addresses)
    assert kinds[AddressKind.COMMERCIAL] > 1000
    assert kinds[AddressKind.COMMUNITY] > 50
    assert sum(bool(one.parent) for one in addresses) > 5000
    assert sum(bool(one.building and not one.number) for one in addresses) > 300, "named houses and farms"
    assert any("Farm" in one.building for one in addresses)
    assert sum(one.number == "13" for one in addresses) < sum(one.number == "11" for one in addresses) * 0.8
    assert any(one.number.endswith("a") for one in addresses)
    assert sum(bool(one.name_cy) for one in records if isinstance(one, NewStreet)) > 50
    assert max(Counter(one.parent for one in addresses if one.parent).values()) > 40, "a tower block"


def test_odd_numbers_are_on_one_side_and_no_number_is_twice_in_a_street(addresses) -> None:
    houses = Counter((one.street, one.number) for one in addresses if one.number and not one.parent)
    assert [house for house, count in houses.items() if count > 1] == []


def test_asking_for_more_changes_nothing_that_was_there() -> None:
    few = [one for one in gazetteer(DEMO, addresses=1200) if isinstance(one, NewAddress)]
    more = [one for one in gazetteer(DEMO, addresses=5000) if isinstance(one, NewAddress)]
    assert more[: len(few)] == few
    assert len({one.ward for one in few}) == 12, "a small borough has all its wards"


def test_more_than_the_borough_holds_goes_on_beside_it() -> None:
    two_towns = list(gazetteer(DEMO, addresses=70_000))
    addresses = [one for one in two_towns if isinstance(one, NewAddress)]
    assert len({one.uprn for one in addresses}) == len(addresses)
    assert len({one.code for one in two_towns if isinstance(one, Ward)}) == 24
    firsts = {one.postcode for one in addresses if "-2" in one.ward}
    assert firsts
    assert not firsts & {one.postcode for one in addresses if "-2" not in one.ward}


def test_another_seed_gives_another_borough() -> None:
    assert list(gazetteer(DEMO, addresses=50, seed=1)) != list(gazetteer(DEMO, addresses=50, seed=2))


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_it_is_the_same_in_another_process_whatever_pythons_hash_seed(hash_seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(DEMO)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT / "src")},
    )
    here = hashlib.sha256(repr(list(gazetteer(DEMO, addresses=3000))).encode()).hexdigest()
    assert done.stdout.strip() == here


@pytest.fixture(scope="module")
def stops(records) -> Stops:
    gathered = Stops()
    for one in records:
        if isinstance(one, NewStreet):
            gathered.street(one)
        elif isinstance(one, NewAddress):
            gathered.address(one)
    return gathered


def test_every_home_is_on_a_round_and_bins_take_turns(stops: Stops) -> None:
    made = list(rounds(stops, since=date(2026, 1, 1), until=date(2026, 12, 31), garden_wards=frozenset({"haven"})))
    served = {usrn for one in made for usrn in one.streets} | {uprn for one in made for uprn in one.properties}
    assert all(usrn in served for usrn in stops.homes)
    plain = next(one for one in made if one.code.startswith("A-"))
    assert 20 <= sum(bin_code == "refuse" for _, bin_code in plain.days) <= 27
    assert 20 <= sum(bin_code == "recycling" for _, bin_code in plain.days) <= 27
    assert {one.code[4:-2] for one in made if one.code.startswith("G-")} == {"haven"}


def test_a_bank_holiday_moves_the_rest_of_its_week(stops: Stops) -> None:
    may = rounds(stops, since=date(2026, 5, 1), until=date(2026, 5, 31), garden_wards=frozenset())
    made = {one.code: one for one in may}
    monday = next(one for code, one in made.items() if code.startswith("A-"))
    friday = next(one for code, one in made.items() if code.startswith("E-"))
    assert date(2026, 5, 4) not in dict(monday.days), "the early May bank holiday"
    assert date(2026, 5, 5) in dict(monday.days)
    assert date(2026, 5, 9) in dict(friday.days), "Friday goes to Saturday"
    assert date(2026, 5, 11) in dict(monday.days)


def test_crews_record_little_and_nothing_from_the_future(stops: Stops) -> None:
    made = list(rounds(stops, since=date(2026, 6, 1), until=date(2026, 6, 30), garden_wards=frozenset()))
    now = datetime(2026, 6, 10, 11, 0, tzinfo=UTC)
    zone = ZoneInfo("Europe/London")
    found = list(crew_records(made, stops, since=date(2026, 6, 8), until=now, zone=zone, seed=1))
    assert found == list(crew_records(made, stops, since=date(2026, 6, 8), until=now, zone=zone, seed=1))
    assert all(one.at <= now for one in found)
    homes = sum(len(of) for of in stops.homes.values())
    assert 0 < sum(bool(one.uprn) for one in found) < homes * 0.05
    assert {one.on for one in found} == {date(2026, 6, 8), date(2026, 6, 9), date(2026, 6, 10)}

"""Points, areas, distances and the national grid."""

from __future__ import annotations

from math import nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.config.generate.borough import gazetteer
from portreeve.modules.places.rules.geometry import box_of, inside, metres, metres_to_line, middle, on_earth
from portreeve.modules.places.rules.grid import from_grid, to_grid
from portreeve.modules.places.types import Ward

DEMO = Path(__file__).parents[3] / "demo" / "places"
WARDS = [record for record in gazetteer(DEMO, addresses=1) if isinstance(record, Ward)]
BOROUGH = box_of([point for ward in WARDS for point in ward.outline])


@given(st.floats(BOROUGH.west, BOROUGH.east), st.floats(BOROUGH.south, BOROUGH.north))
def test_no_point_is_in_two_wards(long: float, lat: float) -> None:
    assert sum(inside((long, lat), ward.outline) for ward in WARDS) <= 1


@given(st.floats(0.12, 0.88), st.floats(0.12, 0.88))
def test_every_point_well_inside_the_borough_is_in_exactly_one_ward(across: float, up: float) -> None:
    long = BOROUGH.west + (BOROUGH.east - BOROUGH.west) * across
    lat = BOROUGH.south + (BOROUGH.north - BOROUGH.south) * up
    assert sum(inside((long, lat), ward.outline) for ward in WARDS) == 1


def test_the_corners_that_wards_share_belong_to_at_most_one() -> None:
    for ward in WARDS:
        for corner in ward.outline:
            assert sum(inside(corner, other.outline) for other in WARDS) <= 1


def test_the_grid_of_a_known_place_is_as_published() -> None:
    east, north = to_grid((1 + 42 / 60 + 57.79 / 3600, 52 + 39 / 60 + 28.72 / 3600))
    assert east == pytest.approx(651_409.9, abs=5)
    assert north == pytest.approx(313_177.3, abs=5)


@given(st.floats(-7, 1.7), st.floats(50, 59))
def test_the_grid_and_back_is_within_a_decimetre(long: float, lat: float) -> None:
    assert metres((long, lat), from_grid(*to_grid((long, lat)))) < 0.1


@pytest.mark.parametrize(("lat", "long"), [(nan, 0), (0, nan), (91, 0), (0, 181), (-90.1, 0)])
def test_what_is_no_place_on_earth_is_told(lat: float, long: float) -> None:
    assert not on_earth(lat, long)


def test_the_distance_to_a_street_is_to_its_nearest_part() -> None:
    street = ((-4.50, 52.45), (-4.49, 52.45))
    assert metres_to_line((-4.495, 52.4501), street) == pytest.approx(11.1, abs=0.2)
    assert metres_to_line((-4.495, 52.45), street) < 0.01
    assert metres_to_line((-4.51, 52.45), street) == pytest.approx(metres((-4.51, 52.45), street[0]))


def test_the_middle_of_a_crooked_line_is_half_way_along_it() -> None:
    assert middle(((0.0, 0.0), (0.0, 0.001), (0.0, 0.004))) == pytest.approx((0.0, 0.002))
    assert middle(((1.0, 2.0),)) == (1.0, 2.0)

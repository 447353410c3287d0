"""What the map's pin is near to: a property close by, or else the street; in Welsh by its Welsh name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill_lane(db: None) -> None:
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.places import api as places
    from portreeve.modules.places.types import NewAddress, NewStreet, Ward

    ring = ((0.0, 0.4), (0.2, 0.4), (0.2, 0.6), (0.0, 0.6))
    records = [
        Ward(code="quayside", name="Quayside", name_cy="Glan-y-cei", outline=ring),
        NewStreet("99000001", "Mill Lane", "Haverstock", ((0.1, 0.5), (0.11, 0.5)), name_cy="Lôn y Felin"),
        NewAddress(uprn="1", street="99000001", ward="quayside", postcode="HV1 1AA", lat=0.5, long=0.1, number="12"),
    ]
    at = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    places.load_gazetteer(records=records, source="tests", by=system("tests"), at=at)


@pytest.mark.usefixtures("mill_lane")
@pytest.mark.parametrize(
    ("language", "long", "address", "street"),
    [
        ("", 0.1, "12 Mill Lane, Haverstock", "Mill Lane"),
        ("/cy", 0.1, "12 Lôn y Felin, Haverstock", "Lôn y Felin"),
        ("", 0.1003, "12 Mill Lane, Haverstock", "Mill Lane"),
        ("", 0.1005, "", "Mill Lane"),
        ("/cy", 0.1005, "", "Lôn y Felin"),
        ("", 0.9, "", ""),
    ],
)
def test_a_pin_is_near_a_house_within_forty_metres_else_near_its_street(
    client: Any, language: str, long: float, address: str, street: str
) -> None:
    answer = client.get(f"{language}/map/nearest?lat=0.5&long={long}")
    assert answer.json() == {"address": address, "street": street}


def test_what_is_no_point_is_near_to_nothing(client: Any) -> None:
    answer = client.get("/map/nearest?lat=north&long=1")
    assert (answer.status_code, answer.json()) == (400, {"address": "", "street": ""})

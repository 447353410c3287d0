"""What the map of a place question asks for: the streets and wards as lines, and what is nearest to a pin."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from portreeve.foundation.design.api import Page
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Box

CLOSE_BY = 40.0
"""Metres within which a pin is said to be near a property, and not only near its street."""


def outline(request: HttpRequest) -> JsonResponse:
    """Return the streets and wards in a box as lines and rings, for the map; of the whole council by default."""
    box = _box(request) or places.extent()
    if box is None:
        return JsonResponse({"box": None, "streets": [], "wards": [], "complete": True})
    found = places.map_outline(box)
    language = Page(request).language
    return JsonResponse(
        {
            "box": [box.west, box.south, box.east, box.north],
            "streets": [
                {"name": (street.name_cy if language == "cy" else "") or street.name, "line": street.shape}
                for street in found.streets
            ],
            "wards": [ward.outline for ward in found.wards],
            "complete": found.complete,
        }
    )


def nearest(request: HttpRequest) -> JsonResponse:
    """Return what is nearest to a point, so that a pin can be read out: a property close by, and the street."""
    try:
        lat, long = float(request.GET.get("lat", "")), float(request.GET.get("long", ""))
    except ValueError:
        return JsonResponse({"address": "", "street": ""}, status=400)
    welsh = Page(request).language == "cy"
    house = places.nearest_address(lat, long, within=CLOSE_BY)
    street = next(iter(places.streets_near(lat, long, limit=1)), None)
    return JsonResponse(
        {
            "address": ((welsh and house.line_cy) or house.line) if house else "",
            "street": ((welsh and street.name_cy) or street.name) if street else "",
        }
    )


def _box(request: HttpRequest) -> Box | None:
    """Return the box that the address names; None where it names none."""
    try:
        west, south, east, north = (float(part) for part in request.GET.get("box", "").split(","))
    except ValueError:
        return None
    return Box(west, south, east, north)

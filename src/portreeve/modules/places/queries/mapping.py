"""Reads by place on the map: the ward of a point, what is nearest, and what a base map draws."""

from __future__ import annotations

from django.db import connection

from portreeve.foundation.statements.api import Reading
from portreeve.modules.places.models import GazetteerStreet, GazetteerWard
from portreeve.modules.places.queries.reading import as_address, as_street, as_ward, rows
from portreeve.modules.places.rules.geometry import inside, metres, metres_to_line, on_earth
from portreeve.modules.places.types import CHOOSABLE, Address, Box, Outline, Street, Ward

FARTHEST = 2_000.0
"""Metres beyond which nothing is called near."""
MOST_STREETS = 3_000
_LOOKED_AT = 40

_NEAR_STREETS = """
    SELECT usrn FROM portreeve_places_gazetteerstreet WHERE NOT retired
    ORDER BY box(point(west, south), point(east, north)) <-> point(%s, %s) LIMIT %s"""
_NEAR_ADDRESSES = """
    SELECT uprn FROM portreeve_places_gazetteeraddress ORDER BY point(long, lat) <-> point(%s, %s) LIMIT %s"""
_STREETS_IN = """
    SELECT usrn FROM portreeve_places_gazetteerstreet
    WHERE box(point(west, south), point(east, north)) && box(point(%s, %s), point(%s, %s)) AND NOT retired
    ORDER BY (east - west) + (north - south) DESC, usrn LIMIT %s"""

_BOXES = Reading(
    lambda lat, long: GazetteerWard.objects.filter(
        west__lte=long, east__gte=long, south__lte=lat, north__gte=lat
    ).order_by("code")
)


def ward_at(lat: float, long: float) -> Ward | None:
    """Return the ward that holds a point, or None outside the council's area."""
    if not on_earth(lat, long):
        return None
    for row in _BOXES.all(lat, long):
        ward = as_ward(row)
        if inside((long, lat), ward.outline):
            return ward
    return None


def streets_near(lat: float, long: float, *, limit: int = 5) -> tuple[Street, ...]:
    """Return the streets nearest to a point, nearest first, none farther than two kilometres."""
    if not on_earth(lat, long):
        return ()
    point = (long, lat)
    usrns = _keys(_NEAR_STREETS, [long, lat, max(_LOOKED_AT, limit)])
    found = [as_street(row) for row in GazetteerStreet.objects.filter(usrn__in=usrns)]
    far = sorted((metres_to_line(point, street.shape), street.usrn, street) for street in found)
    return tuple(street for distance, _, street in far if distance <= FARTHEST)[:limit]


def nearest_address(lat: float, long: float, *, within: float = FARTHEST) -> Address | None:
    """Return the address nearest to a point; of flats at one spot, their building. None if none is `within` metres."""
    if not on_earth(lat, long):
        return None
    uprns = _keys(_NEAR_ADDRESSES, [long, lat, _LOOKED_AT])
    found = [as_address(row) for row in rows().filter(uprn__in=uprns, status__in=CHOOSABLE)]
    far = sorted((round(metres((long, lat), (a.long, a.lat)), 2), bool(a.parent), a.uprn, a) for a in found)
    return far[0][3] if far and far[0][0] <= within else None


def map_outline(box: Box, *, limit: int = MOST_STREETS) -> Outline:
    """Return the streets and wards that touch a box, the longest streets first where there are more than `limit`.

    A base map drawn by us needs no tiles of others, and tells no one where a resident is looking.
    """
    limit = max(1, min(limit, MOST_STREETS))
    usrns = _keys(_STREETS_IN, [box.west, box.south, box.east, box.north, limit + 1])
    streets = GazetteerStreet.objects.filter(usrn__in=usrns[:limit]).order_by("usrn")
    wards = GazetteerWard.objects.filter(
        west__lte=box.east, east__gte=box.west, south__lte=box.north, north__gte=box.south
    )
    return Outline(
        streets=tuple(as_street(row) for row in streets),
        wards=tuple(as_ward(row) for row in wards.order_by("code")),
        complete=len(usrns) <= limit,
    )


def extent() -> Box | None:
    """Return the box round the whole council, for a map to begin with; None while there are no wards."""
    wards = list(GazetteerWard.objects.values_list("west", "south", "east", "north"))
    if not wards:
        return None
    west, south, east, north = zip(*wards, strict=True)
    return Box(min(west), min(south), max(east), max(north))


def _keys(sql: str, values: list[float]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]

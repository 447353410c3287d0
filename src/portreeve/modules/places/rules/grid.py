"""National grid (EPSG:27700) to and from WGS84, as Ordnance Survey publishes the method: good to about 5 metres.

Our own two functions, not a projection library: we show places on a map and never measure land with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

from portreeve.modules.places.types import Point


@dataclass(frozen=True, slots=True)
class _Ellipsoid:
    a: float
    b: float

    @property
    def e2(self) -> float:
        return 1 - (self.b * self.b) / (self.a * self.a)


_AIRY = _Ellipsoid(6_377_563.396, 6_356_256.909)
_WGS84 = _Ellipsoid(6_378_137.0, 6_356_752.314245)
_F0 = 0.9996012717
_LAT0, _LONG0 = radians(49), radians(-2)
_E0, _N0 = 400_000.0, -100_000.0
_SHIFT = (-446.448, 125.157, -542.060)
"""Metres from WGS84 to OSGB36; the turns and the scale follow."""
_TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
_SCALE = 20.4894e-6


def to_grid(point: Point) -> tuple[float, float]:
    """Return (easting, northing) in metres of a (long, lat)."""
    lat, long = _moved(radians(point[1]), radians(point[0]), _WGS84, _AIRY, 1)
    e2, n = _AIRY.e2, (_AIRY.a - _AIRY.b) / (_AIRY.a + _AIRY.b)
    nu = _AIRY.a * _F0 / sqrt(1 - e2 * sin(lat) ** 2)
    rho = _AIRY.a * _F0 * (1 - e2) / (1 - e2 * sin(lat) ** 2) ** 1.5
    eta2 = nu / rho - 1
    c, t, d = cos(lat), tan(lat), long - _LONG0
    north = (
        _meridian(lat, n)
        + _N0
        + nu / 2 * sin(lat) * c * d**2
        + nu / 24 * sin(lat) * c**3 * (5 - t**2 + 9 * eta2) * d**4
        + nu / 720 * sin(lat) * c**5 * (61 - 58 * t**2 + t**4) * d**6
    )
    east = (
        _E0
        + nu * c * d
        + nu / 6 * c**3 * (nu / rho - t**2) * d**3
        + nu / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta2 - 58 * t**2 * eta2) * d**5
    )
    return east, north


def from_grid(east: float, north: float) -> Point:
    """Return the (long, lat) of an easting and northing in metres."""
    e2, n = _AIRY.e2, (_AIRY.a - _AIRY.b) / (_AIRY.a + _AIRY.b)
    lat = _LAT0
    for _ in range(20):
        missing = north - _N0 - _meridian(lat, n)
        lat += missing / (_AIRY.a * _F0)
        if abs(missing) < 1e-5:
            break
    nu = _AIRY.a * _F0 / sqrt(1 - e2 * sin(lat) ** 2)
    rho = _AIRY.a * _F0 * (1 - e2) / (1 - e2 * sin(lat) ** 2) ** 1.5
    eta2, t, d = nu / rho - 1, tan(lat), east - _E0
    sec = 1 / cos(lat)
    found = (
        lat
        - t / (2 * rho * nu) * d**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    long = (
        _LONG0
        + sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * d**5
    )
    lat, long = _moved(found, long, _AIRY, _WGS84, -1)
    return degrees(long), degrees(lat)


def _meridian(lat: float, n: float) -> float:
    """Return the arc of the meridian from the true origin."""
    minus, plus = lat - _LAT0, lat + _LAT0
    return (
        _AIRY.b
        * _F0
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * minus
            - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(minus) * cos(plus)
            + (1.875 * n**2 + 1.875 * n**3) * sin(2 * minus) * cos(2 * plus)
            - 35 / 24 * n**3 * sin(3 * minus) * cos(3 * plus)
        )
    )


def _moved(lat: float, long: float, of: _Ellipsoid, to: _Ellipsoid, way: int) -> tuple[float, float]:
    """Move a position from one datum to the other: `way` is 1 towards OSGB36, -1 back."""
    nu = of.a / sqrt(1 - of.e2 * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(long), nu * cos(lat) * sin(long), (1 - of.e2) * nu * sin(lat)
    tx, ty, tz = (way * s for s in _SHIFT)
    rx, ry, rz = (way * r for r in _TURN)
    s = 1 + way * _SCALE
    x, y, z = tx + x * s - y * rz + z * ry, ty + x * rz + y * s - z * rx, tz - x * ry + y * rx + z * s
    p = hypot(x, y)
    found = atan2(z, p * (1 - to.e2))
    for _ in range(5):
        nu = to.a / sqrt(1 - to.e2 * sin(found) ** 2)
        found = atan2(z + to.e2 * nu * sin(found), p)
    return found, atan2(y, x)

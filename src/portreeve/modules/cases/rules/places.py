"""Where a case is, read from the answers; and how far two places are apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt

from portreeve.modules.catalogue.types import Personal, Question, QuestionType
from portreeve.modules.journeys.types import Json
from portreeve.modules.places.types import Place

EARTH_METRES = 6_371_000
_SAYS_WHERE = (QuestionType.ADDRESS, QuestionType.PLACE)


def place_in(questions: Iterable[Question], answers: Mapping[str, Json]) -> Place | None:
    """Return the place of a case: the first answered question that asks for one; None if none does."""
    for question in questions:
        answer = answers.get(question.id)
        if question.type in _SAYS_WHERE and question.personal is not Personal.SPECIAL and isinstance(answer, dict):
            return place_from(answer)
    return None


def place_from(answer: Mapping[str, Json]) -> Place:
    """Return the place that an address or a place on a map says."""
    street = _text(answer, "street")
    said = (_text(answer, "text") or _text(answer, "line") or _text(answer, "name"), _text(answer, "detail"))
    return Place(
        text=", ".join(part for part in said if part),
        uprn=_text(answer, "uprn"),
        usrn=_text(answer, "usrn") or (street if street.isdigit() else ""),
        ward=_text(answer, "ward"),
        lat=_degrees(answer.get("lat")),
        long=_degrees(answer.get("long")),
    )


def _text(answer: Mapping[str, Json], name: str) -> str:
    value = answer.get(name)
    return value.strip() if isinstance(value, str) else ""


def _degrees(value: object) -> float | None:
    """Return a coordinate given as text, which is how JSON answers carry it."""
    try:
        return float(str(value)) if value not in (None, "") else None
    except ValueError:
        return None


def metres_between(a: Place, b: Place) -> float | None:
    """Return the distance over the ground; None unless both places have a point."""
    if a.lat is None or a.long is None or b.lat is None or b.long is None:
        return None
    north, east = radians(b.lat - a.lat), radians(b.long - a.long)
    half = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * EARTH_METRES * asin(min(1.0, sqrt(half)))


def square_around(place: Place, metres: float) -> tuple[float, float, float, float] | None:
    """Return (south, west, north, east) in degrees, at least `metres` to each side; None without a point."""
    if place.lat is None or place.long is None:
        return None
    up = metres / 111_320
    across = up / max(0.01, cos(radians(place.lat)))
    return place.lat - up, place.long - across, place.lat + up, place.long + across

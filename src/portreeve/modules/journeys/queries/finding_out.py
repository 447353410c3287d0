"""Answers to Needs from what we hold ourselves: addresses, streets, files; facts and likenesses by ports."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.files import api as files
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys.ports import Facts, SimilarThings
from portreeve.modules.journeys.queries.keypad import keyed_postcodes
from portreeve.modules.journeys.types import Json, Need, NeedKind
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Address, Street

MOST_ADDRESSES = 100
MOST_STREETS = 8


class FoundByUs:
    """The port `Answers`, from our own gazetteer and files, the facts declared and the cases already there."""

    def __init__(self, *, facts: Facts, similar: SimilarThings) -> None:
        """Keep the ports; nothing is read yet."""
        self._facts = facts
        self._similar = similar

    def answer(self, need: Need, *, by: Actor, at: datetime) -> Json:  # noqa: ARG002 - the port's signature
        """Return the answer in the shape that the need's kind describes; None when it cannot be had now."""
        about = dict(need.about)
        if need.kind is NeedKind.ADDRESSES:
            return _addresses(str(about["query"]), keyed=about.get("keyed") is True)
        if need.kind is NeedKind.STREETS:
            return _streets(about)
        if need.kind is NeedKind.UPLOAD:
            return _upload(str(about["upload"]), photo=about.get("type") == "photo")
        if need.kind is NeedKind.DUPLICATES:
            return self._duplicates(about, at)
        service = catalogue.version(str(about["version"]))
        name, question = str(about["name"]), str(about["question"])
        found = self._facts.find(name, about["answer"], service=service, question=question, at=at)
        return dict(found) if found is not None else None

    def _duplicates(self, about: dict[str, Json], at: datetime) -> Json:
        """Return likely duplicates of what is being reported."""
        answers = about["answers"]
        service = catalogue.version(str(about["version"]))
        known = answers if isinstance(answers, dict) else {}
        return [dict(one) for one in self._similar.find(service, known, at=at)]


def _addresses(query: str, *, keyed: bool) -> Json:
    """Return addresses that fit; of a postcode keyed as on a telephone, those of every postcode it may mean.

    None where no source could be asked: that is no sign that there is no such address.
    """
    if not keyed:
        looked_up = places.look_up(query=query, limit=MOST_ADDRESSES)
        return [_address(one) for one in looked_up.addresses] if looked_up.source else None
    found: list[Json] = []
    for postcode in keyed_postcodes(query, lambda said: bool(places.search_addresses(query=said, limit=1))):
        found += [_address(one) for one in places.search_addresses(query=postcode, limit=MOST_ADDRESSES)]
    return found[:MOST_ADDRESSES]


def _address(one: Address) -> dict[str, Json]:
    """Return an address as a candidate."""
    return {
        "uprn": one.uprn,
        "line": one.line,
        "line_cy": one.line_cy,
        "postcode": one.postcode,
        "ward": one.ward,
        "street": one.street,
        "lat": one.lat,
        "long": one.long,
    }


def _streets(about: dict[str, Json]) -> Json:
    """Return the streets of a name, or those nearest to a point."""
    query, lat, long = about.get("query"), about.get("lat"), about.get("long")
    if isinstance(query, str):
        return [_street(one) for one in places.search_streets(query=query, limit=MOST_STREETS)]
    if isinstance(lat, int | float) and isinstance(long, int | float):
        return [_street(one) for one in places.streets_near(lat, long, limit=MOST_STREETS)]
    return []


def _street(one: Street) -> dict[str, Json]:
    """Return a street as a candidate."""
    return {"usrn": one.usrn, "name": one.name, "ward": one.ward, "lat": one.lat, "long": one.long}


def _upload(id: str, *, photo: bool) -> Json:
    """Return what was uploaded, or what is wrong with it."""
    try:
        wanted = UUID(id)
    except ValueError:
        return {"problem": "unknown"}
    found = files.files([wanted]).get(wanted)
    if found is None:
        return {"problem": "unknown"}
    if photo and not found.kind.is_picture:
        return {"problem": "kind"}
    return {"file": str(found.id), "name": found.name, "kind": found.kind.value}

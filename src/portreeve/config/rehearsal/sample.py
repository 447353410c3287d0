"""What a journey needs to know when it is tried out on files alone: one street, and a calendar that options set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.journeys.types import Json, Need, NeedKind

POSTCODE = "HV1 2AB"
KEYED = "481222"
"""The postcode as it is keyed on a telephone."""
STREETS = ("Quay Street", "Quay Lane", "Mill Lane")

COLLECTION: Mapping[str, Json] = {
    "due_today": True,
    "due_yesterday": False,
    "emptied": False,
    "emptied_at": "",
    "reason": "",
    "last": "",
    "next": "",
    "street_blocked": False,
    "open_report": False,
    "collected_here": True,
    "in_time": True,
}

BINS: tuple[Json, ...] = ("food", "garden", "recycling", "refuse")
_LISTS = {
    "bins_today": "due_today",
    "bins_yesterday": "due_yesterday",
    "bins_emptied": "emptied",
    "bins_not_collected": "reason",
    "bins_street_blocked": "street_blocked",
    "bins_reported": "open_report",
}


def of_every_bin(fact: Mapping[str, Json]) -> dict[str, Json]:
    """Return what is known of a collection with the same said of each bin, but where it says otherwise."""
    known: dict[str, Json] = {"bins_known": list(BINS)}
    return known | {name: list(BINS) if fact.get(of_all) else [] for name, of_all in _LISTS.items()} | dict(fact)


def _addresses() -> list[Json]:
    """Return the even numbers of one street."""
    return [
        {
            "uprn": f"10000000000{number}",
            "line": f"{number} Quay Street, Haverstock, {POSTCODE}",
            "postcode": POSTCODE,
            "ward": "quayside",
            "street": "47000000",
            "lat": 53.5001,
            "long": -1.1001,
        }
        for number in (2, 4, 6, 8)
    ]


def _streets(query: str) -> list[Json]:
    """Return streets whose name has the words; all of them near a point."""
    return [
        {"usrn": f"4700000{place}", "name": name, "ward": "quayside", "lat": 53.5, "long": -1.1}
        for place, name in enumerate(STREETS)
        if query.casefold() in name.casefold()
    ]


class SampleAnswers:
    """The port `Answers`, without a database."""

    def __init__(self, facts: Mapping[str, Json]) -> None:
        """Keep the facts that were set on the command line."""
        self._facts = of_every_bin({**COLLECTION, **facts})

    def answer(self, need: Need, *, by: Actor, at: datetime) -> Json:  # noqa: ARG002 - the port's signature
        """Return what the sample council knows."""
        about = dict(need.about)
        query = str(about.get("query", ""))
        if need.kind is NeedKind.ADDRESSES:
            known = query == KEYED if about.get("keyed") else _fits(query)
            return _addresses() if known else []
        if need.kind is NeedKind.STREETS:
            return list(_streets(query))
        if need.kind is NeedKind.FACT:
            return dict(self._facts) if about.get("name") == "collection" else None
        if need.kind is NeedKind.UPLOAD:
            return {"file": str(about["upload"]), "name": str(about["upload"]), "kind": "image/jpeg"}
        return []


def _fits(query: str) -> bool:
    """Say whether a search is for the sample street."""
    plain = query.casefold().replace(" ", "")
    return plain == POSTCODE.casefold().replace(" ", "") or "quay" in plain

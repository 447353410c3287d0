"""Between our addresses and the records of OS Places: DPA (as the post delivers) and LPI (as councils register)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase, digits
from typing import Any

from portreeve.modules.places.api import from_grid, normalise_postcode, to_grid
from portreeve.modules.places.types import Address, AddressKind, AddressStatus

KIND_BY_CLASS = {"R": AddressKind.RESIDENTIAL, "C": AddressKind.COMMERCIAL, "P": AddressKind.SHELL}
COMMUNITY_CLASSES = ("CE", "CM", "CC", "ZW")
"""Education, health, community and worship: none of them a home, none of them a shop."""
CLASS_OF = {
    AddressKind.RESIDENTIAL: "RD04",
    AddressKind.COMMERCIAL: "CR08",
    AddressKind.COMMUNITY: "CC04",
    AddressKind.SHELL: "PP",
}
SMALL_WORDS = {"and", "of", "the", "on", "in", "y", "yr"}


def read_record(raw: Mapping[str, Any]) -> Address | None:
    """Return the address of one result, or None if the record lacks what an address must have."""
    for kind, read in (("LPI", _read_lpi), ("DPA", _read_dpa)):
        record = raw.get(kind)
        if isinstance(record, Mapping):
            try:
                return read(record)
            except (KeyError, ValueError, TypeError):
                return None
    return None


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the two datasets say in different words."""

    organisation: str
    flat: str
    building: str
    number: str
    street: str
    town: str
    postcode: str
    usrn: str = ""


def _read_dpa(record: Mapping[str, Any]) -> Address:
    number, building = str(record.get("BUILDING_NUMBER", "")), _named(record, "BUILDING_NAME")
    if not number and building[:1].isdigit():
        number, building = building.lower(), ""
    parts = _Parts(
        organisation=_named(record, "ORGANISATION_NAME"),
        flat=_named(record, "SUB_BUILDING_NAME"),
        building=building,
        number=number,
        street=_named(record, "THOROUGHFARE_NAME"),
        town=_named(record, "POST_TOWN"),
        postcode=str(record.get("POSTCODE", "")),
    )
    return _address(record, parts)


def _read_lpi(record: Mapping[str, Any]) -> Address:
    flat = _named(record, "SAO_TEXT")
    if not flat and _span(record, "SAO"):
        flat = f"Flat {_span(record, 'SAO').upper()}"
    parts = _Parts(
        organisation=_named(record, "ORGANISATION"),
        flat=flat,
        building=_named(record, "PAO_TEXT"),
        number=_span(record, "PAO"),
        street=_named(record, "STREET_DESCRIPTION"),
        town=_named(record, "TOWN_NAME"),
        postcode=str(record.get("POSTCODE_LOCATOR", "")),
        usrn=str(record.get("USRN", "")),
    )
    return _address(record, parts)


def _address(record: Mapping[str, Any], parts: _Parts) -> Address:
    long, lat = _where(record)
    thoroughfare = f"{parts.number} {parts.street}".strip()
    line = (parts.organisation, parts.flat, parts.building, thoroughfare, parts.town)
    return Address(
        uprn=str(record["UPRN"]).lstrip("0"),
        line=", ".join(part for part in line if part),
        postcode=normalise_postcode(parts.postcode),
        street=parts.usrn,
        ward="",
        lat=lat,
        long=long,
        organisation=parts.organisation,
        flat=parts.flat,
        building=parts.building,
        number=parts.number,
        street_name=parts.street,
        kind=_kind(str(record.get("CLASSIFICATION_CODE", "R"))),
        status=AddressStatus(str(record.get("LOGICAL_STATUS_CODE", "1"))),
        parent=str(record.get("PARENT_UPRN", "")).lstrip("0"),
    )


def _where(record: Mapping[str, Any]) -> tuple[float, float]:
    """Return (long, lat): given as such where WGS84 was asked for, else worked out from the national grid."""
    if "LNG" in record and "LAT" in record:
        return float(record["LNG"]), float(record["LAT"])
    long, lat = from_grid(float(record["X_COORDINATE"]), float(record["Y_COORDINATE"]))
    return round(long, 6), round(lat, 6)


def _kind(code: str) -> AddressKind:
    if code.startswith(COMMUNITY_CLASSES):
        return AddressKind.COMMUNITY
    return KIND_BY_CLASS.get(code[:1], AddressKind.COMMERCIAL)


def _named(record: Mapping[str, Any], key: str) -> str:
    """Return a text of the record as people write it: the interface shouts in capitals."""
    words = str(record.get(key, "")).lower().split()
    return " ".join(w if w in SMALL_WORDS and place else _capital(w) for place, w in enumerate(words))


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _span(record: Mapping[str, Any], object_name: str) -> str:
    """Return a number with suffix, or a span of them: 12, 12a, 12-14."""

    def one(which: str) -> str:
        number = record.get(f"{object_name}_{which}_NUMBER", "")
        return f"{number}{str(record.get(f'{object_name}_{which}_SUFFIX', '')).lower()}"

    return f"{one('START')}-{one('END')}" if one("END") else one("START")


def write_record(address: Address, dataset: str, match: float) -> dict[str, dict[str, Any]]:
    """Return the record that the real service would give for an address: capitals, and no key without a value."""
    east, north = to_grid((address.long, address.lat))
    town = address.line.rpartition(", ")[2]
    shared = {
        "UPRN": address.uprn,
        "ADDRESS": f"{address.line}, {address.postcode}".upper(),
        "X_COORDINATE": round(east, 2),
        "Y_COORDINATE": round(north, 2),
        "LNG": address.long,
        "LAT": address.lat,
        "STATUS": "APPROVED",
        "LOGICAL_STATUS_CODE": address.status.value,
        "CLASSIFICATION_CODE": CLASS_OF[address.kind],
        "LOCAL_CUSTODIAN_CODE": 9999,
        "BLPU_STATE_CODE": "2",
        "PARENT_UPRN": address.parent,
        "LANGUAGE": "EN",
        "MATCH": match,
        "MATCH_DESCRIPTION": "EXACT" if match == 1 else "GOOD",
    }
    own = _as_dpa(address, town) if dataset == "DPA" else _as_lpi(address, town)
    return {dataset: {key: value for key, value in {**shared, **own}.items() if value != ""}}


def _as_dpa(address: Address, town: str) -> dict[str, str]:
    plain = address.number.isdigit()
    return {
        "SUB_BUILDING_NAME": address.flat.upper(),
        "ORGANISATION_NAME": address.organisation.upper(),
        "BUILDING_NAME": (address.building or ("" if plain else address.number)).upper(),
        "BUILDING_NUMBER": address.number if plain else "",
        "THOROUGHFARE_NAME": address.street_name.upper(),
        "POST_TOWN": town.upper(),
        "POSTCODE": address.postcode,
    }


def _as_lpi(address: Address, town: str) -> dict[str, str]:
    start, _, end = address.number.partition("-")
    return {
        "USRN": address.street,
        "LPI_KEY": f"9999L{address.uprn[-9:]}",
        "SAO_TEXT": address.flat.upper(),
        "ORGANISATION": address.organisation.upper(),
        "PAO_TEXT": address.building.upper(),
        "PAO_START_NUMBER": start.rstrip(ascii_lowercase),
        "PAO_START_SUFFIX": start.lstrip(digits).upper(),
        "PAO_END_NUMBER": end,
        "STREET_DESCRIPTION": address.street_name.upper(),
        "TOWN_NAME": town.upper(),
        "ADMINISTRATIVE_AREA": town.upper(),
        "POSTCODE_LOCATOR": address.postcode,
    }

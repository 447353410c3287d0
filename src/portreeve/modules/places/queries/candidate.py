"""What a search looks at before it chooses: columns of an address or street, without the cost of a model."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """An address as the search looks at it."""

    uprn: str
    line: str
    postcode: str
    usrn: str
    ward: str
    lat: float
    long: float
    organisation: str
    flat: str
    flat_key: str
    building: str
    number_text: str
    number: int | None
    number_to: int | None
    suffix: str
    kind: str
    status: str
    parent: str
    street: str
    street_cy: str
    street_key: str
    town: str


class StreetCandidate(NamedTuple):
    """A street as the search looks at it."""

    usrn: str
    key: str
    name_cy: str
    ward: str
    town: str

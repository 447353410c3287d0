"""The database's part in a search: rows worth a closer look, by plain SQL, since this is asked at every keystroke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from portreeve.modules.places.queries.candidate import Candidate, StreetCandidate
from portreeve.modules.places.queries.reading import address_of
from portreeve.modules.places.types import CHOOSABLE, Address

ALIKE = 0.48
"""Word similarity from which the trigram index offers a text; the rules of likeness choose among those."""


_STREETS = "SELECT usrn, key, name_cy, ward, town FROM portreeve_places_gazetteerstreet WHERE NOT retired AND "
_ADDRESSES = """
    SELECT a.uprn, a.line, a.postcode, a.street_id, a.ward, a.lat, a.long, a.organisation, a.flat, a.flat_key,
        a.building, a.number_text, a.number, a.number_to, a.suffix, a.kind, a.status, a.parent,
        s.name, s.name_cy, s.key, s.town
    FROM portreeve_places_gazetteeraddress a JOIN portreeve_places_gazetteerstreet s ON s.usrn = a.street_id
    WHERE a.status = ANY(%s) AND """
_CHOICE = "a.kind <> 'shell' AND "
_NAMED = "a.names <> '' AND "
_STATUSES = [status.value for status in CHOOSABLE]


@contextmanager
def looking_alike() -> Iterator[None]:
    """Within this, the index offers texts from ALIKE on, and is used: the planner thinks too little of comparing texts.

    Both are set for the one transaction only.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), "
            "set_config('enable_seqscan', 'off', true)",
            [str(ALIKE)],
        )
        yield


def streets_alike(phrases: Sequence[str], most: int) -> list[StreetCandidate]:
    """Return the streets that share most letter groups with any of some phrases. Needs `looking_alike`."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_STREETS}{_alike('search', len(phrases))}, usrn LIMIT %s", [*phrases, *phrases, most])
        return [StreetCandidate(*row) for row in cursor.fetchall()]


def names_alike(phrases: Sequence[str], most: int) -> list[Candidate]:
    """Return the properties whose organisation or building shares most with any of some phrases."""
    alike = f"{_NAMED}{_alike('a.names', len(phrases))}, a.uprn LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(_ADDRESSES + alike, [_STATUSES, *phrases, *phrases, most])
        return _all(cursor)


def _alike(column: str, phrases: int) -> str:
    """Return a condition that any phrase is like a column, and the order by the best of them."""
    fits = " OR ".join([f"{column} %%> %s"] * phrases)
    likeness = ", ".join([f"word_similarity(%s, {column})"] * phrases)
    return f"({fits}) ORDER BY greatest({likeness}) DESC"


def of_postcode(postcode: str, most: int) -> list[Candidate]:
    """Return the addresses of one postcode."""
    return _choosable("a.postcode = %s LIMIT %s", [postcode, most])


def of_postcodes(prefixes: Sequence[str], number: int | None, most: int) -> list[Candidate]:
    """Return addresses of the postcodes with these beginnings, perhaps only of one house number."""
    fits, values = _beginning(prefixes)
    if number is None:
        return _choosable(f"{fits} ORDER BY a.postcode LIMIT %s", [*values, most])
    return _choosable(f"{fits} AND a.number = %s ORDER BY a.postcode LIMIT %s", [*values, number, most])


def of_streets(usrns: Sequence[str], number: int, prefixes: Sequence[str], most: int) -> list[Candidate]:
    """Return the addresses of some streets with a house number, within postcodes if any are given."""
    fits, values = _beginning(prefixes)
    return _choosable(
        f"a.street_id = ANY(%s) AND a.number = %s AND {fits} LIMIT %s", [list(usrns), number, *values, most]
    )


def of_street(usrn: str, prefixes: Sequence[str], most: int) -> list[Candidate]:
    """Return the first addresses of a street by their numbers."""
    fits, values = _beginning(prefixes)
    return _choosable(
        f"a.street_id = %s AND {fits} ORDER BY a.number, a.suffix, a.uprn LIMIT %s", [usrn, *values, most]
    )


def held_by(holders: Sequence[str], flats: Sequence[str], most: int) -> list[Candidate]:
    """Return the flats of some buildings, perhaps only those of some flat numbers."""
    inside = "a.parent = ANY(%s) AND a.parent <> ''"
    if flats:
        return _choosable(f"{inside} AND a.flat_key = ANY(%s) LIMIT %s", [list(holders), list(flats), most])
    return _choosable(f"{inside} LIMIT %s", [list(holders), most])


def _choosable(rest: str, values: Sequence[Any]) -> list[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(_ADDRESSES + _CHOICE + rest, [_STATUSES, *values])
        return _all(cursor)


def _beginning(prefixes: Sequence[str]) -> tuple[str, list[str]]:
    """Return a condition on postcodes and its values; a range, which the plain index serves in its own order."""
    if not prefixes:
        return "TRUE", []
    values = [bound for prefix in prefixes for bound in (prefix, prefix + "~")]
    return "(" + " OR ".join(["a.postcode BETWEEN %s AND %s"] * len(prefixes)) + ")", values


def _all(cursor: CursorWrapper) -> list[Candidate]:
    return [Candidate(*row) for row in cursor.fetchall()]


def as_address(row: Candidate) -> Address:
    """Return a candidate as the value it stands for."""
    return address_of(row, usrn=row.usrn, street=row.street, street_cy=row.street_cy, town=row.town)

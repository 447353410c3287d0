"""Finds addresses in our own gazetteer by what people type.

Streets and names are found by likeness, and houses only within those: the fuzzy part looks at some thousand streets,
never at a million addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portreeve.modules.places.models import GazetteerStreet
from portreeve.modules.places.queries import candidates
from portreeve.modules.places.queries.candidate import Candidate, StreetCandidate
from portreeve.modules.places.queries.reading import as_street
from portreeve.modules.places.rules.likeness import WORTH_SHOWING, likeness, mentioned, natural, number_fit
from portreeve.modules.places.rules.wanted import Wanted, read
from portreeve.modules.places.rules.wording import key_of
from portreeve.modules.places.types import Address, AddressKind, Street

MOST = 200
"""The most results of one search."""
STREETS_LOOKED_AT = 60
STREETS_KEPT = 24
NAMES_LOOKED_AT = 20
NAMED_AROUND = 0.15
"""What it is worth that the street's ward or town was typed as well."""
SURE = 0.9
"""Likeness from which a street is the one that was meant."""
STREETS_LISTED = 3
"""Streets of which all houses are listed, when no number was typed or none fits."""


def search(*, query: str, limit: int = 20) -> tuple[Address, ...]:
    """Return the addresses that fit best, best first; of a postcode alone, all in natural order.

    `query` may be a postcode in any case and spacing, part of one, or free text with typing errors. Nonsense, an empty
    text or a house number alone gives nothing. `limit` is kept between 1 and 200.
    """
    limit = max(1, min(limit, MOST))
    wanted = read(query)
    if wanted.empty:
        return ()
    found = _by_postcode(wanted, limit) if wanted.postcode else []
    if not found and wanted.words:
        found = _by_words(wanted, limit)
    if not found and wanted.prefixes:
        rows = candidates.of_postcodes(wanted.prefixes, wanted.number, limit)
        found = sorted(rows, key=lambda row: (row.postcode, _natural(row)))
    return tuple(candidates.as_address(row) for row in found)


def search_streets(*, query: str, limit: int = 10) -> tuple[Street, ...]:
    """Return the streets whose names fit best, best first."""
    wanted = read(query)
    if not wanted.words:
        return ()
    with candidates.looking_alike():
        usrns = [row.usrn for _, row in _streets(wanted)[: max(1, min(limit, MOST))]]
    rows = GazetteerStreet.objects.in_bulk(usrns)
    return tuple(as_street(rows[usrn]) for usrn in usrns)


def _by_postcode(wanted: Wanted, limit: int) -> list[Candidate]:
    """Return the addresses of one postcode: in natural order, or the best first if more than a postcode was typed."""
    found = candidates.of_postcode(wanted.postcode, MOST * 2)
    if not (wanted.words or wanted.number is not None or wanted.flat):
        return sorted(found, key=_natural)[:limit]
    streets = {row.usrn: row for row in found if wanted.streets}
    fits = {usrn: _street_fit(wanted, row.street_key, row.street_cy, row.town) for usrn, row in streets.items()}
    named = {row.uprn: _named_fit(wanted, row) for row in found if row.building or row.organisation}
    return _ranked(found, fits, named, wanted)[:limit]


def _by_words(wanted: Wanted, limit: int) -> list[Candidate]:
    """Return addresses of streets and of names that fit the words."""
    with candidates.looking_alike():
        streets = _streets(wanted)[:STREETS_KEPT]
        fits = {row.usrn: fit for fit, row in streets}
        housed = _on_streets(wanted, list(fits), limit)
        if wanted.house_in_a_street and any(_sure(wanted, row, fits) for row in housed):
            # Names are the dearer half of a search, and here nobody asked for one.
            return _ranked(housed, fits, {}, wanted)[:limit]
        offered = candidates.names_alike(wanted.names, NAMES_LOOKED_AT)
    named, by_name = _named(wanted, offered)
    found = {row.uprn: row for row in (*housed, *named)}
    return _ranked(found.values(), fits, by_name, wanted)[:limit]


def _sure(wanted: Wanted, row: Candidate, fits: Mapping[str, float]) -> bool:
    return fits[row.usrn] >= SURE and row.number == wanted.number


def _streets(wanted: Wanted) -> list[tuple[float, StreetCandidate]]:
    """Return streets with their likeness, best first."""
    offered = candidates.streets_alike(wanted.streets, STREETS_LOOKED_AT)
    fits = [(_street_fit(wanted, row.key, row.name_cy, f"{row.ward} {row.town}"), row) for row in offered]
    return sorted((f for f in fits if f[0] >= WORTH_SHOWING), key=lambda f: (-f[0], f[1].key, f[1].usrn))


def _street_fit(wanted: Wanted, key: str, name_cy: str, around: str) -> float:
    """Return how well a street fits the likeliest phrase, and a little more where its ward or town is named too."""
    near = key_of(around)
    names = [key, key_of(name_cy)] if name_cy else [key]
    fit = max(likeness(phrase, name, near) for phrase in wanted.streets for name in names)
    return fit + NAMED_AROUND * mentioned(wanted.words, near)


def _on_streets(wanted: Wanted, usrns: list[str], limit: int) -> list[Candidate]:
    """Return houses on some streets: those with the number wanted, else the first of the likeliest streets.

    Part of a postcode narrows them, unless nothing at all is there: people often have the postcode wrong.
    """
    if not usrns:
        return []
    for prefixes in dict.fromkeys((wanted.prefixes, ())):
        if wanted.number is not None:
            found = candidates.of_streets(usrns, wanted.number, prefixes, MOST * 2)
            if found:
                return found
        found = [row for usrn in usrns[:STREETS_LISTED] for row in candidates.of_street(usrn, prefixes, limit * 2)]
        if found:
            return found
    return []


def _named(wanted: Wanted, offered: list[Candidate]) -> tuple[list[Candidate], dict[str, float]]:
    """Return the properties whose name fits, and the flats of buildings that do; and how well, by UPRN."""
    fits = {row.uprn: fit for row in offered if (fit := _named_fit(wanted, row)) >= WORTH_SHOWING}
    single = [row for row in offered if row.uprn in fits and row.kind != AddressKind.SHELL]
    holders = [row.uprn for row in offered if row.uprn in fits and row.kind == AddressKind.SHELL]
    if not holders:
        return single, fits
    flats = [wanted.flat] if wanted.flat else []
    if wanted.number is not None:
        flats.append(f"{wanted.number}{wanted.suffix}")
    held = candidates.held_by(holders, flats, MOST)
    return [*single, *held], fits | {row.uprn: fits[row.parent] for row in held}


def _named_fit(wanted: Wanted, row: Candidate) -> float:
    names, around = key_of(f"{row.organisation} {row.building}"), f"{row.street_key} {key_of(row.town)}"
    return max((likeness(phrase, names, around) for phrase in wanted.names), default=0.0)


def _ranked(
    found: Iterable[Candidate], fits: Mapping[str, float], by_name: Mapping[str, float], wanted: Wanted
) -> list[Candidate]:
    """Put the best first, by likeness of street or name and the fit of the number; equals in natural order."""

    def key(row: Candidate) -> tuple[object, ...]:
        like = max(fits.get(row.usrn, 0.0), by_name.get(row.uprn, 0.0))
        fit = number_fit(wanted, number=row.number, to=row.number_to, suffix=row.suffix, flat=row.flat_key)
        return -round(like + fit, 4), _natural(row)

    return sorted(found, key=key)


def _natural(row: Candidate) -> tuple[object, ...]:
    return row.street, row.ward, row.number or 0, row.suffix, natural(row.building), natural(row.flat), row.uprn

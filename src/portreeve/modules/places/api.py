"""The public names of places."""

from portreeve.modules.places.operations.gazetteer import load_gazetteer
from portreeve.modules.places.queries.mapping import extent, map_outline, nearest_address, streets_near, ward_at
from portreeve.modules.places.queries.reading import address, addresses, street, streets, ward, wards
from portreeve.modules.places.queries.searching import search as search_addresses
from portreeve.modules.places.queries.searching import search_streets
from portreeve.modules.places.rules.postcodes import normalise as normalise_postcode

__all__ = [
    "address",
    "addresses",
    "extent",
    "load_gazetteer",
    "map_outline",
    "nearest_address",
    "normalise_postcode",
    "search_addresses",
    "search_streets",
    "street",
    "streets",
    "streets_near",
    "ward",
    "ward_at",
    "wards",
]

"""The public names of places."""

from portreeve.modules.places.operations.collections import load_calendar, record_collection
from portreeve.modules.places.operations.gazetteer import load_gazetteer
from portreeve.modules.places.queries.collections import calendar, collection
from portreeve.modules.places.queries.mapping import extent, map_outline, nearest_address, streets_near, ward_at
from portreeve.modules.places.queries.reading import address, addresses, sample, street, streets, ward, wards
from portreeve.modules.places.queries.searching import search_streets
from portreeve.modules.places.queries.sources import Gazetteer, look_up, look_up_uprn, search_addresses, use_sources
from portreeve.modules.places.rules.grid import from_grid, to_grid
from portreeve.modules.places.rules.postcodes import normalise as normalise_postcode

__all__ = [
    "Gazetteer",
    "address",
    "addresses",
    "calendar",
    "collection",
    "extent",
    "from_grid",
    "load_calendar",
    "load_gazetteer",
    "look_up",
    "look_up_uprn",
    "map_outline",
    "nearest_address",
    "normalise_postcode",
    "record_collection",
    "sample",
    "search_addresses",
    "search_streets",
    "street",
    "streets",
    "streets_near",
    "to_grid",
    "use_sources",
    "ward",
    "ward_at",
    "wards",
]

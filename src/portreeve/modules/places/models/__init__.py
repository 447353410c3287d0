"""The gazetteer and the collection calendar as tables."""

from portreeve.modules.places.models.collections import CollectionDate, CollectionRound, CollectionStop, CrewEntry
from portreeve.modules.places.models.gazetteer import GazetteerAddress, GazetteerLoad, GazetteerStreet, GazetteerWard

__all__ = [
    "CollectionDate",
    "CollectionRound",
    "CollectionStop",
    "CrewEntry",
    "GazetteerAddress",
    "GazetteerLoad",
    "GazetteerStreet",
    "GazetteerWard",
]

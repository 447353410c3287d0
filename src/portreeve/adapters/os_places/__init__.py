"""Addresses from an OS-Places-shaped interface, and its demo twin."""

from portreeve.adapters.os_places.client import OsPlaces
from portreeve.adapters.os_places.twin import Behaviour, Twin

__all__ = ["Behaviour", "OsPlaces", "Twin"]

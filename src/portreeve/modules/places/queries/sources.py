"""Which sources are asked for addresses and collections, in which order, and what happens when one is down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from portreeve.modules.places.ports import AddressSource, CollectionSource, SourceFailed
from portreeve.modules.places.queries import mapping, reading, searching
from portreeve.modules.places.queries.loaded_calendar import LoadedCalendar
from portreeve.modules.places.rules.postcodes import normalise
from portreeve.modules.places.types import Address, Found


class Gazetteer:
    """Our own gazetteer as a source."""

    name = "gazetteer"

    def by_postcode(self, postcode: str, *, limit: int) -> tuple[Address, ...]:
        """Return the addresses of a whole postcode, in natural order."""
        whole = normalise(postcode)
        return searching.search(query=whole, limit=limit) if whole else ()

    def by_text(self, text: str, *, limit: int) -> tuple[Address, ...]:
        """Return the addresses that fit best."""
        return searching.search(query=text, limit=limit)

    def by_uprn(self, uprn: str) -> Address | None:
        """Return one address."""
        return reading.address(uprn)


@dataclass(slots=True)
class _Chosen:
    addresses: tuple[AddressSource, ...] = ()
    """Empty: those that the setting ADDRESS_SOURCES returns."""
    collections: CollectionSource = field(default_factory=LoadedCalendar)


_CHOSEN = _Chosen()


@cache
def _wired(path: str) -> tuple[AddressSource, ...]:
    """Return the sources that the installation joins us to; kept, because they keep connections and their rest."""
    sources: tuple[AddressSource, ...] = import_string(path)()
    return sources


def address_sources() -> tuple[AddressSource, ...]:
    """Return the sources of addresses, in the order in which they are asked."""
    return _CHOSEN.addresses or _wired(settings.ADDRESS_SOURCES)


def use_sources(
    *, addresses: Sequence[AddressSource] | None = None, collections: CollectionSource | None = None
) -> None:
    """Choose other sources than the installation's; without arguments go back to those."""
    _CHOSEN.addresses = tuple(addresses or ())
    _CHOSEN.collections = collections or LoadedCalendar()


def collection_source() -> CollectionSource:
    """Return the chosen source of collections."""
    return _CHOSEN.collections


def look_up(*, query: str, limit: int = 20) -> Found:
    """Ask the sources in turn until one finds something; a source that fails is passed over and named.

    It never raises for a failing source: where nothing can be asked, the person types the address themselves.
    """
    down: list[str] = []
    answered = ""
    for source in address_sources():
        try:
            whole = normalise(query)
            found = source.by_postcode(whole, limit=limit) if whole else source.by_text(query, limit=limit)
        except SourceFailed:
            down.append(source.name)
            continue
        answered = answered or source.name
        if found:
            return Found(tuple(_with_ward(one) for one in found), source.name, tuple(down))
    return Found((), answered, tuple(down))


def look_up_uprn(uprn: str) -> Address | None:
    """Return an address from the first source that knows it; None too where none of them could be asked."""
    for source in address_sources():
        try:
            found = source.by_uprn(uprn)
        except SourceFailed:
            continue
        if found:
            return _with_ward(found)
    return None


def search_addresses(*, query: str, limit: int = 20) -> tuple[Address, ...]:
    """Return what `look_up` finds, for those who need not know from where."""
    return look_up(query=query, limit=limit).addresses


def _with_ward(found: Address) -> Address:
    """Give an address of an outside source the ward it lies in; it stays without one outside our area."""
    if found.ward:
        return found
    ward = mapping.ward_at(found.lat, found.long)
    return replace(found, ward=ward.code) if ward else found

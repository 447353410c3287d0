"""What a full load of the gazetteer no longer has is retired: not offered any more, and kept for old cases."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from portreeve.modules.places.rules.loading import too_much
from portreeve.modules.places.types import CHOOSABLE, AddressStatus, Full, TooMuchRetired

_OFFERED = [status.value for status in CHOOSABLE]
# What is left out is joined, not looked for row by row within an aggregate: a borough has a million addresses.
_COUNT_ADDRESSES = """
    SELECT count(*), count(*) FILTER (WHERE there.id IS NULL) FROM portreeve_places_gazetteeraddress
    LEFT JOIN (SELECT DISTINCT unnest(%s::text[]) AS id) there ON there.id = uprn WHERE status = ANY(%s)"""
_COUNT_STREETS = """
    SELECT count(*), count(*) FILTER (WHERE there.id IS NULL) FROM portreeve_places_gazetteerstreet
    LEFT JOIN (SELECT DISTINCT unnest(%s::text[]) AS id) there ON there.id = usrn WHERE NOT retired"""
_RETIRE_ADDRESSES = """
    UPDATE portreeve_places_gazetteeraddress SET status = %s WHERE status = ANY(%s)
    AND NOT EXISTS (SELECT FROM unnest(%s::text[]) AS there(id) WHERE there.id = uprn)"""
_RETIRE_STREETS = """
    UPDATE portreeve_places_gazetteerstreet SET retired = true WHERE NOT retired
    AND NOT EXISTS (SELECT FROM unnest(%s::text[]) AS there(id) WHERE there.id = usrn)"""


def check(full: Full) -> None:
    """Refuse a full load that would retire more than it may. Raises TooMuchRetired."""
    addresses = _counted(_COUNT_ADDRESSES, [list(full.addresses), _OFFERED])
    streets = _counted(_COUNT_STREETS, [list(full.streets)])
    for what, (gone, offered) in (("addresses", addresses), ("streets", streets)):
        if too_much(gone, offered, full.most):
            raise TooMuchRetired(what=what, gone=gone, offered=offered)


def retire(full: Full) -> tuple[int, int]:
    """Retire the addresses and streets that a full load has not; returns how many of each. A later load revives them.

    To be called when everything that the load has is there, in a transaction. Raises TooMuchRetired.
    """
    check(full)
    with connection.cursor() as cursor:
        cursor.execute(_RETIRE_ADDRESSES, [AddressStatus.HISTORICAL.value, _OFFERED, list(full.addresses)])
        addresses = cursor.rowcount
        cursor.execute(_RETIRE_STREETS, [list(full.streets)])
        return addresses, cursor.rowcount


def _counted(sql: str, values: Sequence[list[str]]) -> tuple[int, int]:
    """Return how many of what is offered a load leaves out, and how much is offered."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        offered, gone = cursor.fetchone()
    return int(gone), int(offered)

"""Turns rows into values, and reads by reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from portreeve.modules.places.models import GazetteerAddress, GazetteerStreet, GazetteerWard
from portreeve.modules.places.rules.lines import one_line, welsh_flat
from portreeve.modules.places.rules.references import reference
from portreeve.modules.places.types import Address, AddressKind, AddressStatus, Street, Ward

if TYPE_CHECKING:
    from portreeve.modules.places.queries.candidate import Candidate


def address(uprn: str) -> Address | None:
    """Return an address whatever its status, by its UPRN, leading zeros or not; None if there is none."""
    row = rows().filter(uprn=reference(uprn)).first() if reference(uprn) else None
    return as_address(row) if row else None


def addresses(uprns: Iterable[str]) -> dict[str, Address]:
    """Return those of some addresses that there are, by UPRN, in one query."""
    wanted = {found for uprn in uprns if (found := reference(uprn))}
    return {row.uprn: as_address(row) for row in rows().filter(uprn__in=wanted)}


def sample(*, every: int) -> tuple[Address, ...]:
    """Return every so-many-th home, in the order of their UPRNs: the same ones each time, spread over the borough."""
    homes = GazetteerAddress.objects.filter(kind=AddressKind.RESIDENTIAL, status=AddressStatus.APPROVED)
    wanted = list(homes.order_by("uprn").values_list("uprn", flat=True))[::every]
    return tuple(as_address(row) for row in rows().filter(uprn__in=wanted).order_by("uprn"))


def street(usrn: str) -> Street | None:
    """Return a street by its USRN, or None if there is none."""
    row = GazetteerStreet.objects.filter(usrn=reference(usrn)).first() if reference(usrn) else None
    return as_street(row) if row else None


def streets(usrns: Iterable[str]) -> dict[str, Street]:
    """Return those of some streets that there are, by USRN."""
    wanted = {found for usrn in usrns if (found := reference(usrn))}
    return {row.usrn: as_street(row) for row in GazetteerStreet.objects.filter(usrn__in=wanted)}


def wards() -> tuple[Ward, ...]:
    """Return every ward with its outline, by name."""
    return tuple(as_ward(row) for row in GazetteerWard.objects.order_by("name", "code"))


def ward(code: str) -> Ward | None:
    """Return a ward by its code, or None if there is none."""
    row = GazetteerWard.objects.filter(code=code).first() if code.isprintable() else None
    return as_ward(row) if row else None


def rows() -> QuerySet[GazetteerAddress]:
    """Return addresses with the names of their streets, without the streets' shapes."""
    return GazetteerAddress.objects.select_related("street").defer("street__shape", "street__search", "names")


def as_address(row: GazetteerAddress) -> Address:
    """Return a row as a value."""
    on = row.street
    return address_of(row, usrn=row.street_id, street=on.name, street_cy=on.name_cy, town=on.town)


def address_of(row: GazetteerAddress | Candidate, *, usrn: str, street: str, street_cy: str, town: str) -> Address:
    """Return an address, with the names of its street, as the value it stands for."""
    return Address(
        uprn=row.uprn,
        line=row.line,
        postcode=row.postcode,
        street=usrn,
        ward=row.ward,
        lat=row.lat,
        long=row.long,
        line_cy=_welsh(row, street_cy, town) if street_cy else "",
        organisation=row.organisation,
        flat=row.flat,
        building=row.building,
        number=row.number_text,
        street_name=street,
        kind=AddressKind(row.kind),
        status=AddressStatus(row.status),
        parent=row.parent,
    )


def _welsh(row: GazetteerAddress | Candidate, street: str, town: str) -> str:
    """Compose the line with the street's Welsh name: BS 7666's alternative entry for the same property."""
    return one_line(
        organisation=row.organisation,
        flat=welsh_flat(row.flat),
        building=row.building,
        number=row.number_text,
        street=street,
        town=town,
    )


def as_street(row: GazetteerStreet) -> Street:
    """Return a row as a value."""
    return Street(
        usrn=row.usrn,
        name=row.name,
        ward=row.ward,
        lat=row.lat,
        long=row.long,
        name_cy=row.name_cy,
        town=row.town,
        shape=tuple((long, lat) for long, lat in row.shape),
    )


def as_ward(row: GazetteerWard) -> Ward:
    """Return a row as a value."""
    return Ward(
        code=row.code, name=row.name, name_cy=row.name_cy, outline=tuple((long, lat) for long, lat in row.outline)
    )

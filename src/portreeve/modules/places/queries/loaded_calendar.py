"""When a property's bins are collected, and what its crew recorded, from the tables that were loaded."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from portreeve.modules.places.models import CollectionDate, CollectionStop, CrewEntry, GazetteerAddress
from portreeve.modules.places.rules.references import reference
from portreeve.modules.places.types import AddressKind, Calendar, CollectionDay, CrewCode, CrewRecord


class LoadedCalendar:
    """The collection calendar as loaded data: a CollectionSource."""

    name = "loaded calendar"

    def calendar(self, uprn: str, *, since: date, until: date) -> Calendar | None:
        """Return a property's days and records, or None if nothing is known of it.

        A property's own stops go before its street's, which are for homes only. Premises of another kind without a
        stop are known not to be collected from, but only once there is a calendar at all.
        """
        place = GazetteerAddress.objects.filter(uprn=reference(uprn)).values_list("uprn", "street_id", "kind").first()
        if place is None:
            return None
        own, usrn, kind = place
        rounds = self._rounds(own, usrn, kind)
        if not rounds:
            elsewhere = kind in {AddressKind.COMMERCIAL, AddressKind.COMMUNITY} and CollectionStop.objects.exists()
            return Calendar(days=(), collected_here=False) if elsewhere else None
        days = CollectionDate.objects.filter(round_id__in=rounds, on__range=(since, until)).order_by("on", "bin")
        entries = CrewEntry.objects.filter(Q(uprn=own) | Q(usrn=usrn), on__range=(since, until)).order_by("at")
        return Calendar(
            days=tuple(CollectionDay(row.on, row.bin, row.round_id) for row in days),
            records=tuple(
                CrewRecord(e.round, e.on, CrewCode(e.code), e.at, uprn=e.uprn, usrn=e.usrn, bin=e.bin) for e in entries
            ),
        )

    @staticmethod
    def _rounds(uprn: str, usrn: str, kind: str) -> list[str]:
        stops = CollectionStop.objects.filter(Q(uprn=uprn) | Q(usrn=usrn, uprn="")).values_list("uprn", "round_id")
        own = [code for at, code in stops if at]
        return own or ([code for _, code in stops] if kind == AddressKind.RESIDENTIAL else [])
